"""Writing an extraction to files, each complete or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from unodc_nlp.errors import OutputError
from unodc_nlp.facts import Extraction
from unodc_nlp.output.page import render_page


def write_extraction(extraction: Extraction, directory: Path, name: str) -> list[Path]:
    """Write `NAME.units.jsonl`, `NAME.mentions.jsonl` and `NAME.html` to a directory, which is made if need be.

    Raises:
        OutputError: the directory cannot be written to.
    """
    texts = {
        f"{name}.units.jsonl": _lines(unit_records(extraction)),
        f"{name}.mentions.jsonl": _lines(mention_records(extraction)),
        f"{name}.html": render_page(extraction),
    }
    try:
        directory.mkdir(parents=True, exist_ok=True)
        return [_write(directory / file, text) for file, text in texts.items()]
    except OSError as error:
        raise OutputError(f"cannot write to {directory} ({error.strerror}); choose a writable directory") from None


def unit_records(extraction: Extraction) -> Iterator[dict[str, Any]]:
    """Yield a record for each unit: id, kind, number, headings, text, source offsets, section and topics; the first holds the metadata."""
    report = extraction.report
    subjects = {subject.unit: asdict(subject) for subject in extraction.subjects}
    yield {"kind": "report", "name": report.name, "structured": report.structured, "metadata": asdict(report.metadata)}
    for unit in report.units:
        start, end = unit.source_span(0, len(unit.text)) if unit.text else (0, 0)
        yield {
            "id": unit.id,
            "kind": unit.kind,
            "number": unit.number,
            "level": unit.level,
            "headings": list(unit.headings),
            "text": unit.text,
            "source_start": start,
            "source_end": end,
            **{
                name: value
                for name, value in subjects.get(unit.id, {}).items()
                if name not in ("unit", "probabilities")
            },
        }


def mention_records(extraction: Extraction) -> Iterator[dict[str, Any]]:
    """Yield a record for each mention, with its offsets in the unit's text and in the source."""
    for mention in extraction.mentions:
        yield asdict(mention)


def _lines(records: Iterator[dict[str, Any]]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def _write(path: Path, text: str) -> Path:
    fresh = path.with_name(f".{path.name}.new")
    try:
        # A lone surrogate in a broken source has no UTF-8 form; it is written as "?" rather than losing the file.
        fresh.write_bytes(text.encode("utf-8", "replace"))
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    return path
