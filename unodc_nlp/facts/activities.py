"""The activities that a report states: what was held, where, when, for whom, with whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from unodc_nlp.facts.grammar import load_grammar
from unodc_nlp.facts.heads import EVENTS, Head, find_heads
from unodc_nlp.facts.mentions import Mention
from unodc_nlp.facts.numbers import Counted, counted_in
from unodc_nlp.facts.occasions import Occasion, find_occasions, topic_date
from unodc_nlp.facts.parties import Parties, find_parties
from unodc_nlp.facts.roles import Setting, distinct
from unodc_nlp.facts.sentences import Sentence, find_sentences
from unodc_nlp.facts.signs import Signs, read_signs
from unodc_nlp.linking.values import Period

Status = Literal["done", "ongoing", "planned"]


@dataclass(frozen=True, slots=True)
class Activity:
    """Something that the office held, ran, launched, published, gave or took part in, or plans.

    Attributes:
        unit: id of the unit that states it.
        type: ``workshop``, ``training``, ``meeting``, ``visit``, ``simulation``, ``advice``, ``publication``, ``platform``, ``project``,
            ``agreement``, ``deployment`` or ``other``.
        count: how many; None where several are meant and no number is given.
        start, end: first and last day, month or year, ISO 8601 as precise as the text; None if not stated.
        places: venues.
        beneficiaries: who receives it.
        partners: who holds it with the office or pays for it.
        participants, women: how many took part, how many of them women; None if not stated.
        status: ``done``, ``ongoing`` or ``planned``.
        evidence: the words that state it.
        evidence_start, evidence_end: their offsets in the unit's text.
        source_start, source_end: their offsets in the source text of the report.
    """

    unit: str
    type: str
    count: int | None
    start: str | None
    end: str | None
    places: tuple[Mention, ...]
    beneficiaries: tuple[Mention, ...]
    partners: tuple[Mention, ...]
    participants: int | None
    women: int | None
    status: Status
    evidence: str
    evidence_start: int
    evidence_end: int
    source_start: int = 0
    source_end: int = 0


def find_activities(unit: str, text: str, mentions: Iterable[Mention], setting: Setting) -> list[Activity]:
    """Return the activities that a unit states, in reading order.

    Args:
        unit: the unit's id.
        text: its text.
        mentions: the names in it, with what they mean.
        setting: what is known of the report.
    """
    signs = read_signs(text, mentions)
    sentences = list(find_sentences(signs.text))
    words = load_grammar().words
    found: list[Activity] = []
    for number, sentence in enumerate(sentences):
        if words["not_stated"].search(signs.text, sentence.start, sentence.end):
            continue
        following = sentences[number + 1].start if number + 1 < len(sentences) else len(signs.text)
        restated = bool(words["restated"].match(signs.text[following:]))
        found += _Told(unit, text, signs, sentence, setting, restated).activities()
    return found


class _Told:
    """What one sentence tells."""

    def __init__(
        self, unit: str, text: str, signs: Signs, sentence: Sentence, setting: Setting, restated: bool
    ) -> None:
        self._unit = unit
        self._unit_text = text
        self._signs = signs
        self._sentence = sentence
        self._setting = setting
        self._restated = restated  # whether the next sentence tells in detail what this one says in general
        self._words = load_grammar().words

    def activities(self) -> Iterator[Activity]:
        """Yield the activities that the sentence tells of."""
        heads = find_heads(self._signs, self._sentence)
        for number, head in enumerate(heads):
            finish = heads[number + 1].begin if number + 1 < len(heads) else self._sentence.end
            yield from self._of_head(head, finish)

    def _of_head(self, head: Head, finish: int) -> Iterator[Activity]:
        occasions = find_occasions(self._signs, head)
        parties = find_parties(self._signs, self._sentence, head, occasions, self._setting)
        counted = counted_in(self._signs, head.start if head.phrase else head.begin, head.start, finish)
        if self._says_nothing(head, parties, occasions, counted):
            return
        for number, occasion in enumerate(occasions):
            yield self._activity(head, occasion, parties[number], counted, len(occasions))

    def _says_nothing(
        self, head: Head, parties: Sequence[Parties], occasions: Sequence[Occasion], counted: Counted
    ) -> bool:
        """Return whether it is a general phrase without an object of its own."""
        named = any(one.beneficiaries or one.partners for one in parties)
        if head.type in ("other", "advice", "deployment"):
            general = self._restated and not head.phrase and not occasions[0].date
            dated = len(self._dates(occasions[0])[0] or "") > len("2018")
            return general or not (named or dated or occasions[0].places)
        if named or counted.stated or occasions[0].date or occasions[0].places:
            return False
        if head.type in EVENTS:
            verb = self._signs.text[slice(*head.verb)] if head.verb else ""
            return not self._words["held"].fullmatch(verb)
        if head.type in ("platform", "agreement") or head.start in self._signs.mentions:
            return False
        start = head.verb[0] if head.verb else head.begin
        return not self._words["specific"].search(self._signs.text, min(start, head.start), head.end)

    def _activity(self, head: Head, occasion: Occasion, parties: Parties, counted: Counted, occasions: int) -> Activity:
        dates = self._dates(occasion)
        start, end = self._evidence(head, occasion)
        places = tuple(self._signs.mentions[at] for at in occasion.places)
        count = occasion.count or (1 if occasions > 1 else counted.count)
        if count is None and not counted.several and _is_one(head, occasion, parties):
            count = 1
        return Activity(
            unit=self._unit,
            type=head.type,
            count=count,
            start=dates[0],
            end=dates[1],
            places=distinct(places),
            beneficiaries=distinct(parties.beneficiaries),
            partners=distinct(parties.partners),
            participants=counted.participants,
            women=counted.women,
            status=self._status(head),
            evidence=self._unit_text[start:end],
            evidence_start=start,
            evidence_end=end,
        )

    def _dates(self, occasion: Occasion) -> tuple[str | None, str | None]:
        mention = occasion.date or topic_date(self._signs, self._sentence.first, self._sentence.end)
        if mention is None:
            period = self._setting.period
            if period and self._words["whole_period"].search(self._signs.text, self._sentence.first, occasion.end):
                return _whole(period)
            return None, None
        if not isinstance(mention.value, Period):
            return None, None  # an impossible or unknown date: the mention keeps its text
        if self._since(mention):
            return mention.value.start, None
        return mention.value.start, mention.value.end

    def _since(self, mention: Mention) -> bool:
        before, after = self._unit_text[: mention.start].rstrip(), self._unit_text[mention.end :].lstrip()
        return before.endswith("自") or mention.text.startswith("自") or after.startswith(("以来", "起"))

    def _status(self, head: Head) -> Status:
        words = self._signs.text[head.begin : head.finish]
        if self._words["planned"].search(words):
            return "planned"
        return "ongoing" if self._words["ongoing"].search(words) else "done"

    def _evidence(self, head: Head, occasion: Occasion) -> tuple[int, int]:
        text = self._signs.text
        end = max(occasion.end, occasion.start + 1)
        start = min(occasion.start, head.start) if occasion.end >= head.start else occasion.start
        while start < end - 1 and text[start] in ",、;和":
            start += 1
        lead = self._words["connectives"].match(text[start:end])
        if lead and start + lead.end() < min(end, max(head.start, start + 1)):
            start += lead.end()
        return self._signs.span(start, end)


def _is_one(head: Head, occasion: Occasion, parties: Parties) -> bool:
    """Return whether something told without a number is one thing: aid and visits are no single things, a dated event is."""
    if head.type in ("other", "advice", "deployment"):
        return False
    if head.type in EVENTS:
        return (occasion.date is not None and len(parties.beneficiaries) < 2) or bool(occasion.places)
    return True


def _whole(period: Period) -> tuple[str, str]:
    """Return a period, as a year if it is one."""
    year = period.start[:4]
    if (period.start, period.end) == (f"{year}-01-01", f"{year}-12-31"):
        return year, year
    return period.start, period.end
