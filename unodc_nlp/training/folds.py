"""Splits by document: each report is tested with a model that has seen the other reports and the authored passages only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from unodc_nlp.errors import GoldError
from unodc_nlp.gold.corpus import Fault, Gold, GoldUnit, read_units
from unodc_nlp.gold.links import GoldLinks, load_links, load_metadata
from unodc_nlp.linking import Background

UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class Fold:
    """What a model is trained on and what it is tested on; no document is in both.

    Attributes:
        name: the report that is left out, or ``unseen``.
        reports: units of the other reports.
        authored: the authored passages, which are never tested on.
        test: the units to test on.
        links: what the names of the test units mean, by unit id; empty where that is not annotated.
        background: what is known of the test document besides; None where each test unit is a document of its own.
    """

    name: str
    reports: tuple[GoldUnit, ...]
    authored: tuple[GoldUnit, ...]
    test: tuple[GoldUnit, ...]
    links: Mapping[str, GoldLinks] = field(default_factory=dict)
    background: Background | None = None

    @property
    def documents(self) -> list[tuple[tuple[GoldUnit, ...], Background | None]]:
        """The test units by document."""
        if self.background is None:
            return [((unit,), None) for unit in self.test]
        return [(self.test, self.background)]

    @property
    def train(self) -> tuple[GoldUnit, ...]:
        """All units to train on."""
        return self.reports + self.authored


def leave_one_report_out(gold: Gold, directory: Path | None = None) -> list[Fold]:
    """Return one fold for each report.

    Args:
        gold: the annotations.
        directory: where they are from; with its `links/`, if there are any, the folds test linking too.
    """
    return [_fold_without(document, gold, directory) for document in gold.documents]


def _fold_without(document: str, gold: Gold, directory: Path | None) -> Fold:
    test = tuple(unit for unit in gold.reports if unit.document == document)
    links: Mapping[str, GoldLinks] = {}
    background = None
    if directory is not None and (directory / "links" / f"{document}.jsonl").is_file():
        links = load_links(directory / "links", document, test)
        first_page = load_metadata(directory)[document]
        background = Background(first_page["period_start"], first_page["period_end"], first_page["body"])
    return Fold(
        name=document,
        reports=tuple(unit for unit in gold.reports if unit.document != document),
        authored=gold.authored,
        test=test,
        links=links,
        background=background,
    )


def unseen_fold(gold: Gold, directory: Path, links: Path | None = None) -> Fold:
    """Return the fold that trains on everything and tests on the passages in `directory` (units.jsonl, marked.txt).

    Args:
        gold: the annotations.
        directory: the passages.
        links: directory with `unseen.jsonl`, what their names mean; without it linking is not tested.
    """
    faults: list[Fault] = []
    test = read_units(directory / "units.jsonl", directory / "marked.txt", UNSEEN, faults)
    if faults:
        raise GoldError(f"{len(faults)} faults in {directory}, the first: {faults[0]}")
    known = load_links(links, UNSEEN, test) if links is not None and (links / f"{UNSEEN}.jsonl").is_file() else {}
    return Fold(UNSEEN, gold.reports, gold.authored, tuple(test), known)
