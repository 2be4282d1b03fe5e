"""For whom an activity is and with whom it is held, for each of its occasions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from unodc_nlp.facts.grammar import load_grammar
from unodc_nlp.facts.heads import EVENTS, Head
from unodc_nlp.facts.mentions import Mention
from unodc_nlp.facts.occasions import Occasion
from unodc_nlp.facts.roles import Setting, in_role
from unodc_nlp.facts.sentences import Sentence, in_brackets
from unodc_nlp.facts.signs import Signs, sign

_BODIES = "".join(map(sign, ("ORG", "ORG_REF", "COUNTRY")))
_ITEM = rf"[{_BODIES}](?:\([^()]*\))?(?:政府)?"
_JOINT_SUBJECT = re.compile(rf"{_ITEM}(?:(?:以及|、|和|与|及){_ITEM})+")
_SHARED = re.compile(r"^[^,]*(?:合作|协作|联合|一道|支持下|协调下),")


@dataclass(frozen=True, slots=True)
class Parties:
    """Who receives an activity, and who holds it with the office or pays for it."""

    beneficiaries: tuple[Mention, ...]
    partners: tuple[Mention, ...]


def find_parties(
    signs: Signs, sentence: Sentence, head: Head, occasions: Sequence[Occasion], setting: Setting
) -> list[Parties]:
    """Return the parties of each occasion of an activity.

    Args:
        signs: the unit.
        sentence: the sentence that tells of it.
        head: what stands for it.
        occasions: its occasions.
        setting: what is known of the report.
    """
    found = _Found(signs, sentence, head, setting)
    places = {at for occasion in occasions for at in occasion.places}
    partners = found.partners()
    beneficiaries = found.beneficiaries(partners, places)
    parties = []
    for occasion in occasions:
        receive = found.names(occasion.beneficiaries) or found.names(beneficiaries)
        if len(occasions) > 1 and not occasion.beneficiaries:
            receive = found.of_country(receive, occasion)
        held_with = found.names([*partners, *occasion.partners])
        parties.append(Parties(tuple(receive), tuple(held_with)))
    return parties


class _Found:
    def __init__(self, signs: Signs, sentence: Sentence, head: Head, setting: Setting) -> None:
        self._signs = signs
        self._sentence = sentence
        self._head = head
        self._setting = setting

    def names(self, places: Iterable[int]) -> list[Mention]:
        """Return the names at some places but those of the office itself, and references to nothing known."""
        mentions = [self._signs.mentions[at] for at in places]
        return [m for m in mentions if not self._setting.own(m) and not (m.label == "ORG_REF" and m.id is None)]

    def of_country(self, mentions: list[Mention], occasion: Occasion) -> list[Mention]:
        """Return the beneficiary whose country an occasion is held in, if it is one of several, else all."""
        countries = {self._setting.country(self._signs.mentions[at]) for at in occasion.places} - {None}
        own = [mention for mention in mentions if self._setting.country(mention) in countries]
        return own or mentions

    def partners(self) -> list[int]:
        """Return where the partners stand."""
        signs, head = self._signs, self._head
        found = set(self._outside_brackets("partners", head.begin, self._finish()))
        subject = self._joint_subject(head.begin)
        if not subject and load_grammar().words["same_subject"].match(signs.text[head.begin :]):
            subject = self._joint_subject(self._sentence.start)
        found |= set(subject)
        attending = load_grammar().words["attending"].search(signs.text, head.begin, head.start)
        if attending and head.type in EVENTS:
            found |= self._bodies(attending.end(), head.start) - set(
                in_role(signs, "beneficiaries", head.begin, head.start)
            )
        if head.type in EVENTS and not head.phrase:
            found |= self._bodies(head.start - 1, head.start)  # 欧安组织研讨会
        if self._sentence.lead:
            found |= set(in_role(signs, "partners", *self._sentence.lead))
            found |= set(self._joint_subject(self._sentence.lead[0]))
        shared = _SHARED.match(signs.text[self._sentence.start : head.begin])
        if shared:
            found |= set(in_role(signs, "partners", self._sentence.start, self._sentence.start + shared.end()))
        return sorted(found)

    def beneficiaries(self, partners: Sequence[int], venues: set[int]) -> list[int]:
        """Return where the beneficiaries stand."""
        signs, head = self._signs, self._head
        named = [
            at
            for at in self._outside_brackets("beneficiaries", head.begin, self._finish())
            if at not in partners and not self._setting.own(signs.mentions[at])
        ]
        if named:
            return named
        # Without a preposition it is the countries and regions that the noun is about.
        start = head.verb[1] if head.verb and head.verb[1] < head.start else head.begin
        areas = set(self._areas(start, max(head.end, start)))
        if head.type not in EVENTS:
            areas |= set(in_role(signs, "venues", head.begin, self._finish()))
        elif load_grammar().words["national"].search(signs.text, head.start, head.end):
            areas = areas or set(self._areas(self._sentence.start, head.end))
            return sorted(at for at in areas - set(partners) if signs.mentions[at].label == "COUNTRY")
        found = sorted(at for at in areas if at not in partners and at not in venues)
        return [at for at in found if signs.mentions[at].label in ("COUNTRY", "REGION")]

    def _bodies(self, start: int, end: int) -> set[int]:
        """Return where organisations stand in a stretch."""
        names = self._signs.mentions
        return {at for at in range(start, end) if at in names and names[at].label in ("ORG", "ORG_REF")}

    def _areas(self, start: int, end: int) -> list[int]:
        signs = self._signs
        inside = [at for at in range(start, end) if at in signs.mentions]
        return [at for at in inside if signs.mentions[at].label in ("COUNTRY", "REGION")]

    def _finish(self) -> int:
        """Return where what is said of the activity ends: behind a clause that says what it is to do."""
        purpose = load_grammar().words["purpose"].match(self._signs.text[self._head.finish : self._sentence.end])
        return self._head.finish + (purpose.end() if purpose else 0)

    def _outside_brackets(self, role: str, start: int, end: int) -> list[int]:
        return [at for at in in_role(self._signs, role, start, end) if not in_brackets(self._signs.text, start, at)]

    def _joint_subject(self, start: int) -> list[int]:
        """Return who does it together with the office: 毒品和犯罪问题办公室与反恐委员会执行局…举办."""
        signs = self._signs
        for match in _JOINT_SUBJECT.finditer(signs.text, start, max(self._head.start, start)):
            listed = [at for at in range(*match.span()) if at in signs.mentions]
            if any(self._setting.own(signs.mentions[at]) for at in listed):
                return [at for at in listed if not in_brackets(signs.text, match.start(), at)]
        return []
