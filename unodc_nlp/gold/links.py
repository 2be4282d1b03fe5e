"""The gold of linking: what each marked name means, short names introduced, references to resolutions.

The files and their fields are described in `annotations/links/README.md`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from unodc_nlp.errors import GoldError
from unodc_nlp.gold.corpus import GoldUnit
from unodc_nlp.spans import Span

NEW = "new:"


@dataclass(frozen=True, slots=True)
class GoldLinks:
    """What the names of one unit mean.

    Attributes:
        ids: the identity of each name; ``new:…`` for a thing in no table, None where it cannot be known.
        values: of each date and quantity its value as text (``2017-03-01/2017-03-03``, ``5000``), None where it cannot be known, with
            its modifier or qualifier.
        definitions: (start, end, short_start, short_end) of each short name that the unit introduces.
        references: (start, end) of each phrase that stands for a resolution, with its symbol.
    """

    ids: Mapping[Span, str | None] = field(default_factory=dict)
    values: Mapping[Span, tuple[str | None, str]] = field(default_factory=dict)
    definitions: tuple[tuple[int, int, int, int], ...] = ()
    references: Mapping[tuple[int, int], str] = field(default_factory=dict)


def load_links(directory: Path, document: str, units: Sequence[GoldUnit]) -> dict[str, GoldLinks]:
    """Load the links of a document's units by unit id.

    Args:
        directory: where `DOCUMENT.jsonl`, `DOCUMENT.definitions.jsonl` and `DOCUMENT.references.jsonl` are.
        document: the name of the report, or ``unseen``.
        units: its units with their spans.

    Raises:
        GoldError: a file is missing, or a line is of no span of its unit.
    """
    texts = {unit.id: unit.text for unit in units}
    spans = {unit.id: set(unit.spans) for unit in units}
    ids: dict[str, dict[Span, str | None]] = {unit: {} for unit in texts}
    values: dict[str, dict[Span, tuple[str | None, str]]] = {unit: {} for unit in texts}
    path = directory / f"{document}.jsonl"
    for line, record in _records(path):
        unit, span = record["unit"], Span(record["start"], record["end"], record["label"])
        if span not in spans.get(unit, ()):
            raise GoldError(
                f"{path}:{line}: unit {unit}: {span} is no span of the unit; mark it there or correct the line"
            )
        if "text" in record and texts[unit][span.start : span.end] != record["text"]:
            raise GoldError(
                f"{path}:{line}: unit {unit}: {record['text']!r} does not stand at {span.start}; correct the line"
            )
        if "id" in record:
            ids[unit][span] = record["id"]
        else:
            values[unit][span] = _value(record)
    definitions: dict[str, list[tuple[int, int, int, int]]] = {unit: [] for unit in texts}
    for _, record in _records(directory / f"{document}.definitions.jsonl"):
        definitions[record["unit"]].append((record["start"], record["end"], record["short_start"], record["short_end"]))
    references: dict[str, dict[tuple[int, int], str]] = {unit: {} for unit in texts}
    for _, record in _records(directory / f"{document}.references.jsonl"):
        references[record["unit"]][record["start"], record["end"]] = record["id"]
    return {unit: GoldLinks(ids[unit], values[unit], tuple(definitions[unit]), references[unit]) for unit in texts}


def load_metadata(directory: Path) -> dict[str, dict[str, Any]]:
    """Return what the first page of each report says, by the report's name (`reports.json` of a directory of annotations)."""
    data: dict[str, dict[str, Any]] = json.loads((directory / "reports.json").read_text(encoding="utf-8"))
    return data


def _value(record: Mapping[str, Any]) -> tuple[str | None, str]:
    value = record["value"]
    if record["label"] == "DATE":
        return value, record.get("modifier") or ""
    return (None if value is None else str(value)), record.get("qualifier") or ""


def _records(path: Path) -> list[tuple[int, dict[str, Any]]]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise GoldError(f"{path} is missing; add it, empty if there is nothing to say") from None
    records = []
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            records.append((number, json.loads(line)))
        except json.JSONDecodeError as error:
            raise GoldError(f"{path}:{number}: is no JSON ({error.msg}); write one object a line") from None
    return records
