"""The project's own markup: a directory with units/*.jsonl and marked/*.txt, or one file of markup."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from unodc_nlp.annotations.draft import FAULT, Draft, Drafts, Finding, Mark, carried
from unodc_nlp.annotations.files import json_line
from unodc_nlp.errors import GoldError
from unodc_nlp.gold.corpus import AUTHORED, Fault, GoldUnit, marked_lines, read_units
from unodc_nlp.gold.markup import Marked, parse, render
from unodc_nlp.spans import Span


def read(path: Path) -> Drafts:
    """Yield the units of a directory of annotations, or of one file of markup, whose texts are then those of its lines."""
    if path.is_file():
        yield from _read_file(path)
        return
    pairs = [(file, path / "marked" / f"{file.stem}.txt", file.stem) for file in sorted(path.glob("units/*.jsonl"))]
    for file in sorted(path.glob("authored/*units.jsonl")):
        pairs.append((file, file.with_name(file.name.replace("units.jsonl", "marked.txt")), AUTHORED))
    if not pairs:
        raise GoldError(f"no annotations in {path}: expected units/*.jsonl and marked/*.txt; name their directory")
    for units_path, marked_path, document in pairs:
        faults: list[Fault] = []
        units = read_units(units_path, marked_path, document, faults)
        yield from (Finding(fault.path, fault.line, fault.unit, FAULT, fault.message) for fault in faults)
        lines = {unit_id: line for line, unit_id, _, _ in marked_lines(marked_path, [])}
        for unit in units:
            marks = _marks(unit.text, unit.spans)
            yield Draft(marked_path, lines[unit.id], unit.id, unit.text, marks, carried(unit))


def files(units: Sequence[GoldUnit]) -> dict[str, bytes]:
    """Return a file of units and a file of markup for each document."""
    written: dict[str, bytes] = {}
    for document, group in groupby(sorted(units, key=attrgetter("document")), key=attrgetter("document")):
        members = list(group)
        authored = document == AUTHORED
        units_file = "authored/units.jsonl" if authored else f"units/{document}.jsonl"
        marked_file = "authored/marked.txt" if authored else f"marked/{document}.txt"
        written[units_file] = "".join(json_line(_record(unit)) for unit in members).encode()
        written[marked_file] = "\n".join(map(_block, members)).encode()
    return written


def _record(unit: GoldUnit) -> dict[str, Any]:
    rest = carried(unit)
    for name in ("words", "document", "topics"):
        del rest[name]
    automatic = {"words": "automatic"} if rest.pop("automatic_words") else {}
    return (
        {"id": unit.id, "text": unit.text}
        | {name: value for name, value in rest.items() if value is not None}
        | automatic
    )


def _block(unit: GoldUnit) -> str:
    marked = render(Marked(unit.text, unit.words, unit.spans))
    return f"## {unit.id}\ntopics: {', '.join(unit.topics)}".rstrip() + f"\n{marked}\n"


def _read_file(path: Path) -> Drafts:
    faults: list[Fault] = []
    for line, unit_id, topics, marked_line in marked_lines(path, faults):
        try:
            marked = parse(marked_line)
        except GoldError as error:
            yield Finding(path, line, unit_id, FAULT, str(error))
            continue
        fields = {"words": list(marked.words), "topics": list(topics or ())}
        yield Draft(path, line, unit_id, marked.text, _marks(marked.text, marked.spans), fields)
    yield from (Finding(fault.path, fault.line, fault.unit, FAULT, fault.message) for fault in faults)


def _marks(text: str, spans: Sequence[Span]) -> tuple[Mark, ...]:
    return tuple(Mark(*span, text[span.start : span.end]) for span in spans)
