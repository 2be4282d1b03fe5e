"""From a report to its mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from unodc_nlp.facts.activities import Activity
from unodc_nlp.facts.indicators import Indicator
from unodc_nlp.facts.mentions import Mention
from unodc_nlp.facts.statements import find_facts
from unodc_nlp.linking import Background, Entity
from unodc_nlp.pipeline import load
from unodc_nlp.pipeline.linker import REFERENCES_KEY, EntityLinker, definitions_of, entity_of, value_of
from unodc_nlp.pipeline.recogniser import SPANS_KEY
from unodc_nlp.reading import Report, Unit, read_report, read_text
from unodc_nlp.spans import Span, outermost

LINKER = "unodc_linker"


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


@dataclass(frozen=True, slots=True)
class Extraction:
    """A report with what was found in it.

    Attributes:
        report: the report as read.
        mentions: all mentions in reading order, outer before inner.
        references: phrases such as 该决议 that stand for a resolution.
        short_names: short names that the report introduces.
        entities: what the mentions mean, by label and id.
        activities: what the report says was held, run, given or published, in reading order; empty for a document without structure.
        indicators: the figures about results that it gives, in reading order; empty for a document without structure.
    """

    report: Report
    mentions: tuple[Mention, ...] = field(repr=False)
    references: tuple[Mention, ...] = field(repr=False, default=())
    short_names: tuple[ShortName, ...] = field(repr=False, default=())
    entities: Mapping[tuple[str, str], Entity] = field(repr=False, default_factory=dict)
    activities: tuple[Activity, ...] = field(repr=False, default=())
    indicators: tuple[Indicator, ...] = field(repr=False, default=())

    def entity(self, mention: Mention) -> Entity | None:
        """Return what a mention means, None if that is not known."""
        return self.entities.get((mention.label, mention.id)) if mention.id else None

    def in_unit(self, unit_id: str) -> tuple[Mention, ...]:
        """Return the mentions of the unit with that id."""
        return tuple(mention for mention in self.mentions if mention.unit == unit_id)


def extract(source: str | Path | Report, nlp: Language | None = None) -> Extraction:
    """Read a report, find the names in it, and link them in the light of the whole report.

    Args:
        source: a path, a report as read, or a text (a string that is not the name of an existing file).
        nlp: the pipeline; the shipped model by default, loaded once.

    Raises:
        DocumentError: the document cannot be read.
        ModelError: the shipped model cannot be loaded.
    """
    report = source if isinstance(source, Report) else _read(source)
    pipeline = nlp or _shipped_pipeline()
    docs = _annotated(report, pipeline)
    units = report.units
    mentions = tuple(_gather(units, docs, SPANS_KEY))
    entities = {
        (span.label_, span.kb_id_): entity
        for doc in docs
        for key in (SPANS_KEY, REFERENCES_KEY)
        for span in doc.spans.get(key, ())
        if (entity := entity_of(span)) is not None
    }
    facts = find_facts(report, mentions, entities)
    return Extraction(
        report,
        mentions=mentions,
        references=tuple(_gather(units, docs, REFERENCES_KEY)),
        short_names=tuple(name for unit, doc in zip(units, docs, strict=True) for name in _short_names(unit, doc)),
        entities=entities,
        activities=facts.activities,
        indicators=facts.indicators,
    )


def _annotated(report: Report, pipeline: Language) -> list[Doc]:
    """Return the report's units as Docs; they are linked together, since one says what the names of another mean."""
    linker = pipeline.get_pipe(LINKER) if pipeline.has_pipe(LINKER) else None
    docs = list(pipeline.pipe((unit.text for unit in report.units), disable=[LINKER]))
    if isinstance(linker, EntityLinker) and LINKER in pipeline.pipe_names:
        metadata = report.metadata
        linker.link_document(docs, Background(metadata.period_start, metadata.period_end, metadata.body))
    return docs


def _read(source: str | Path) -> Report:
    if isinstance(source, Path):
        return read_report(source)
    return read_report(Path(source)) if _is_file(source) else read_text(source)


def _is_file(text: str) -> bool:
    if "\n" in text or len(text) > 1000:
        return False
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False


@cache
def _shipped_pipeline() -> Language:
    return load()


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
