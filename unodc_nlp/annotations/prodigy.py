"""Prodigy's JSON Lines of `ner.*` and `spans.*` recipes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from unodc_nlp.annotations.draft import CARRIED_KEY, CHANGED, FAULT, Draft, Drafts, Finding, Mark, carried
from unodc_nlp.annotations.files import json_line, json_objects
from unodc_nlp.errors import GoldError
from unodc_nlp.gold.corpus import GoldUnit


def read(path: Path) -> Drafts:
    """Yield the accepted examples of an export; those that were rejected or passed over are left out with a finding."""
    for item in json_objects(path):
        if isinstance(item, Finding):
            yield item
            continue
        line, record = item
        stored = record.get(CARRIED_KEY)
        kept: dict[str, Any] = dict(stored) if isinstance(stored, dict) else {}
        unit_id = str(kept.pop("id", None) or line)
        answer = record.get("answer", "accept")
        if answer != "accept":
            yield Finding(path, line, unit_id, CHANGED, f"was answered with {answer!r} and is left out")
            continue
        try:
            text, spans = record.get("text"), record.get("spans") or []
            if not isinstance(text, str) or not isinstance(spans, list):
                raise GoldError("has no text or its spans are no list; export it from a recipe for spans")
            marks = tuple(_mark(span) for span in spans)
        except GoldError as error:
            yield Finding(path, line, unit_id, FAULT, str(error))
        else:
            remarks = ("relations were ignored",) if record.get("relations") else ()
            yield Draft(path, line, unit_id, text, marks, kept, remarks)


def files(units: Sequence[GoldUnit]) -> dict[str, bytes]:
    """Return one file of examples, with tokens, so that spans snap to words in the tool."""
    return {"": "".join(json_line(_example(unit)) for unit in units).encode()}


def _example(unit: GoldUnit) -> dict[str, Any]:
    numbers = {
        offset: number
        for number, word in enumerate(unit.words)
        for offset in (("start", word.start), ("end", word.end))
    }
    return {
        "text": unit.text,
        "tokens": [
            {
                "text": unit.text[start:end],
                "start": start,
                "end": end,
                "id": number,
                "ws": unit.text[end : end + 1] == " ",
            }
            for number, (start, end) in enumerate(unit.words)
        ],
        "spans": [
            {
                "start": span.start,
                "end": span.end,
                "label": span.label,
                "text": unit.text[span.start : span.end],
                "token_start": numbers["start", span.start],
                "token_end": numbers["end", span.end],
            }
            for span in unit.spans
        ],
        "meta": {"unit": unit.id, "document": unit.document},
        "answer": "accept",
        CARRIED_KEY: {"id": unit.id} | carried(unit),
    }


def _mark(span: Any) -> Mark:
    if not isinstance(span, dict) or not isinstance(span.get("start"), int) or not isinstance(span.get("end"), int):
        raise GoldError(f"a span is {span!r}; write an object with start, end and label")
    quoted = span.get("text")
    return Mark(span["start"], span["end"], str(span.get("label")), quoted if isinstance(quoted, str) else None)
