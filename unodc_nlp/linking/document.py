"""Linking a whole document: what its names mean, in the light of all that it says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from unodc_nlp.knowledge.base import Knowledge
from unodc_nlp.linking.adopted import RESOLUTION_REFERENCE, Adopted
from unodc_nlp.linking.amounts import Amount, read_amount
from unodc_nlp.linking.choice import choose
from unodc_nlp.linking.dates import Calendar, Period, read_period
from unodc_nlp.linking.definitions import Definition, find_definitions
from unodc_nlp.linking.entities import Entity, of_document, of_entry, of_local
from unodc_nlp.linking.memory import Background, Memory, Mention, Passage, Read, read_passages
from unodc_nlp.linking.names import TABLES, Names, name_key, name_keys
from unodc_nlp.linking.references import References
from unodc_nlp.spans import Span

_WORKS = frozenset({"TREATY", "PROGRAMME", "PUBLICATION"})


@dataclass(frozen=True, slots=True)
class Reference:
    """A phrase such as 该决议 that stands for one resolution; offsets into the passage's text."""

    start: int
    end: int
    entity: Entity


@dataclass(frozen=True, slots=True)
class Links:
    """What the names of one passage mean.

    Attributes:
        entities: what each linked name means; names without an identity are left out.
        values: the period of each date and the amount of each quantity that have one.
        definitions: short names that the passage introduces, as offsets into its text.
        references: phrases that stand for a resolution.
    """

    entities: Mapping[Span, Entity]
    values: Mapping[Span, Period | Amount]
    definitions: tuple[Definition, ...]
    references: tuple[Reference, ...]


class Linker:
    """Links the names of documents.

    Args:
        knowledge: the tables; those of the package by default.
    """

    def __init__(self, knowledge: Knowledge | None = None) -> None:
        self.knowledge = knowledge or Knowledge()
        self._names = Names(self.knowledge, _variants())

    def link(self, passages: Iterable[Passage], background: Background | None = None) -> list[Links]:
        """Link the names of one document.

        Args:
            passages: the document in reading order.
            background: what is known of it besides.

        Returns:
            The links of each passage.
        """
        return _Document(self._names, read_passages(passages), background or Background()).link()

    def by_name(self, text: str, label: str) -> Entity | None:
        """Return what a name means whatever the context, None if that is nothing or not one thing."""
        only = self._names.find(name_keys([text])[0], label).only
        return of_entry(only) if only else None


class _Document:
    def __init__(self, names: Names, passages: Sequence[Read], background: Background) -> None:
        self._names = names
        self._passages = passages
        self._background = background
        self._memory = Memory()
        self._mentions = [mention for passage in passages for mention in passage.mentions]

    def link(self) -> list[Links]:
        for mention in self._mentions:
            self._link_by_name(mention)
        definitions = [self._define(number, passage) for number, passage in enumerate(self._passages)]
        self._adopted = Adopted(self._names, self._background)
        self._references = References(self._names, self._memory, self._named_organisations(), self._body())
        values = [self._decide(passage) for passage in self._passages]
        return [self._links(*passage) for passage in zip(self._passages, values, definitions, strict=True)]

    def _link_by_name(self, mention: Mention) -> None:
        """Link a name that means one thing whatever the context."""
        only = self._names.find(mention.key, mention.label).only
        if only is not None:
            mention.entity = of_entry(only)
            self._memory.note(mention)

    def _define(self, number: int, passage: Read) -> tuple[Definition, ...]:
        """Learn the short names that a passage introduces."""
        outer = [m for m in passage.mentions if not m.nested]
        spans = [Span(m.start, m.end, m.label) for m in outer]
        by_offsets = {(m.start, m.end): m for m in outer}
        found = find_definitions(passage.folded, spans)
        for definition in found:
            long = by_offsets.get((definition.start, definition.end))
            short = by_offsets.get((definition.short_start, definition.short_end))
            entity = (long.entity if long else None) or (short.entity if short else None)
            if entity is None:
                entity = of_local(passage.folded[definition.start : definition.end])
            for start, end in ((definition.start, definition.end), (definition.short_start, definition.short_end)):
                key = name_key(passage.folded[start:end])
                self._memory.short_names.setdefault(key, (number, entity))
        return tuple(self._in_text(passage, definition) for definition in found)

    def _decide(self, passage: Read) -> dict[Span, Period | Amount]:
        """Decide in reading order what is left, and return the values of dates and quantities."""
        values: dict[Span, Period | Amount] = {}
        dated: tuple[int, int] | None = None  # year of the last date of the sentence, and where it ends
        for mention in passage.mentions:
            if mention.label == "DATE":
                year = dated[0] if dated and not _sentence_ends(passage.folded[dated[1] : mention.start]) else None
                calendar = Calendar(self._background.start, self._background.end, year)
                period = read_period(mention.folded, calendar)
                if period is not None:
                    values[mention.span] = period
                    dated = int(period.end[:4]), mention.end
            elif mention.label == "QUANTITY":
                values[mention.span] = read_amount(mention.folded)
            else:
                mention.entity = self._entity(passage, mention)
                self._remember(passage, mention)
        return values

    def _links(self, passage: Read, values: dict[Span, Period | Amount], definitions: tuple[Definition, ...]) -> Links:
        return Links(
            entities={m.span: m.entity for m in passage.mentions if m.entity is not None},
            values=values,
            definitions=definitions,
            references=tuple(self._resolution_references(passage)),
        )

    def _remember(self, passage: Read, mention: Mention) -> None:
        """Make a mention one that later references can mean."""
        if mention.label == "ORG" and not mention.nested:
            self._memory.organisations.append(mention)
        elif mention.label == "RESOLUTION":
            self._memory.organisations += self._adopted.set_up(passage, mention)
        elif mention.label in _WORKS and mention.entity is not None:
            self._memory.works.append(mention)

    def _entity(self, passage: Read, mention: Mention) -> Entity | None:
        introduced = self._memory.short_names.get(mention.key)
        if introduced and introduced[0] <= mention.passage and (mention.label in TABLES or mention.label == "ORG_REF"):
            return introduced[1]
        if mention.label == "ORG_REF":
            return self._references.organisation(passage, mention)
        if mention.label == "RESOLUTION":
            return self._adopted.entity(passage, mention)
        if mention.label == "DOCUMENT":
            return of_document(mention.folded.upper())
        if mention.label not in TABLES:
            return None
        named_before = self._references.work(mention) if mention.label in _WORKS else None
        entity = mention.entity or named_before or choose(self._names, self._memory, passage, mention)
        return entity or (introduced[1] if introduced else None)

    def _resolution_references(self, passage: Read) -> Iterable[Reference]:
        for match in RESOLUTION_REFERENCE.finditer(passage.folded):
            if passage.overlaps_name(*match.span()):
                continue
            entity = self._adopted.last_before(passage, match.start())
            if entity is not None:
                yield Reference(passage.index[match.start()], passage.index[match.end() - 1] + 1, entity)

    def _named_organisations(self) -> list[Mention]:
        return [m for m in self._mentions if m.label == "ORG" and not m.nested]

    def _body(self) -> Entity | None:
        """Return the body that the document is addressed to."""
        name = self._background.body
        if not name:
            return None
        sure = self._names.find(name_key(name), "ORG").sure
        return of_entry(sure[0]) if len(sure) == 1 else None

    def _in_text(self, passage: Read, found: Definition) -> Definition:
        index = passage.index
        return Definition(
            index[found.start], index[found.end - 1] + 1, index[found.short_start], index[found.short_end - 1] + 1
        )


def _sentence_ends(text: str) -> bool:
    return any(mark in text for mark in "。；;！？")


@cache
def _variants() -> tuple[tuple[str, str], ...]:
    data = json.loads(files("unodc_nlp.knowledge").joinpath("variants.json").read_text(encoding="utf-8"))
    return tuple((pattern, replacement) for pattern, replacement in data["variants"])
