"""The activities that a report states: what was held, where, when, for whom, with whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from unodc_nlp.facts.grammar import load_grammar
from unodc_nlp.facts.heads import EVENTS, Head, find_heads, sentences
from unodc_nlp.facts.mentions import Mention
from unodc_nlp.facts.numbers import Counted, counted_in
from unodc_nlp.facts.occasions import Occasion, find_occasions, topic_date
from unodc_nlp.facts.roles import Own, distinct, in_role, without
from unodc_nlp.facts.signs import Signs, read_signs, sign
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


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a report where its activities are looked for.

    Attributes:
        own: tells the names of the office that reports, which is no partner of itself.
        period: the period that it reports on, None if not known.
    """

    own: Own
    period: Period | None = None


def find_activities(unit: str, text: str, mentions: Iterable[Mention], setting: Setting) -> list[Activity]:
    """Return the activities that a unit states, in reading order.

    Args:
        unit: the unit's id.
        text: its text.
        mentions: the names in it, with what they mean.
        setting: what is known of the report.
    """
    signs = read_signs(text, mentions)
    found: list[Activity] = []
    for start, end in sentences(signs.text):
        found += _Sentence(unit, text, signs, start, end, setting).activities()
    return found


class _Sentence:
    def __init__(self, unit: str, text: str, signs: Signs, start: int, end: int, setting: Setting) -> None:
        self._unit = unit
        self._unit_text = text
        self._signs = signs
        self._start = start
        self._end = end
        self._setting = setting
        self._words = load_grammar().words

    def activities(self) -> Iterator[Activity]:
        heads = find_heads(self._signs, self._start, self._end)
        shared = self._shared_partners(heads)
        for number, head in enumerate(heads):
            finish = heads[number + 1].begin if number + 1 < len(heads) else self._end
            yield from self._of_head(head, finish, shared if number else [])

    def _of_head(self, head: Head, finish: int, shared: Sequence[Mention]) -> Iterator[Activity]:
        signs = self._signs
        occasions = find_occasions(signs, head)
        venues = {place for occasion in occasions for place in occasion.places}
        partners = self._partners(head, shared)
        beneficiaries = self._beneficiaries(head, partners, venues)
        if head.type in ("other", "advice") and not (beneficiaries or partners or occasions[0].date):
            return  # a general phrase without an object of its own
        counted = counted_in(signs, head.begin, head.start, finish)
        for occasion in occasions:
            if _general(head, beneficiaries, partners, occasion, counted):
                continue
            own = [mention for mention in occasion.beneficiaries if not self._setting.own(mention)]
            yield self._activity(head, occasion, own or beneficiaries, partners, counted, len(occasions))

    def _activity(
        self,
        head: Head,
        occasion: Occasion,
        beneficiaries: Sequence[Mention],
        partners: Sequence[Mention],
        counted: Counted,
        occasions: int,
    ) -> Activity:
        dates = self._dates(head, occasion)
        start, end = self._evidence(head, occasion)
        return Activity(
            unit=self._unit,
            type=head.type,
            count=1 if occasions > 1 else counted.count,
            start=dates[0],
            end=dates[1],
            places=distinct(occasion.places),
            beneficiaries=distinct(beneficiaries),
            partners=distinct(partners),
            participants=counted.participants,
            women=counted.women,
            status=self._status(head),
            evidence=self._unit_text[start:end],
            evidence_start=start,
            evidence_end=end,
        )

    def _beneficiaries(self, head: Head, partners: Sequence[Mention], venues: set[Mention]) -> list[Mention]:
        signs, own = self._signs, self._setting.own
        named = in_role(signs, "beneficiaries", head.begin, head.finish)
        named = [mention for mention in without(named, partners) if not own(mention)]
        if named:
            return named
        # Without a preposition it is the countries and regions that the noun is about.
        start = head.verb[1] if head.verb and head.verb[1] < head.start else head.begin
        areas = [m for m in signs.within(start, head.end) if m.label in ("COUNTRY", "REGION")]
        if head.type not in EVENTS:
            areas += in_role(signs, "venues", head.begin, head.finish)
            areas = [m for m in distinct(areas) if m.label in ("COUNTRY", "REGION")]
        return [m for m in without(areas, partners) if m not in venues]

    def _partners(self, head: Head, shared: Sequence[Mention]) -> list[Mention]:
        signs, own = self._signs, self._setting.own
        found = in_role(signs, "partners", head.begin, head.finish)
        subject = self._subject(head)
        found += [mention for mention in subject if mention not in found]
        attended = head.verb and self._words["attending"].search(signs.text, head.begin, head.start)
        if attended and head.type in EVENTS:
            found += [m for m in signs.within(attended.end(), head.start) if m.label in ("ORG", "ORG_REF")]
        if not found:
            found = list(shared)
        return [m for m in without(found, []) if not own(m) and not (m.label == "ORG_REF" and m.id is None)]

    def _subject(self, head: Head) -> list[Mention]:
        """Return who does it together with the office: 毒品和犯罪问题办公室与反恐委员会执行局…举办."""
        names = "".join(map(sign, ("ORG", "ORG_REF", "COUNTRY")))
        pattern = rf"[{names}](?:\([^()]*\))?(?:(?:、|和|与|以及|及)[{names}](?:\([^()]*\))?)+"
        end = head.verb[0] if head.verb else head.start
        for match in re.finditer(pattern, self._signs.text[: max(end, head.begin)]):
            if match.start() < head.begin:
                continue
            listed = self._signs.within(*match.span())
            if any(self._setting.own(mention) for mention in listed):
                return [mention for mention in listed if not self._setting.own(mention)]
        return []

    def _shared_partners(self, heads: Sequence[Head]) -> list[Mention]:
        """Return the partners that a sentence begins with, 与…合作，: they hold for all that it tells of."""
        comma = self._signs.text.find("合作,", self._start, self._end)
        if not heads or comma < 0 or comma > heads[0].start:
            return []
        return in_role(self._signs, "partners", self._start, comma + 3)

    def _dates(self, head: Head, occasion: Occasion) -> tuple[str | None, str | None]:
        mention = occasion.date or topic_date(self._signs, self._start, self._end)
        if mention is None:
            if self._words["whole_period"].search(self._signs.text, self._start, head.end) and self._setting.period:
                return _whole(self._setting.period)
            return None, None
        period = mention.value
        if not isinstance(period, Period):
            return None, None  # an impossible or unknown date: the mention keeps its text
        if self._since(mention):
            return period.start, None
        return period.start, period.end

    def _since(self, mention: Mention) -> bool:
        before, after = self._unit_text[: mention.start].rstrip(), self._unit_text[mention.end :].lstrip()
        return before.endswith("自") or mention.text.startswith("自") or after.startswith(("以来", "起"))

    def _status(self, head: Head) -> Status:
        words = self._signs.text[head.begin : head.finish]
        if self._words["planned"].search(words):
            return "planned"
        return "ongoing" if self._words["ongoing"].search(words) else "done"

    def _evidence(self, head: Head, occasion: Occasion) -> tuple[int, int]:
        start = max(occasion.start, head.begin)
        end = max(occasion.end, start + 1)
        lead = self._words["connectives"].match(self._signs.text[start:end].lstrip(",、和"))
        start += len(self._signs.text[start:end]) - len(self._signs.text[start:end].lstrip(",、和;"))
        if lead and start + lead.end() < min(end, head.start):
            start += lead.end()
        return self._signs.span(start, end)


def _general(
    head: Head, beneficiaries: Sequence[Mention], partners: Sequence[Mention], occasion: Occasion, counted: Counted
) -> bool:
    """Return whether nothing tells one event from another: neither time, place, people nor number."""
    if head.type not in EVENTS:
        return False
    return not (beneficiaries or partners or occasion.date or occasion.places or counted.stated)


def _whole(period: Period) -> tuple[str, str]:
    """Return a period, as a year if it is one."""
    year = period.start[:4]
    if (period.start, period.end) == (f"{year}-01-01", f"{year}-12-31"):
        return year, year
    return period.start, period.end
