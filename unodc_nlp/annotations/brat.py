"""brat standoff: for each document a .txt with a unit a line, and an .ann with its spans.

Beside them a .jsonl, which brat does not look at, keeps what else belongs to each line's unit.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from importlib.resources import files as resources
from itertools import accumulate, chain, groupby
from operator import attrgetter
from pathlib import Path
from string import Template
from typing import Any, NamedTuple

from unodc_nlp.annotations.draft import FAULT, Draft, Drafts, Finding, Mark, carried
from unodc_nlp.annotations.files import json_line, json_objects, lines_of, text_of
from unodc_nlp.annotations.offsets import in_characters
from unodc_nlp.errors import GoldError
from unodc_nlp.gold.corpus import GoldUnit
from unodc_nlp.scheme import load_scheme

_SPAN = re.compile(r"T\d+\t(\S+) (\d+) (\d+)\t(.*)")
_BROKEN = re.compile(r"T\d+\t(\S+) \d+ \d+;")
_KINDS = {"R": "relation", "*": "relation", "E": "event", "A": "attribute", "M": "attribute", "N": "normalisation"}


class _Place(NamedTuple):
    mark: Mark
    line: int  # in the .ann


def read(path: Path) -> Drafts:
    """Yield the units of a directory of documents, or of one document (its .txt or .ann)."""
    documents = sorted(path.rglob("*.ann")) if path.is_dir() else [path.with_suffix(".ann")]
    if not documents:
        raise GoldError(f"no .ann files in {path}; name a directory of brat documents")
    for document in documents:
        yield from _read_document(document)


def files(units: Sequence[GoldUnit]) -> dict[str, bytes]:
    """Return three files for each document, and the labels as brat wants them."""
    configuration = Template(resources(__package__).joinpath("brat.conf").read_text(encoding="utf-8"))
    written = {"annotation.conf": configuration.substitute(labels="\n".join(load_scheme().labels)).encode()}
    for document, group in groupby(sorted(units, key=attrgetter("document")), key=attrgetter("document")):
        texts: list[str] = []
        lines: list[str] = []
        records: list[str] = []
        at = 0
        for unit in group:
            texts.append(unit.text + "\n")
            records.append(json_line({"id": unit.id} | carried(unit)))
            for start, end, label in unit.spans:
                lines.append(f"T{len(lines) + 1}\t{label} {at + start} {at + end}\t{unit.text[start:end]}\n")
            at += len(unit.text) + 1
        for suffix, parts in ((".txt", texts), (".ann", lines), (".jsonl", records)):
            written[document + suffix] = "".join(parts).encode()
    return written


def _read_document(path: Path) -> Drafts:
    text = text_of(path.with_suffix(".txt"))
    places: list[_Place] = []
    remarks: set[str] = set()
    for number, line in enumerate(lines_of(path), start=1):
        found = _SPAN.fullmatch(line)
        if found:
            places.append(_Place(Mark(int(found[2]), int(found[3]), found[1], found[4]), number))
        elif _BROKEN.match(line):
            yield Finding(path, number, "", FAULT, f"span {line.split()[0]} has several parts; mark one stretch")
        elif line.startswith("T"):
            yield Finding(path, number, "", FAULT, f"{line!r} is no span; write T1, tab, LABEL START END, tab, text")
        elif line[:1] in _KINDS:
            remarks.add(f"{_KINDS[line[0]]}s of brat were ignored")
    text, marks, translated = _settled(text, [place.mark for place in places])
    if translated:
        remarks.add("offsets counted UTF-16 code units and were translated to characters")
    placed = [_Place(mark, place.line) for mark, place in zip(marks, places, strict=True)]
    yield from _units(path, text, placed, tuple(sorted(remarks)))


def _settled(text: str, marks: Sequence[Mark]) -> tuple[str, Sequence[Mark], bool]:
    """Return the text with its line ends as the offsets count them, the marks in characters, and whether they were in UTF-16."""
    forms = (text, text.replace("\r\n", "\n"))
    for form in forms:
        if all(form[mark.start : mark.end] == mark.quoted for mark in marks):
            return form, marks, False
    for form in forms:
        characters, translated = in_characters(form, marks, lambda _: ())
        if translated:
            return form, characters, True
    return text, marks, False


def _units(path: Path, text: str, placed: list[_Place], remarks: tuple[str, ...]) -> Drafts:
    lines = text.split("\n")
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    by_line: dict[int, list[_Place]] = {}
    for place in placed:
        by_line.setdefault(bisect_right(starts, place.mark.start) - 1, []).append(place)
    kept = _kept(path, sum(bool(line.strip()) for line in lines))
    if isinstance(kept, Finding):
        yield kept
        return
    records = iter(kept)
    for number, line in enumerate(lines):
        own = by_line.pop(number, [])
        if line.strip():
            fields = dict(next(records, {}))
            unit_id = str(fields.pop("id", None) or f"{path.stem}-{number + 1:03d}")
            fields.setdefault("document", path.stem)
            marks = [
                place.mark._replace(start=place.mark.start - starts[number], end=place.mark.end - starts[number])
                for place in own
            ]
            yield Draft(
                path, own[0].line if own else 0, unit_id, line.removesuffix("\r"), tuple(marks), fields, remarks
            )
            remarks = ()
        elif own:
            by_line[number] = own
    for place in chain.from_iterable(by_line.values()):
        message = f"{place.mark.label} {place.mark.quoted!r} is outside the text; restore the .txt that was annotated"
        yield Finding(path, place.line, "", FAULT, message)


def _kept(path: Path, units: int) -> list[dict[str, Any]] | Finding:
    file = path.with_suffix(".jsonl")
    if not file.is_file():
        return []
    records = [item[1] for item in json_objects(file) if not isinstance(item, Finding)]
    if len(records) != units:
        message = f"has {len(records)} records for {units} lines of text; restore the .txt, or remove this file"
        return Finding(file, 0, "", FAULT, message)
    return records
