"""The gold as data: annotated units, loaded from a directory of annotations and checked while loading."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from unodc_nlp.errors import GoldError
from unodc_nlp.gold.markup import Marked, parse
from unodc_nlp.scheme import load_scheme
from unodc_nlp.spans import Span, Word, outermost

AUTHORED = "authored"  # the document that authored passages belong to


@dataclass(frozen=True, slots=True)
class GoldUnit:
    """One annotated unit.

    Attributes:
        id: the unit's id, such as ``2018-p017``; unique in the corpus.
        document: the report that it belongs to, or the name of its set of passages: what splits are made by.
        text: its text.
        words: its words, in order, as offsets into `text`.
        spans: its spans, outer before inner, as offsets into `text`.
        topics: its topics.
        section: its section, None where sections are not annotated.
        kind: heading, paragraph, subparagraph, footnote or summary.
        headings: the headings above it, outermost first, with their numbers.
        automatic_words: whether a tokenizer cut the words and nobody read them, so that no tokenizer is trained on them.
    """

    id: str
    document: str
    text: str
    words: tuple[Word, ...]
    spans: tuple[Span, ...]
    topics: tuple[str, ...] = ()
    section: str | None = None
    kind: str = "paragraph"
    headings: tuple[str, ...] = ()
    automatic_words: bool = False

    @property
    def outer_spans(self) -> tuple[Span, ...]:
        """The spans that lie in no other one."""
        return outermost(self.spans)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in the annotations: where it stands and what to do about it."""

    path: Path
    line: int
    unit: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: unit {self.unit or '?'}: {self.message}"


@dataclass(frozen=True, slots=True)
class Gold:
    """A loaded set of annotations: the reports (splits are made by `document`) and the authored passages."""

    reports: tuple[GoldUnit, ...]
    authored: tuple[GoldUnit, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """The names of the reports, sorted."""
        return tuple(sorted({unit.document for unit in self.reports}))


def load_gold(directory: Path) -> Gold:
    """Load `units/*.jsonl` with `marked/*.txt`, and `authored/units.jsonl` with `authored/marked.txt`, of a directory.

    Raises:
        GoldError: the directory holds no annotations, or any fault in them; the message lists every fault.
    """
    faults: list[Fault] = []
    reports: list[GoldUnit] = []
    paths = sorted((directory / "units").glob("*.jsonl"))
    if not paths:
        raise GoldError(f"no annotations in {directory}: expected units/*.jsonl and marked/*.txt; name their directory")
    for path in paths:
        reports += read_units(path, directory / "marked" / f"{path.stem}.txt", path.stem, faults)
    authored: list[GoldUnit] = []
    for path in sorted((directory / "authored").glob("*units.jsonl")):
        marked = path.with_name(path.name.replace("units.jsonl", "marked.txt"))
        authored += read_units(path, marked, AUTHORED, faults)
    if faults:
        listing = "\n".join(str(fault) for fault in faults)
        raise GoldError(f"{len(faults)} faults in the annotations of {directory}; mend them and try again:\n{listing}")
    return Gold(tuple(reports), tuple(authored))


def read_units(units_path: Path, marked_path: Path, document: str, faults: list[Fault]) -> list[GoldUnit]:
    """Read one file of units with its file of markup; what is wrong is appended to `faults`, the rest is returned."""
    units = _read_jsonl(units_path, faults)
    gold: dict[str, GoldUnit] = {}
    lines: dict[str, int] = {}
    for number, unit_id, topics, line in marked_lines(marked_path, faults):
        try:
            if unit_id not in units:
                raise GoldError(f"not in {units_path.name}; correct its id or add the unit there")
            if unit_id in gold:
                raise GoldError(f"annotated twice, first in line {lines[unit_id]}; remove one")
            record = units[unit_id]
            marked = parse(line)
            _check_text(marked.text, record["text"])
            _check_topics(topics)
            lines[unit_id] = number
            gold[unit_id] = _gold_unit(record, document, marked, topics or ())
        except GoldError as error:
            faults.append(Fault(marked_path, number, unit_id, str(error)))
    faulty = {fault.unit for fault in faults}
    for unit_id in units:
        if unit_id not in gold and unit_id not in faulty:
            faults.append(
                Fault(marked_path, 0, unit_id, f"is in {units_path.name} but not annotated; annotate or remove it")
            )
    return [gold[unit_id] for unit_id in units if unit_id in gold]


def _gold_unit(record: dict[str, Any], document: str, marked: Marked, topics: tuple[str, ...]) -> GoldUnit:
    return GoldUnit(
        id=record["id"],
        document=document,
        text=marked.text,
        words=marked.words,
        spans=marked.spans,
        topics=topics,
        section=record.get("section"),
        kind=record.get("kind", "paragraph"),
        headings=tuple(record.get("headings", ())),
        automatic_words=record.get("words") == "automatic",
    )


def _check_text(text: str, expected: str) -> None:
    if text == expected:
        return
    at = next(
        (i for i, (a, b) in enumerate(zip(text, expected, strict=False)) if a != b), min(len(text), len(expected))
    )
    found, wanted = text[max(0, at - 8) : at + 12], expected[max(0, at - 8) : at + 12]
    raise GoldError(
        f"the text differs from the unit's at {at}: {found!r} here, {wanted!r} there; restore the source's text"
    )


def _check_topics(topics: tuple[str, ...] | None) -> None:
    if topics is None:
        raise GoldError("has no topics line; add 'topics:' below its id")
    valid = load_scheme().topics
    for topic in topics:
        if topic not in valid:
            raise GoldError(f"unknown topic {topic}; the topics are {', '.join(valid)}")


def _read_jsonl(path: Path, faults: list[Fault]) -> dict[str, dict[str, Any]]:
    units: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(_text_of(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            faults.append(Fault(path, number, "", f"is no JSON ({error.msg}); write one object a line"))
            continue
        if not isinstance(record, dict) or not {"id", "text"} <= record.keys():
            faults.append(Fault(path, number, "", "has no id or no text; write an object with both"))
        elif record["id"] in units:
            faults.append(Fault(path, number, record["id"], "stands twice in the file; remove one"))
        else:
            units[record["id"]] = record
    return units


def marked_lines(path: Path, faults: list[Fault]) -> Iterator[tuple[int, str, tuple[str, ...] | None, str]]:
    """Yield (line number, unit id, topics, marked-up line) of a file of markup."""
    unit_id, topics = "", None
    for number, line in enumerate(_text_of(path).split("\n"), start=1):
        line = line.removesuffix("\r")
        if line.startswith("## "):
            unit_id, topics = line[3:].strip(), None
        elif line.startswith("topics:"):
            topics = tuple(topic.strip() for topic in line[7:].split(",") if topic.strip())
        elif line.strip():
            if unit_id:
                yield number, unit_id, topics, line
            else:
                faults.append(Fault(path, number, "", "stands before the first '## ID' line; give it an id"))


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise GoldError(f"{path} is missing; annotations need both their units and their markup") from None
    except UnicodeDecodeError as error:
        raise GoldError(f"{path} is not UTF-8 at byte {error.start}; save it as UTF-8") from None
