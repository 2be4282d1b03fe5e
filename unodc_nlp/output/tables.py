"""The tables of an extraction: what each holds, record by record, and the kinds of its columns."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from types import MappingProxyType
from typing import Any, Literal

from unodc_nlp.errors import SelectionError
from unodc_nlp.facts import Extraction, Mention, ShortName, Subject
from unodc_nlp.facts.activities import Activity
from unodc_nlp.facts.indicators import Indicator

Record = dict[str, Any]
Kind = Literal["str", "int", "float", "bool", "list", "json"]
_KINDS: Mapping[str, Kind] = {"str": "str", "int": "int", "float": "float", "bool": "bool", "tuple[str, ...]": "list"}
_NAME_FIELDS = ("text", "label", "id", "start", "end")
_NOT_OF_UNITS = ("unit", "probabilities")


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        records: yields its records, each with all columns, in order.
        columns: the kind of each column; a mapping or a list of them (``json``) is JSON text wherever cells are flat.
    """

    records: Callable[[Extraction], Iterator[Record]]
    columns: Mapping[str, Kind]


def columns_of(record: type[Any]) -> dict[str, Kind]:
    """Return the columns of a table whose records are the fields of a dataclass."""
    return {field.name: _KINDS.get(str(field.type).removesuffix(" | None"), "json") for field in fields(record)}


def unit_records(extraction: Extraction) -> Iterator[Record]:
    """Yield a record for each unit: id, kind, number, headings, text, source offsets, section and topics."""
    subjects = {subject.unit: asdict(subject) for subject in extraction.subjects}
    for unit in extraction.report.units:
        start, end = unit.source_span(0, len(unit.text)) if unit.text else (0, 0)
        subject = subjects.get(unit.id, {})
        yield {
            "id": unit.id,
            "kind": unit.kind,
            "number": unit.number,
            "level": unit.level,
            "headings": list(unit.headings),
            "text": unit.text,
            "source_start": start,
            "source_end": end,
            **{field.name: subject.get(field.name) for field in fields(Subject) if field.name not in _NOT_OF_UNITS},
        }


def mention_records(extraction: Extraction) -> Iterator[Record]:
    """Yield a record for each mention, with its offsets in the unit's text and in the source, its id and its value."""
    return (asdict(mention) for mention in extraction.mentions)


def entity_records(extraction: Extraction) -> Iterator[Record]:
    """Yield a record for each thing that is named, with the number of its mentions, most often named first."""
    counts = Counter((mention.label, mention.id) for mention in extraction.mentions if mention.id)
    for (label, identity), entity in sorted(extraction.entities.items(), key=lambda item: (-counts[item[0]], item[0])):
        yield {"label": label, "mentions": counts[label, identity], **entity.to_data()}


def short_name_records(extraction: Extraction) -> Iterator[Record]:
    """Yield a record for each short name that the report introduces."""
    return (asdict(short_name) for short_name in extraction.short_names)


def reference_records(extraction: Extraction) -> Iterator[Record]:
    """Yield a record for each phrase that stands for a resolution."""
    return (asdict(reference) for reference in extraction.references)


def subject_records(extraction: Extraction) -> Iterator[Record]:
    """Yield a record for each unit with its section, its topics and the probability of every topic."""
    return (asdict(subject) for subject in extraction.subjects)


def activity_records(extraction: Extraction) -> Iterator[Record]:
    """Yield a record for each activity; places, beneficiaries and partners with text, label, id and offsets in the unit's text."""
    for activity in extraction.activities:
        record = asdict(activity)
        for role in ("places", "beneficiaries", "partners"):
            record[role] = [{key: name[key] for key in _NAME_FIELDS} for name in record[role]]
        yield record


def indicator_records(extraction: Extraction) -> Iterator[Record]:
    """Yield a record for each figure."""
    return (asdict(indicator) for indicator in extraction.indicators)


_UNIT_COLUMNS: dict[str, Kind] = {
    "id": "str",
    "kind": "str",
    "number": "str",
    "level": "int",
    "headings": "list",
    "text": "str",
    "source_start": "int",
    "source_end": "int",
    **{
        name: "str" if name == "decided_by" else kind
        for name, kind in columns_of(Subject).items()
        if name not in _NOT_OF_UNITS
    },
}
_ENTITY_COLUMNS: dict[str, Kind] = {
    "label": "str",
    "mentions": "int",
    "id": "str",
    "table": "str",
    "zh": "str",
    "en": "str",
    "type": "str",
    "parent": "str",
    "codes": "json",
    "url": "str",
}

TABLES: Mapping[str, Table] = MappingProxyType(
    {
        "units": Table(unit_records, _UNIT_COLUMNS),
        "mentions": Table(mention_records, columns_of(Mention)),
        "entities": Table(entity_records, _ENTITY_COLUMNS),
        "short_names": Table(short_name_records, columns_of(ShortName)),
        "references": Table(reference_records, columns_of(Mention)),
        "subjects": Table(subject_records, {**columns_of(Subject), "decided_by": "str"}),
        "activities": Table(activity_records, {**columns_of(Activity), "status": "str"}),
        "indicators": Table(indicator_records, columns_of(Indicator)),
    }
)


def table_named(name: str) -> Table:
    """Return the table with that name.

    Raises:
        SelectionError: there is none; the message lists the tables.
    """
    if name not in TABLES:
        raise SelectionError(f"no table {name!r}; the tables are {', '.join(TABLES)}")
    return TABLES[name]


def flat_records(extraction: Extraction, table: Table) -> Iterator[Record]:
    """Yield the records of a table with mappings as JSON text, and without lone surrogates, which have no UTF-8 form."""
    for record in table.records(extraction):
        yield {name: _flat(record[name], kind) for name, kind in table.columns.items()}


def _flat(value: Any, kind: Kind) -> Any:
    if kind == "json":
        value = None if value is None else json.dumps(value, ensure_ascii=False)
    if isinstance(value, list | tuple):
        return [_flat(item, "str") for item in value]
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
