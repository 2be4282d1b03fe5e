"""doccano's JSON Lines for sequence labelling: `label` with triples, or `entities` with objects where relations are used."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from unodc_nlp.annotations.draft import CARRIED_KEY, FAULT, Draft, Drafts, Finding, Mark, carried
from unodc_nlp.annotations.files import json_line, json_objects
from unodc_nlp.errors import GoldError
from unodc_nlp.gold.corpus import GoldUnit

_SPAN_KEYS = ("label", "labels", "entities")


def read(path: Path) -> Drafts:
    """Yield the examples of an export."""
    for item in json_objects(path):
        if isinstance(item, Finding):
            yield item
            continue
        line, record = item
        stored = record.get(CARRIED_KEY)
        kept: dict[str, Any] = dict(stored) if isinstance(stored, dict) else {}
        unit_id = str(kept.pop("id", None) or record.get("id") or line)
        remarks = ["relations were ignored"] if record.get("relations") else []
        try:
            text = record.get("text", record.get("data"))
            if not isinstance(text, str):
                raise GoldError("has no text; export it with its text")
            spans = next((record[key] for key in _SPAN_KEYS if isinstance(record.get(key), list)), None)
            if spans is None:
                raise GoldError("has no 'label' with a list of spans; export a project of sequence labelling")
            marks = tuple(_mark(span) for span in spans)
        except GoldError as error:
            yield Finding(path, line, unit_id, FAULT, str(error))
        else:
            yield Draft(path, line, unit_id, text, marks, kept, tuple(remarks))


def files(units: Sequence[GoldUnit]) -> dict[str, bytes]:
    """Return one file of examples; doccano keeps the further columns as metadata and exports them again."""
    records = [
        {
            "id": number,
            "text": unit.text,
            "label": [list(span) for span in unit.spans],
            CARRIED_KEY: {"id": unit.id} | carried(unit),
        }
        for number, unit in enumerate(units, start=1)
    ]
    return {"": "".join(map(json_line, records)).encode()}


def _mark(span: Any) -> Mark:
    if isinstance(span, dict):
        span = [span.get("start_offset"), span.get("end_offset"), span.get("label")]
    if isinstance(span, list) and len(span) == 3 and isinstance(span[0], int) and isinstance(span[1], int):
        return Mark(span[0], span[1], str(span[2]))
    raise GoldError(f"a span is {span!r}; write [start, end, label]")
