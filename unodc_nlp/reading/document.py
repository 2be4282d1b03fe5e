"""A document read from end to end: lines, furniture, first page, blocks, structure, footnotes, metadata."""

from __future__ import annotations

import os
from bisect import bisect_left
from pathlib import Path

from unodc_nlp.errors import DocumentError
from unodc_nlp.reading.blocks import BlockReader
from unodc_nlp.reading.decode import decode, read_bytes
from unodc_nlp.reading.front import find_front
from unodc_nlp.reading.furniture import mark_furniture
from unodc_nlp.reading.layout import compose, measure
from unodc_nlp.reading.lines import Line, Span, split_lines
from unodc_nlp.reading.metadata import read_metadata
from unodc_nlp.reading.notes import Calls, find_calls
from unodc_nlp.reading.report import LeftOut, Report, Unit
from unodc_nlp.reading.structure import Draft, Structure


def read_report(path: str | os.PathLike[str]) -> Report:
    """Read a report from a text file in UTF-8, UTF-16, UTF-32 or GB18030.

    Args:
        path: the file.

    Raises:
        DocumentError: there is no such file, it is a directory, empty, no text, in an unknown encoding, or holds no
            Chinese character.
    """
    name = Path(path).name
    return read_text(decode(read_bytes(path), str(path)), name)


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
    lines = split_lines(text)
    mark_furniture(lines)
    front = find_front(lines)
    units, left_out, structured = _read_units(text, lines, front)
    if not units and front:
        front = []
        units, left_out, structured = _read_units(text, lines, front)
    return Report(text, name, read_metadata(front, lines, units, text), units, structured, left_out)


def _read_units(text: str, lines: list[Line], front: list[Line]) -> tuple[tuple[Unit, ...], tuple[LeftOut, ...], bool]:
    titles = {line.start for line in front}
    kept = [line for line in lines if not line.skip and line.start not in titles]
    layout = measure(kept)
    possible = Calls(text)
    blocks = BlockReader(layout, possible, first_page=bool(front)).read(kept)
    structure = Structure(blocks, joined=layout.width is None)
    drafts = structure.read()
    first = next((at for at, draft in enumerate(drafts) if draft.kind not in ("summary", "footnote")), len(drafts))
    on_first_page = [
        d for d in drafts[:first] if front and d.kind == "footnote" and d.number and d.number[0] in "*＊†‡§"
    ]
    notes = [draft for draft in drafts if draft.kind == "footnote"]
    body = sorted(span for draft in drafts if draft.kind != "footnote" for span in draft.spans)
    calls = find_calls(possible, [(d.number or "", d.marks[0][0]) for d in notes if d.marks], body)
    dropped = {id(draft) for draft in on_first_page}
    drafts = [draft for draft in drafts if id(draft) not in dropped]
    units = tuple(unit for draft in drafts if (unit := _unit(text, draft, calls)).text)
    left_out = [LeftOut(line.start, line.end, line.skip) for line in lines if line.skip]
    left_out += [LeftOut(line.start, line.end, "first page") for line in front]
    left_out += [LeftOut(a, b, "first page") for d in on_first_page for a, b in [*d.marks, *d.spans]]
    left_out += [LeftOut(a, b, "footnote mark") for a, b in calls]
    left_out += [LeftOut(a, b, "number") for d in drafts for a, b in d.marks]
    left_out += [LeftOut(a, b, "markup") for line in kept for a, b in _markup(line)]
    return units, tuple(sorted(left_out, key=lambda part: (part.start, part.end))), structure.structured


def _unit(text: str, draft: Draft, calls: list[Span]) -> Unit:
    shown, pieces = compose(text, _without(text, draft.spans, calls))
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
