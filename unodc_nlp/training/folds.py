"""Splits by document: each report is tested with a model that has seen the other reports and the authored passages only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from unodc_nlp.errors import GoldError
from unodc_nlp.gold.corpus import Fault, Gold, GoldUnit, read_units


@dataclass(frozen=True, slots=True)
class Fold:
    """What a model is trained on and what it is tested on; no document is in both.

    Attributes:
        name: the report that is left out, or ``unseen``.
        reports: units of the other reports.
        authored: the authored passages, which are never tested on.
        test: the units to test on.
    """

    name: str
    reports: tuple[GoldUnit, ...]
    authored: tuple[GoldUnit, ...]
    test: tuple[GoldUnit, ...]

    @property
    def train(self) -> tuple[GoldUnit, ...]:
        """All units to train on."""
        return self.reports + self.authored


def leave_one_report_out(gold: Gold) -> list[Fold]:
    """Return one fold for each report."""
    return [
        Fold(
            name=document,
            reports=tuple(unit for unit in gold.reports if unit.document != document),
            authored=gold.authored,
            test=tuple(unit for unit in gold.reports if unit.document == document),
        )
        for document in gold.documents
    ]


def unseen_fold(gold: Gold, directory: Path) -> Fold:
    """Return the fold that trains on everything and tests on the passages in `directory` (units.jsonl, marked.txt)."""
    faults: list[Fault] = []
    test = read_units(directory / "units.jsonl", directory / "marked.txt", "unseen", faults)
    if faults:
        raise GoldError(f"{len(faults)} faults in {directory}, the first: {faults[0]}")
    return Fold("unseen", gold.reports, gold.authored, tuple(test))


def documents_of(units: Sequence[GoldUnit]) -> set[str]:
    """Return the documents that units come from."""
    return {unit.document for unit in units}
