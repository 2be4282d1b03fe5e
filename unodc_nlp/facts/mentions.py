"""Names and short names of a report, from the annotated Docs of its units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from unodc_nlp.linking import Entity
from unodc_nlp.linking.values import Amount, Period
from unodc_nlp.pipeline.linker import REFERENCES_KEY, definitions_of, entity_of, value_of
from unodc_nlp.pipeline.recogniser import SPANS_KEY
from unodc_nlp.reading import Unit
from unodc_nlp.spans import Span, outermost


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands.

    Attributes:
        unit: id of the unit.
        text: the name as it stands in the unit's text.
        label: its label.
        start, end: offsets into the unit's text.
        source_start, source_end: offsets into the source text of the report.
        nested: whether it lies in another mention.
        id: what it means (`Extraction.entity` tells more), None if that is not known.
        value: the period of a date, the amount of a quantity, None if it has none.
    """

    unit: str
    text: str
    label: str
    start: int
    end: int
    source_start: int
    source_end: int
    nested: bool
    id: str | None = None
    value: Period | Amount | None = None


@dataclass(frozen=True, slots=True)
class ShortName:
    """A short name where the report introduces it.

    Attributes:
        unit: id of the unit.
        name: the name that it is short for.
        short: the short name.
        start, end: offsets of `name` into the unit's text.
        short_start, short_end: offsets of `short`.
        id: what both mean, None if that is in no table.
    """

    unit: str
    name: str
    short: str
    start: int
    end: int
    short_start: int
    short_end: int
    id: str | None = None


def gather_mentions(units: Iterable[Unit], docs: Iterable[Doc]) -> Iterator[Mention]:
    """Yield the names of all units, outer before inner."""
    return _gather(units, docs, SPANS_KEY)


def gather_references(units: Iterable[Unit], docs: Iterable[Doc]) -> Iterator[Mention]:
    """Yield the phrases of all units that stand for a resolution."""
    return _gather(units, docs, REFERENCES_KEY)


def gather_short_names(units: Iterable[Unit], docs: Iterable[Doc]) -> Iterator[ShortName]:
    """Yield the short names that the units introduce."""
    for unit, doc in zip(units, docs, strict=True):
        yield from _short_names(unit, doc)


def gather_entities(docs: Iterable[Doc]) -> dict[tuple[str, str], Entity]:
    """Return what the names of all Docs mean, by label and id."""
    return {
        (span.label_, span.kb_id_): entity
        for doc in docs
        for key in (SPANS_KEY, REFERENCES_KEY)
        for span in doc.spans.get(key, ())
        if (entity := entity_of(span)) is not None
    }


def _gather(units: Iterable[Unit], docs: Iterable[Doc], key: str) -> Iterator[Mention]:
    for unit, doc in zip(units, docs, strict=True):
        spans = list(doc.spans.get(key, ()))
        outer = set(outermost(_offsets(span) for span in spans))
        for span in spans:
            start, end, label = _offsets(span)
            source_start, source_end = unit.source_span(start, end)
            yield Mention(
                unit=unit.id,
                text=unit.text[start:end],
                label=label,
                start=start,
                end=end,
                source_start=source_start,
                source_end=source_end,
                nested=_offsets(span) not in outer,
                id=span.kb_id_ or None,
                value=value_of(span),
            )


def _short_names(unit: Unit, doc: Doc) -> Iterator[ShortName]:
    ids = {_offsets(span)[:2]: span.kb_id_ for span in doc.spans.get(SPANS_KEY, ())}
    for name, short in definitions_of(doc):
        at, short_at = _offsets(name)[:2], _offsets(short)[:2]
        yield ShortName(
            unit.id,
            unit.text[slice(*at)],
            unit.text[slice(*short_at)],
            *at,
            *short_at,
            id=ids.get(at) or ids.get(short_at) or None,
        )


def _offsets(span: DocSpan) -> Span:
    return Span(span.start_char, span.end_char, span.label_)
