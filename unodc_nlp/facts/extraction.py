"""From a report to its mentions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from unodc_nlp.facts.selection import select
from unodc_nlp.facts.subjects import Subject, find_subjects
from unodc_nlp.pipeline import load
from unodc_nlp.pipeline.recogniser import SPANS_KEY
from unodc_nlp.reading import Report, Unit, read_report, read_text
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
    """

    unit: str
    text: str
    label: str
    start: int
    end: int
    source_start: int
    source_end: int
    nested: bool


@dataclass(frozen=True, slots=True)
class Extraction:
    """A report with what was found in it.

    Attributes:
        report: the report as read.
        mentions: all mentions in reading order, outer before inner.
        subjects: section and topics of each unit, in reading order.
    """

    report: Report
    mentions: tuple[Mention, ...] = field(repr=False)
    subjects: tuple[Subject, ...] = field(repr=False, default=())

    def in_unit(self, unit_id: str) -> tuple[Mention, ...]:
        """Return the mentions of the unit with that id."""
        return tuple(mention for mention in self.mentions if mention.unit == unit_id)

    def units(
        self, topic: str | None = None, section: str | None = None, mentions: str | None = None
    ) -> tuple[Unit, ...]:
        """Return the units that have the topic, lie in the section and mention the label, text or linked id; see `select`."""
        return select(self, topic, section, mentions)

    def only(self, units: Sequence[Unit]) -> Extraction:
        """Return the same with no other units than `units`."""
        kept = {unit.id for unit in units}
        return replace(
            self,
            report=replace(self.report, units=tuple(units)),
            mentions=tuple(mention for mention in self.mentions if mention.unit in kept),
            subjects=tuple(subject for subject in self.subjects if subject.unit in kept),
        )


def extract(source: str | Path | Report, nlp: Language | None = None) -> Extraction:
    """Read a report and find the names in it.

    Args:
        source: a path, a report as read, or a text (a string that is not the name of an existing file).
        nlp: the pipeline; the shipped model by default, loaded once.

    Raises:
        DocumentError: the document cannot be read.
        ModelError: the shipped model cannot be loaded.
    """
    report = source if isinstance(source, Report) else _read(source)
    pipeline = nlp or shipped_pipeline()
    docs = list(pipeline.pipe(unit.text for unit in report.units))
    mentions = [mention for unit, doc in zip(report.units, docs, strict=True) for mention in _mentions(unit, doc)]
    return Extraction(report, tuple(mentions), find_subjects(report.units, docs, pipeline))


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
def shipped_pipeline() -> Language:
    """Return the shipped pipeline, loaded once."""
    return load()


def _mentions(unit: Unit, doc: Doc) -> Iterator[Mention]:
    spans = [Span(span.start_char, span.end_char, span.label_) for span in doc.spans.get(SPANS_KEY, ())]
    outer = set(outermost(spans))
    for span in spans:
        source_start, source_end = unit.source_span(span.start, span.end)
        yield Mention(
            unit=unit.id,
            text=unit.text[span.start : span.end],
            label=span.label,
            start=span.start,
            end=span.end,
            source_start=source_start,
            source_end=source_end,
            nested=span not in outer,
        )
