"""An extraction as one JSON document, and back; `extraction.schema.json` is its JSON Schema, made from the same classes."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from unodc_nlp.errors import DocumentError
from unodc_nlp.facts import Extraction
from unodc_nlp.facts.activities import Activity
from unodc_nlp.facts.indicators import Indicator
from unodc_nlp.facts.mentions import Mention, ShortName
from unodc_nlp.facts.subjects import Subject
from unodc_nlp.linking import Entity
from unodc_nlp.output.writing import write_whole
from unodc_nlp.reading import Report

VERSION = 1
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What mentions with a label and an id mean."""

    label: str
    entity: Entity


@dataclass(frozen=True, slots=True)
class Exchange:
    """The JSON document: its version, then the fields of an Extraction, `entities` as a list."""

    version: Literal[1]
    report: Report
    mentions: tuple[Mention, ...]
    references: tuple[Mention, ...]
    short_names: tuple[ShortName, ...]
    subjects: tuple[Subject, ...]
    activities: tuple[Activity, ...]
    indicators: tuple[Indicator, ...]
    entities: tuple[Meaning, ...] = field(default=())


def to_data(extraction: Extraction) -> dict[str, Any]:
    """Return an extraction as JSON-able data."""
    named = (
        {"label": label, "entity": entity.to_data()}
        for (label, _), entity in sorted(extraction.entities.items(), key=_key)
    )
    rest = {item.name: _plain(getattr(extraction, item.name)) for item in fields(Extraction) if item.name != "entities"}
    return {"version": VERSION, **rest, "entities": list(named)}


def make_json(extraction: Extraction, path: str | os.PathLike[str] | None = None) -> str:
    """Return an extraction as JSON, and write it where a path is given.

    Raises:
        OutputError: the file cannot be written.
    """
    text = json.dumps(to_data(extraction), ensure_ascii=False)
    text = _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)  # has no UTF-8 form
    if path is not None:
        write_whole(path, text)
    return text


def read_json(source: str | os.PathLike[str]) -> Extraction:
    """Return the extraction that `make_json` wrote.

    Args:
        source: a path, or the JSON itself (a string that begins with a brace).

    Raises:
        DocumentError: the file cannot be read, or is no extraction of this version; names the first place that is wrong.
    """
    name, text = _text(source)
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise DocumentError(f"{name}: is no JSON ({error}); name a file that to_json wrote") from None
    version = data.get("version") if isinstance(data, Mapping) else None
    if version != VERSION:
        raise DocumentError(f"{name}: is of version {version!r}, not {VERSION}; extract the report again")
    try:
        exchange = _adapter().validate_python(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise DocumentError(f"{name}: {place}: {first['msg']}; extract the report again") from None
    parts = {item.name: getattr(exchange, item.name) for item in fields(Extraction) if item.name != "entities"}
    return Extraction(
        **parts, entities={(meaning.label, meaning.entity.id): meaning.entity for meaning in exchange.entities}
    )


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of the document (draft 2020-12), as `extraction.schema.json` holds it."""
    schema = _adapter().json_schema(mode="serialization")
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "unodc_nlp extraction",
        "description": "What unodc_nlp found in a report. Offsets count Unicode characters.",
    }
    return {**schema, **head}


@cache
def _adapter() -> TypeAdapter[Exchange]:
    return TypeAdapter(Exchange)


def _key(item: tuple[tuple[str, str], Entity]) -> tuple[str, str]:
    return item[0]


def _plain(value: Any) -> Any:
    return [asdict(item) for item in value] if isinstance(value, tuple) else asdict(value)


def _text(source: str | os.PathLike[str]) -> tuple[str, str]:
    if isinstance(source, str) and source.lstrip().startswith("{"):
        return "the text", source
    try:
        return str(source), Path(source).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise DocumentError(f"{source}: is not UTF-8; name a file that to_json wrote") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise DocumentError(f"{source}: cannot be read ({reason}); name a file that to_json wrote") from None
