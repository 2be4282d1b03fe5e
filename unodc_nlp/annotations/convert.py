"""Reading and writing annotations in any format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from unodc_nlp.annotations.draft import CHANGED, FAULT, Draft, Finding
from unodc_nlp.annotations.files import write_files
from unodc_nlp.annotations.finish import finish
from unodc_nlp.annotations.formats import guess, named
from unodc_nlp.annotations.lines import by_line
from unodc_nlp.annotations.offsets import Cut
from unodc_nlp.errors import GoldError
from unodc_nlp.gold.corpus import GoldUnit


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read.

    Attributes:
        units: the units that can be used, in the order of the file.
        drafts: for each of them, the draft it was made from, which knows its place.
        findings: faults (their units are not in `units`) and what was mended or ignored, in the order of the file.
    """

    units: tuple[GoldUnit, ...]
    drafts: tuple[Draft, ...]
    findings: tuple[Finding, ...]

    @property
    def faults(self) -> tuple[Finding, ...]:
        """The findings that cost a unit."""
        return tuple(finding for finding in self.findings if finding.kind == FAULT)

    def __add__(self, other: Reading) -> Reading:
        return Reading(self.units + other.units, self.drafts + other.drafts, self.findings + other.findings)


def read_annotations(
    path: Path, form: str | None = None, document: str | None = None, cut: Cut | None = None
) -> Reading:
    """Read annotations, check them, and cut the words of units that have none.

    Args:
        path: a file, or a directory for formats of several files.
        form: the name of its format; guessed from what it holds by default.
        document: the document that the units belong to, where the file does not say; the file's name by default.
        cut: cuts a text into words; the tokenizer of the shipped model by default, loaded when it is needed.

    Raises:
        GoldError: the file cannot be read at all, or its format cannot be guessed.
    """
    units: list[GoldUnit] = []
    drafts: list[Draft] = []
    findings: list[Finding] = []
    seen: dict[str, int] = {}
    chosen = cut or _shipped_cut()
    for draft in by_line(named(form or guess(path)).read(path), chosen):
        if isinstance(draft, Finding):
            findings.append(draft)
            continue

        def tell(kind: str, message: str, draft: Draft = draft) -> None:
            findings.append(Finding(draft.path, draft.line, draft.id, kind, message))

        try:
            unit, remarks = finish(draft, document or path.stem, chosen)
        except GoldError as error:
            tell(FAULT, str(error))
            continue
        for remark in remarks:
            tell(CHANGED, remark)
        if unit.id not in seen:
            seen[unit.id] = len(units)
            units.append(unit)
            drafts.append(draft)
        elif units[seen[unit.id]] == unit:
            tell(CHANGED, "stands twice with the same annotation and was taken once")
        else:
            first = drafts[seen[unit.id]].line
            tell(FAULT, f"stands twice with different annotations, first in line {first}; keep one")
    return Reading(tuple(units), tuple(drafts), tuple(findings))


def write_annotations(units: Sequence[GoldUnit], path: Path, form: str, overwrite: bool = False) -> int:
    """Write units in a format.

    Returns:
        How many spans were lost because the format holds no spans inside others.

    Raises:
        GoldError: there is no such format.
        OutputError: a file exists and `overwrite` is not given, or it cannot be written.
    """
    chosen = named(form)
    write_files(path, chosen.files(units), overwrite)
    return 0 if chosen.nested else sum(len(unit.spans) - len(unit.outer_spans) for unit in units)


@cache
def _shipped_tokenizer() -> Cut:
    from unodc_nlp.pipeline import load
    from unodc_nlp.pipeline.words import WordTokenizer

    tokenizer = load().tokenizer
    assert isinstance(tokenizer, WordTokenizer)
    return tokenizer.cut


def _shipped_cut() -> Callable[[str], Sequence[tuple[int, int]]]:
    return lambda text: _shipped_tokenizer()(text)
