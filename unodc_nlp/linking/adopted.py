"""Resolutions and decisions in a document: which body adopted each."""

from __future__ import annotations

import re
from bisect import bisect_right

from unodc_nlp.linking.entities import RESOLUTIONS, Entity, of_entry, page_of
from unodc_nlp.linking.memory import Background, Mention, Read
from unodc_nlp.linking.names import Names, name_key
from unodc_nlp.linking.resolutions import Body, Number, bodies_for, read_number, read_symbol, with_year
from unodc_nlp.spans import Span

RESOLUTION_REFERENCE = re.compile("(?:该|同一|上述|此|这一?)[项份个]?(?:决议|决定)")
_JOIN = re.compile("[、,和与及]|以及|号|第")
_DECISION_AFTER = re.compile("^(?:号)?决定")
_SET_UP = re.compile(
    "(?:所设|所?设立的?)(?:的?(?:联合国)?(?:安全理事会|安理会))?的?(?:制裁)?(?P<committee>委员会)(?:的?(?P<group>专家组|专家小组|监测组))?"
)
_WITHIN = 12  # characters between a number and 所设委员会: 号决议, a list of numbers
_PASSAGES_BACK = 2


class Adopted:
    """Gives the resolutions of one document their official symbols.

    Args:
        names: the names of the tables.
        background: what is known of the document.
    """

    def __init__(self, names: Names, background: Background) -> None:
        self._names = names
        self._year = background.year
        self._known: dict[Number, Entity] = {}
        self._places: list[tuple[int, int]] = []  # passage and end of each linked resolution, in order
        self._adopted: list[Entity] = []

    def entity(self, passage: Read, mention: Mention) -> Entity | None:
        """Return the resolution that a mention means, None where its body cannot be known.

        The body is the one that follows or precedes the number, if it can have adopted a resolution of that form and session;
        without it, the only body that can have; then the body of the same number earlier in the document.
        """
        entity = self._entity(passage, mention)
        if entity is not None:
            self._places.append((mention.passage, mention.end))
            self._adopted.append(entity)
        return entity

    def set_up(self, passage: Read, mention: Mention) -> list[Mention]:
        """Return the committee that a resolution set up, and its group of experts, as unmarked mentions (第1540(2004)号决议所设委员会)."""
        number = read_number(mention.folded)
        found = _SET_UP.search(passage.folded, mention.end, mention.end + _WITHIN + 20)
        if number is None or found is None or found.start() - mention.end > _WITHIN:
            return []
        committees = self._names.find(f"{number.number}委员会", "ORG").sure
        if len(committees) != 1:
            return []
        committee = committees[0]
        made = [self._unmarked(mention, *found.span("committee"), of_entry(committee))]
        if found["group"]:
            groups = self._names.children(committee.id, found["group"])
            if len(groups) == 1:
                made.append(self._unmarked(mention, *found.span("group"), of_entry(groups[0])))
        return made

    def _unmarked(self, mention: Mention, start: int, end: int, entity: Entity) -> Mention:
        span = Span(start, end, "ORG")
        return Mention(mention.passage, mention.number, span, start, end, entity.zh, name_key(entity.zh), False, entity)

    def last_before(self, passage: Read, at: int) -> Entity | None:
        """Return the resolution named last before a place of a passage, at most two passages back."""
        place = bisect_right(self._places, (passage.number, at))
        if place == 0 or passage.number - self._places[place - 1][0] > _PASSAGES_BACK:
            return None
        return self._adopted[place - 1]

    def _entity(self, passage: Read, mention: Mention) -> Entity | None:
        symbol = read_symbol(mention.folded)
        if symbol:
            return Entity(symbol, RESOLUTIONS, zh=symbol, type=_type("/DEC" in symbol), url=page_of(symbol))
        number = read_number(mention.folded, self._is_decision(passage, mention))
        if number is None:
            return None
        number = with_year(number)
        bodies = {body.id: body for body in bodies_for(number, self._year)}
        body = self._named_body(passage, mention, bodies)
        if body is None and len(bodies) == 1:
            body = next(iter(bodies.values()))
        if body is None:
            return self._known.get(number)
        entity = self._of_number(body, number)
        if entity is not None:
            self._known[number] = entity
        return entity

    def _named_body(self, passage: Read, mention: Mention, bodies: dict[str, Body]) -> Body | None:
        following = next(passage.after(mention), None)
        if following is not None and following.start == mention.end:
            body = self._body(following, bodies)
            if body is not None:
                return body
        return next((body for other in passage.before(mention) if (body := self._body(other, bodies))), None)

    @staticmethod
    def _body(mention: Mention, bodies: dict[str, Body]) -> Body | None:
        if mention.label not in ("ORG", "ORG_REF") or mention.entity is None:
            return None
        return bodies.get(mention.entity.id)

    def _is_decision(self, passage: Read, mention: Mention) -> bool:
        """Return whether the word after a number, or after the list that it stands in, is 决定."""
        end = mention.end
        for other in passage.after(mention):
            if other.label != "RESOLUTION" or not _joined(passage.folded[end : other.start]):
                break
            end = other.end
        return (
            bool(_DECISION_AFTER.match(passage.folded[end : end + 3])) or "决定" in passage.folded[mention.start : end]
        )

    def _of_number(self, body: Body, number: Number) -> Entity | None:
        symbol = body.symbol(number)
        if symbol is None:
            return None
        adopter = self._names.entry("organisations", body.id)
        word, noun = ("decision", "决定") if number.decision else ("resolution", "决议")
        return Entity(
            id=symbol,
            table=RESOLUTIONS,
            zh=f"{adopter.fields['zh']}第{number}号{noun}",
            en=f"{adopter.fields['en']} {word} {number}",
            type=_type(number.decision),
            parent=body.id,
            url=page_of(symbol),
        )


def _type(decision: bool) -> str:
    return "decision" if decision else "resolution"


def _joined(text: str) -> bool:
    return bool(text) and len(text) <= 4 and not _JOIN.sub("", text)
