"""A document read from end to end: lines, furniture, first page, blocks, structure, footnotes, metadata."""

from __future__ import annotations

import os
from bisect import bisect_left
from pathlib import Path

from unodc_nlp.errors import DocumentError
from unodc_nlp.reading.blocks import BlockReader
from unodc_nlp.reading.decode import read_bytes
from unodc_nlp.reading.formats import open_manuscript
from unodc_nlp.reading.front import find_front
from unodc_nlp.reading.furniture import mark_furniture
from unodc_nlp.reading.layout import compose, measure
from unodc_nlp.reading.limits import Budget, Limits
from unodc_nlp.reading.lines import Line, Span
from unodc_nlp.reading.manuscript import Manuscript, of_text
from unodc_nlp.reading.metadata import read_metadata
from unodc_nlp.reading.notes import Calls, find_calls
from unodc_nlp.reading.report import LeftOut, Report, Unit
from unodc_nlp.reading.structure import Draft, Structure


def read_report(path: str | os.PathLike[str], limits: Limits | None = None) -> Report:
    """Read a report from a file: plain text, Markdown, HTML, DOCX or PDF, told by its content.

    Args:
        path: the file.
        limits: what it may take; the usual limits by default.

    Raises:
        DocumentError: there is no such file, it is a directory or an archive, empty, encrypted, broken, over a limit,
            of no known format or encoding, holds no Chinese character, or the library for its format is not installed.
    """
    budget = Budget(str(path), limits or Limits())
    return _read(read_bytes(path, budget), Path(path).name, budget)


def read_data(data: bytes, name: str, limits: Limits | None = None) -> Report:
    """Read a report from a file's bytes; `name` is what to call it. Otherwise as `read_report`."""
    return _read(data, name, Budget(name, limits or Limits()))


def _read(data: bytes, name: str, budget: Budget) -> Report:
    manuscript = open_manuscript(data, budget)
    budget.check_time()
    return read_manuscript(manuscript, name)


def read_text(text: str, name: str = "text") -> Report:
    """Read a report from a string, which may hold anything: what has no structure comes back as blocks.

    Args:
        text: the document; every source offset counts its characters.
        name: what to call it.

    Raises:
        DocumentError: `text` is no string.
    """
    if not isinstance(text, str):
        raise DocumentError(f"{name} is {type(text).__name__}, not a string; use read_report for files")
    return read_manuscript(of_text(text), name)


def read_manuscript(manuscript: Manuscript, name: str) -> Report:
    """Read the structure of a document of any format."""
    text, lines = manuscript.text, manuscript.lines
    mark_furniture(lines)
    front = find_front(lines)
    units, left_out, structured = _read_units(manuscript, front)
    if not units and front:
        front = []
        units, left_out, structured = _read_units(manuscript, front)
    metadata = read_metadata(front, lines, units, text)
    return Report(text, name, metadata, units, structured, left_out, manuscript.places)


def _read_units(manuscript: Manuscript, front: list[Line]) -> tuple[tuple[Unit, ...], tuple[LeftOut, ...], bool]:
    text, lines = manuscript.text, manuscript.lines
    titles = {line.start for line in front}
    kept = [line for line in lines if not line.skip and line.start not in titles]
    layout = measure(kept)
    possible = Calls(text, manuscript.calls)
    blocks = BlockReader(layout, possible, first_page=bool(front)).read(kept)
    structure = Structure(blocks, joined=layout.width is None and not all(line.whole for line in lines))
    drafts = structure.read()
    first = next((at for at, draft in enumerate(drafts) if draft.kind not in ("summary", "footnote")), len(drafts))
    page_end = next((line.start for line in kept if line.page and line.start > 0), 0)
    on_first_page = [
        d
        for at, d in enumerate(drafts)
        if front and d.kind == "footnote" and d.number and d.number[0] in "*＊†‡§"
        if at < first or d.marks[0][0] < page_end or possible.find(d.number, front[0].start, front[-1].end) is not None
    ]
    notes = [draft for draft in drafts if draft.kind == "footnote"]
    body = sorted(span for draft in drafts if draft.kind != "footnote" for span in draft.spans)
    calls = find_calls(possible, [(d.number or "", d.marks[0][0]) for d in notes if d.marks], body)
    dropped = {id(draft) for draft in on_first_page}
    drafts = [draft for draft in drafts if id(draft) not in dropped]
    units = tuple(unit for draft in drafts if (unit := _unit(manuscript, draft, calls)).text)
    left_out = [LeftOut(line.start, line.end, line.skip) for line in lines if line.skip]
    left_out += [LeftOut(line.start, line.end, "first page") for line in front]
    left_out += [LeftOut(a, b, "first page") for d in on_first_page for a, b in [*d.marks, *d.spans]]
    left_out += [LeftOut(a, b, "footnote mark") for a, b in calls]
    left_out += [LeftOut(a, b, "number") for d in drafts for a, b in d.marks]
    left_out += [LeftOut(a, b, "markup") for line in kept for a, b in _markup(line)]
    return units, tuple(sorted(left_out, key=lambda part: (part.start, part.end))), structure.structured


def _unit(manuscript: Manuscript, draft: Draft, calls: list[Span]) -> Unit:
    text = manuscript.text
    shown, pieces = compose(text, _without(text, draft.spans, calls), manuscript.keeps_spaces)
    return Unit(draft.id, draft.kind, draft.number, draft.headings, shown, pieces, draft.level)


def _without(text: str, spans: list[Span], calls: list[Span]) -> list[Span]:
    """Return spans with the calls of footnotes cut out, and a space before one if another space or the end follows."""
    left: list[Span] = []
    for start, end in spans:
        at = bisect_left(calls, (start, start))
        while at < len(calls) and calls[at][1] <= end:
            a, b = calls[at]
            if b == end or text[b].isspace():
                a = start + len(text[start:a].rstrip())
            left.append((start, a))
            start, at = b, at + 1
        left.append((start, end))
    return [(a, b) for a, b in left if a < b]


def _markup(line: Line) -> list[Span]:
    """Return the parts of a line that are in none of its spans."""
    ends = [line.start, *(end for _, end in line.spans)]
    starts = [*(start for start, _ in line.spans), line.end]
    return [(a, b) for a, b in zip(ends, starts, strict=True) if a < b]
