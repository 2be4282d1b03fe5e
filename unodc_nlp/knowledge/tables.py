"""Reading the tables: CSV files described by `datapackage.json`, checked row by row."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

from unodc_nlp.errors import KnowledgeError

LEXICON_CLASSES = (
    "noun", "verb", "person", "place", "organisation", "name", "idiom", "number",
    "time", "adjective", "adverb", "function", "pronoun", "location", "abbreviation",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a table.

    Attributes:
        id: the identity that mentions are linked to.
        table: the table it stands in.
        names: every form that means this entry and nothing else, the official one first.
        acronyms: its acronyms in Latin letters.
        ambiguous: forms that mean this entry only in the right context.
        fields: all cells of the row by column.
    """

    id: str
    table: str
    names: tuple[str, ...]
    acronyms: tuple[str, ...]
    ambiguous: tuple[str, ...]
    fields: MappingProxyType[str, str]


def table_names() -> tuple[str, ...]:
    """Return the names of the tables of entries."""
    return tuple(name for name, resource in _resources().items() if "columns" in resource)


@cache
def load_table(name: str) -> tuple[Entry, ...]:
    """Return the entries of a table of the package.

    Raises:
        KnowledgeError: there is no such table, or a row breaks its schema.
    """
    resource = _resources().get(name)
    if resource is None or "columns" not in resource:
        raise KnowledgeError(f"no table {name!r}; the tables are {', '.join(table_names())}")
    file = files(__package__).joinpath(resource["path"])
    return tuple(read_table(file.read_text(encoding="utf-8"), Path(resource["path"]), resource))


def read_table(text: str, path: Path, resource: dict[str, Any]) -> Iterator[Entry]:
    """Yield the entries of a CSV table with the schema `resource`.

    Raises:
        KnowledgeError: a column is missing, a required cell is empty, or an id stands twice; names file, row and column.
    """
    reader = csv.DictReader(StringIO(text))
    missing = [column for column in resource["columns"] if column not in (reader.fieldnames or ())]
    if missing:
        raise KnowledgeError(f"{path}: row 1: column {missing[0]} is missing; add it, with empty cells if need be")
    seen: set[str] = set()
    for row, cells in enumerate(reader, start=2):
        for column in resource["required"]:
            if not cells[column]:
                raise KnowledgeError(f"{path}: row {row}: column {column} is empty; fill it in or remove the row")
        if cells["id"] in seen:
            raise KnowledgeError(f"{path}: row {row}: column id: {cells['id']} stands twice; merge the rows")
        seen.add(cells["id"])
        names = [form for column in resource["names"] for form in _forms(cells[column])]
        yield Entry(
            id=cells["id"],
            table=resource["name"],
            names=tuple(dict.fromkeys(names)),
            acronyms=tuple(_forms(cells.get("acronym") or "")),
            ambiguous=tuple(_forms(cells.get("ambiguous") or "")),
            fields=MappingProxyType({column: cells[column] for column in resource["columns"]}),
        )


def load_lexicon() -> dict[str, int]:
    """Return general words with the number of their class: 1 + its place in `LEXICON_CLASSES`."""
    numbers = {name: number for number, name in enumerate(LEXICON_CLASSES, start=1)}
    text = files(__package__).joinpath(_resources()["lexicon"]["path"]).read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in text.splitlines())
    return {word: numbers[kind] for word, kind in pairs}


@cache
def _resources() -> dict[str, dict[str, Any]]:
    package = json.loads(files(__package__).joinpath("datapackage.json").read_text(encoding="utf-8"))
    return {resource["name"]: resource for resource in package["resources"]}


def _forms(cell: str) -> list[str]:
    return [form.strip() for form in cell.split(";") if form.strip()]
