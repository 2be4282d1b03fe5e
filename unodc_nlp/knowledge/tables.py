"""Reading the tables: CSV files described by `datapackage.json`, checked row by row."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
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

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a table.

    Attributes:
        id: the identity that mentions are linked to.
        table: the table it stands in.
        names: every form that means this entry and nothing else, the official one first unless it is ambiguous.
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
    return tuple(name for name, resource in _resources().items() if "names" in resource)


@cache
def load_table(name: str) -> tuple[Entry, ...]:
    """Return the entries of a table of the package, which the project's tests check and reading does not.

    Raises:
        KnowledgeError: there is no such table.
    """
    resource = schema(name)
    return tuple(_entry(cells, resource) for cells in _package_rows(resource))


def load_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of the package that holds no names, such as `resolution_bodies`."""
    return list(_package_rows(_resources()[name]))


def created() -> str:
    """Return the date of the tables, ISO 8601."""
    return str(_package()["created"])


def schema(name: str) -> dict[str, Any]:
    """Return the schema of a table: its columns, which of them are required, and which hold names.

    Raises:
        KnowledgeError: there is no such table.
    """
    resource = _resources().get(name)
    if resource is None or "names" not in resource:
        raise KnowledgeError(f"no table {name!r}; the tables are {', '.join(table_names())}")
    return resource


def read_table(
    text: str, path: Path, resource: dict[str, Any], needed: Sequence[str] | None = None
) -> Iterator[tuple[int, Entry]]:
    """Yield the entries of a CSV table with the schema `resource`, with the numbers of their rows in the file.

    Args:
        text: the table.
        path: its name in messages.
        resource: its schema, see `schema`.
        needed: columns that must be there; all by default.

    Raises:
        KnowledgeError: a column is missing, a required cell is empty, an id stands twice, or one name stands for two entries;
            the message names file, row and column.
    """
    owners: dict[str, str] = {}
    for row, cells in read_rows(text, path, resource, needed):
        if cells["id"] in owners.values():
            raise KnowledgeError(f"{path}: row {row}: column id: {cells['id']} stands twice; merge the rows")
        ambiguous = _forms(cells.get("ambiguous", ""))
        for column in resource["names"]:
            for form in _forms(cells[column]):
                if form in ambiguous:
                    continue
                owner = owners.setdefault(form, cells["id"])
                if owner != cells["id"]:
                    raise KnowledgeError(
                        f"{path}: row {row}: column {column}: {form} is a name of {owner} too; "
                        "move it to the column ambiguous in both rows, or remove one"
                    )
        yield row, _entry(cells, resource)


def read_rows(
    text: str, path: Path, resource: dict[str, Any], needed: Sequence[str] | None = None
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a CSV table with their numbers in the file; columns that may be left out and are get empty cells.

    Raises:
        KnowledgeError: as `read_table`, for what a single row can break.
    """
    reader = csv.DictReader(StringIO(text), strict=True)
    try:
        given = tuple(reader.fieldnames or ())
        columns: list[str] = resource["columns"]
        missing = [column for column in (columns if needed is None else needed) if column not in given]
        if missing:
            raise KnowledgeError(f"{path}: row 1: column {missing[0]} is missing; add it, with empty cells if need be")
        unknown = [column for column in given if column not in columns]
        if unknown:
            raise KnowledgeError(f"{path}: row 1: column {unknown[0]} is unknown; the columns are {', '.join(columns)}")
        for cells in reader:
            row = reader.line_num
            if None in cells or None in cells.values():
                raise KnowledgeError(
                    f"{path}: row {row}: has not as many cells as row 1; put cells with a comma in quotes"
                )
            for column in resource["required"]:
                if not cells[column].strip():
                    raise KnowledgeError(f"{path}: row {row}: column {column} is empty; fill it in or remove the row")
            full = {column: (cells.get(column) or "").strip() for column in columns}
            _check_cells(path, row, full, resource)
            yield row, full
    except csv.Error as error:
        raise KnowledgeError(
            f"{path}: row {reader.line_num}: is no CSV ({error}); put cells with a comma in quotes"
        ) from None


def _check_cells(path: Path, row: int, cells: dict[str, str], resource: dict[str, Any]) -> None:
    for column, values in resource.get("enums", {}).items():
        if cells[column] and cells[column] not in values:
            raise KnowledgeError(f"{path}: row {row}: column {column}: {cells[column]} is none of {', '.join(values)}")
    for column, pattern in resource.get("patterns", {}).items():
        if cells[column] and not re.fullmatch(pattern, cells[column]):
            raise KnowledgeError(
                f"{path}: row {row}: column {column}: {cells[column]} is not of the form {pattern}; correct it"
            )
    for column in resource.get("dates", ()):
        if cells[column] and not _DATE.fullmatch(cells[column]):
            raise KnowledgeError(
                f"{path}: row {row}: column {column}: {cells[column]} is no ISO 8601 date; write it as 2017-03-01"
            )


def load_lexicon() -> dict[str, int]:
    """Return general words with the number of their class: 1 + its place in `LEXICON_CLASSES`."""
    numbers = {name: number for number, name in enumerate(LEXICON_CLASSES, start=1)}
    text = files(__package__).joinpath(_resources()["lexicon"]["path"]).read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in text.splitlines())
    return {word: numbers[kind] for word, kind in pairs}


@cache
def _package() -> dict[str, Any]:
    package: dict[str, Any] = json.loads(files(__package__).joinpath("datapackage.json").read_text(encoding="utf-8"))
    return package


def _resources() -> dict[str, dict[str, Any]]:
    return {resource["name"]: resource for resource in _package()["resources"]}


def _package_rows(resource: dict[str, Any]) -> Iterator[dict[str, str]]:
    rows = csv.reader(StringIO(files(__package__).joinpath(resource["path"]).read_text(encoding="utf-8")))
    columns = next(rows)
    for cells in rows:
        yield dict(zip(columns, cells, strict=True))


def _entry(cells: dict[str, str], resource: dict[str, Any]) -> Entry:
    ambiguous = tuple(_forms(cells.get("ambiguous", "")))
    names = dict.fromkeys(_forms(";".join([cells[column] for column in resource["names"]])))
    return Entry(
        id=cells["id"],
        table=resource["name"],
        names=tuple(name for name in names if name not in ambiguous),
        acronyms=tuple(acronym for acronym in _forms(cells.get("acronym", "")) if acronym not in ambiguous),
        ambiguous=ambiguous,
        fields=MappingProxyType(cells),
    )


def _forms(cell: str) -> list[str]:
    return [form.strip() for form in cell.split(";") if form.strip()] if cell else []
