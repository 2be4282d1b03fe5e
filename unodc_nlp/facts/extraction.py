"""From a report to what it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from unodc_nlp.facts.activities import Activity
from unodc_nlp.facts.indicators import Indicator
from unodc_nlp.facts.mentions import (
    Mention,
    ShortName,
    gather_entities,
    gather_mentions,
    gather_references,
    gather_short_names,
)
from unodc_nlp.facts.selection import select
from unodc_nlp.facts.statements import find_facts
from unodc_nlp.facts.subjects import Subject, find_subjects
from unodc_nlp.linking import Background, Entity
from unodc_nlp.pipeline import load
from unodc_nlp.pipeline.linker import EntityLinker
from unodc_nlp.reading import Report, Unit, read_report, read_text

if TYPE_CHECKING:
    from datasets import Dataset
    from pandas import DataFrame

_LINKER = "unodc_linker"
_OfUnit = TypeVar("_OfUnit", Mention, ShortName, Subject, Activity, Indicator)


@dataclass(frozen=True, slots=True)
class Extraction:
    """A report with what was found in it.

    Attributes:
        report: the report as read.
        mentions: all mentions in reading order, outer before inner.
        references: phrases such as 该决议 that stand for a resolution.
        short_names: short names that the report introduces.
        entities: what the mentions and references mean, by label and id.
        subjects: section and topics of each unit, in reading order.
        activities: what the report says was held, run, given or published, in reading order; empty for what is no report.
        indicators: the figures about results that it gives, in reading order; empty for what is no report.
    """

    report: Report
    mentions: tuple[Mention, ...] = field(repr=False)
    references: tuple[Mention, ...] = field(repr=False, default=())
    short_names: tuple[ShortName, ...] = field(repr=False, default=())
    entities: Mapping[tuple[str, str], Entity] = field(repr=False, default_factory=dict)
    subjects: tuple[Subject, ...] = field(repr=False, default=())
    activities: tuple[Activity, ...] = field(repr=False, default=())
    indicators: tuple[Indicator, ...] = field(repr=False, default=())

    def entity(self, mention: Mention) -> Entity | None:
        """Return what a mention means, None if that is not known."""
        return self.entities.get((mention.label, mention.id)) if mention.id else None

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
        mentions, references = _of(kept, self.mentions), _of(kept, self.references)
        named = {(mention.label, mention.id) for mention in (*mentions, *references)}
        return replace(
            self,
            report=replace(self.report, units=tuple(units)),
            mentions=mentions,
            references=references,
            short_names=_of(kept, self.short_names),
            entities={key: entity for key, entity in self.entities.items() if key in named},
            subjects=_of(kept, self.subjects),
            activities=_of(kept, self.activities),
            indicators=_of(kept, self.indicators),
        )

    # What follows is written by `unodc_nlp.output`, which imports this module and therefore is imported only here.

    def to_frame(self, table: str) -> DataFrame:
        """Return a table (``units``, ``mentions``, ``entities`` …) for pandas; see `output.tabular.make_frame`."""
        from unodc_nlp.output.tabular import make_frame

        return make_frame(self, table)

    def to_dataset(self, table: str) -> Dataset:
        """Return a table for `datasets`; see `output.tabular.make_dataset`."""
        from unodc_nlp.output.tabular import make_dataset

        return make_dataset(self, table)

    def to_jsonl(self, table: str, path: str | PathLike[str] | None = None) -> str:
        """Return a table as JSON Lines, and write it to `path`; see `output.tabular.make_jsonl`."""
        from unodc_nlp.output.tabular import make_jsonl

        return make_jsonl(self, table, path)

    def to_csv(self, table: str, path: str | PathLike[str] | None = None) -> str:
        """Return a table as CSV, and write it to `path`; see `output.tabular.make_csv`."""
        from unodc_nlp.output.tabular import make_csv

        return make_csv(self, table, path)

    def to_parquet(self, table: str, path: str | PathLike[str]) -> None:
        """Write a table as Parquet; see `output.tabular.write_parquet`."""
        from unodc_nlp.output.tabular import write_parquet

        write_parquet(self, table, path)

    def to_json(self, path: str | PathLike[str] | None = None) -> str:
        """Return all as JSON, and write it to `path`; see `output.exchange.make_json`."""
        from unodc_nlp.output.exchange import make_json

        return make_json(self, path)

    @staticmethod
    def from_json(source: str | PathLike[str]) -> Extraction:
        """Return what `to_json` wrote, from a path or the text itself; see `output.exchange.read_json`."""
        from unodc_nlp.output.exchange import read_json

        return read_json(source)

    def to_html(self, path: str | PathLike[str] | None = None) -> str:
        """Return a page of HTML, and write it to `path`; see `output.page.make_html`."""
        from unodc_nlp.output.page import make_html

        return make_html(self, path)

    def to_akn(self, path: str | PathLike[str] | None = None) -> str:
        """Return the report as Akoma Ntoso, and write it to `path`; see `output.akn.make_akn`."""
        from unodc_nlp.output.akn import make_akn

        return make_akn(self, path)


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
    pipeline = nlp or shipped_pipeline()
    docs = _annotated(report, pipeline)
    mentions = tuple(gather_mentions(report.units, docs))
    entities = gather_entities(docs)
    facts = find_facts(report, mentions, entities)
    return Extraction(
        report,
        mentions=mentions,
        references=tuple(gather_references(report.units, docs)),
        short_names=tuple(gather_short_names(report.units, docs)),
        entities=entities,
        subjects=find_subjects(report.units, docs, pipeline),
        activities=facts.activities,
        indicators=facts.indicators,
    )


def _annotated(report: Report, pipeline: Language) -> list[Doc]:
    """Return the report's units as Docs; they are linked together, since one says what the names of another mean."""
    docs = list(pipeline.pipe((unit.text for unit in report.units), disable=[_LINKER]))
    linker = pipeline.get_pipe(_LINKER) if _LINKER in pipeline.pipe_names else None
    if isinstance(linker, EntityLinker):
        metadata = report.metadata
        linker.link_document(docs, Background(metadata.period_start, metadata.period_end, metadata.body))
    return docs


def _of(units: set[str], records: Sequence[_OfUnit]) -> tuple[_OfUnit, ...]:
    return tuple(record for record in records if record.unit in units)


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
