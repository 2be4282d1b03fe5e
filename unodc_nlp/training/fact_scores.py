"""Counting activities and figures against the gold of `annotations/facts`.

An activity is found when unit and type are the gold's and the evidence overlaps; each one is used once. Its fields are counted on the
activities found. Names are the same when their text is, or when both are linked to the same thing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from unodc_nlp.facts import Activity, Indicator, Mention
from unodc_nlp.gold.facts import GoldActivity, GoldIndicator
from unodc_nlp.scoring import Counts

FIELDS = ("dates", "places", "beneficiaries", "partners", "count", "participants", "women", "status")


def pair(gold: Sequence[GoldActivity], found: Sequence[Activity]) -> list[tuple[GoldActivity, Activity]]:
    """Return the gold activities that were found, each with the one found that shares most of its evidence."""
    options = []
    for i, wanted in enumerate(gold):
        for j, given in enumerate(found):
            if wanted.unit != given.unit or wanted.type != given.type:
                continue
            shared = min(wanted.end, given.evidence_end) - max(wanted.start, given.evidence_start)
            whole = max(wanted.end, given.evidence_end) - min(wanted.start, given.evidence_start)
            if shared > 0:
                options.append((-shared / whole, i, j))
    pairs: dict[int, int] = {}
    for _, i, j in sorted(options):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(gold[i], found[j]) for i, j in sorted(pairs.items())]


@dataclass(frozen=True, slots=True)
class Identities:
    """What names of a document mean, by their text."""

    by_text: Mapping[str, str]

    @classmethod
    def of(cls, mentions: Iterable[Mention]) -> Identities:
        """Return the identities of the names of a document."""
        return cls({mention.text: mention.id for mention in mentions if mention.id})

    def counts(self, gold: Sequence[str], found: Sequence[Mention]) -> Counts:
        """Count names, each used once."""
        left = list(found)
        right = 0
        for name in gold:
            same = next((m for m in left if m.text == name or (m.id and m.id == self.by_text.get(name))), None)
            if same is not None:
                left.remove(same)
                right += 1
        return Counts(right, len(found), len(gold))


def field_counts(wanted: GoldActivity, given: Activity, identities: Identities) -> dict[str, Counts]:
    """Count the fields of an activity that was found."""
    dates = (given.start, given.end)
    return {
        "dates": _value_counts(
            wanted.dates if any(wanted.dates) else None, dates if given.start or given.end else None
        ),
        "places": identities.counts(wanted.places, given.places),
        "beneficiaries": identities.counts(wanted.beneficiaries, given.beneficiaries),
        "partners": identities.counts(wanted.partners, given.partners),
        "count": _value_counts(wanted.count, given.count),
        "participants": _value_counts(wanted.participants, given.participants),
        "women": _value_counts(wanted.women, given.women),
        "status": _value_counts(wanted.status, given.status),
    }


def _value_counts(gold: object, found: object) -> Counts:
    return Counts(int(gold is not None and gold == found), int(found is not None), int(gold is not None))


def indicator_counts(gold: Sequence[GoldIndicator], found: Sequence[Indicator]) -> dict[str, Counts]:
    """Count figures: ``value`` (unit, value and qualifier), ``value and period``, and that with the ``name``, each used once."""
    keys: dict[str, Callable[[GoldIndicator | Indicator], object]] = {
        "value": lambda one: (one.unit, float(one.value), one.qualifier),
        "value and period": lambda one: (one.unit, float(one.value), one.qualifier, _period_of(one)),
        "value, period and name": lambda one: (one.unit, float(one.value), one.qualifier, _period_of(one), one.name),
    }
    counts = {}
    for name, key in keys.items():
        wanted, given = Counter(map(key, gold)), Counter(map(key, found))
        counts[name] = Counts((wanted & given).total(), len(found), len(gold))
    return counts


def _period_of(one: GoldIndicator | Indicator) -> tuple[str | None, str | None]:
    """Return the period of a figure by days: 2018 and 2018-01-01 to 2018-12-31 are the same."""
    start, end = one.period if isinstance(one, GoldIndicator) else (one.start, one.end)
    return _whole_year(start, "-01-01"), _whole_year(end, "-12-31")


def _whole_year(date: str | None, day: str) -> str | None:
    return date + day if date and len(date) == 4 else date
