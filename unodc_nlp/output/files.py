"""Writing an extraction to files, each complete or not at all."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from unodc_nlp.errors import OutputError
from unodc_nlp.facts import Extraction
from unodc_nlp.output.page import render_page

_NAME_FIELDS = ("text", "label", "id", "start", "end")


def write_extraction(extraction: Extraction, directory: Path, name: str) -> list[Path]:
    """Write what was extracted to a directory, which is made if need be.

    Units, mentions, entities, short names, activities and indicators become `NAME.….jsonl`, and there is `NAME.html`.

    Raises:
        OutputError: the directory cannot be written to.
    """
    texts = {
        f"{name}.units.jsonl": _lines(unit_records(extraction)),
        f"{name}.mentions.jsonl": _lines(mention_records(extraction)),
        f"{name}.entities.jsonl": _lines(entity_records(extraction)),
        f"{name}.short_names.jsonl": _lines(short_name_records(extraction)),
        f"{name}.activities.jsonl": _lines(activity_records(extraction)),
        f"{name}.indicators.jsonl": _lines(indicator_records(extraction)),
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
    """Yield a record for each mention, with its offsets in the unit's text and in the source, its id and its value."""
    for mention in extraction.mentions:
        yield asdict(mention)


def entity_records(extraction: Extraction) -> Iterator[dict[str, Any]]:
    """Yield a record for each thing that is named, with the number of its mentions, most often named first."""
    counts = Counter((mention.label, mention.id) for mention in extraction.mentions if mention.id)
    for (label, identity), entity in sorted(extraction.entities.items(), key=lambda item: (-counts[item[0]], item[0])):
        yield {"label": label, "mentions": counts[label, identity], **entity.to_data()}


def short_name_records(extraction: Extraction) -> Iterator[dict[str, Any]]:
    """Yield a record for each short name that the report introduces."""
    for short_name in extraction.short_names:
        yield asdict(short_name)


def activity_records(extraction: Extraction) -> Iterator[dict[str, Any]]:
    """Yield a record for each activity; places, beneficiaries and partners with text, label, id and offsets in the unit's text."""
    for activity in extraction.activities:
        record = asdict(activity)
        for role in ("places", "beneficiaries", "partners"):
            record[role] = [{key: name[key] for key in _NAME_FIELDS} for name in record[role]]
        yield record


def indicator_records(extraction: Extraction) -> Iterator[dict[str, Any]]:
    """Yield a record for each figure."""
    for indicator in extraction.indicators:
        yield asdict(indicator)


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
