"""What the library knows: the entries of all tables, those of a user's own tables over those of the package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from unodc_nlp.errors import KnowledgeError
from unodc_nlp.knowledge.tables import Entry, load_table, read_table, schema, table_names


class Knowledge:
    """The entries of all tables.

    Args:
        own: a user's own entries; one with the id of an entry of the package replaces it, and its names mean it and nothing else.

    Attributes:
        own: the user's own entries, in order.
    """

    def __init__(self, own: Iterable[Entry] = ()) -> None:
        self.own: tuple[Entry, ...] = tuple(own)

    @cached_property
    def tables(self) -> Mapping[str, Mapping[str, Entry]]:
        """The entries by table and id."""
        tables = {name: {entry.id: entry for entry in load_table(name)} for name in table_names()}
        for entry in self.own:
            tables[entry.table][entry.id] = entry
        return MappingProxyType(tables)

    def entry(self, table: str, identity: str) -> Entry | None:
        """Return the entry with that id, None if the table has none."""
        return self.tables[table].get(identity)

    def to_data(self) -> list[dict[str, Any]]:
        """Return the user's own entries as plain data, for `from_data`."""
        return [
            {
                "table": entry.table,
                "names": list(entry.names),
                "acronyms": list(entry.acronyms),
                "ambiguous": list(entry.ambiguous),
                "fields": dict(entry.fields),
            }
            for entry in self.own
        ]

    @classmethod
    def from_data(cls, data: Iterable[Mapping[str, Any]]) -> Knowledge:
        """Rebuild what `to_data` gave.

        Raises:
            KnowledgeError: the data names a table that does not exist.
        """
        return cls(
            Entry(
                id=record["fields"]["id"],
                table=schema(record["table"])["name"],
                names=tuple(record["names"]),
                acronyms=tuple(record["acronyms"]),
                ambiguous=tuple(record["ambiguous"]),
                fields=MappingProxyType(dict(record["fields"])),
            )
            for record in data
        )


def read_own_tables(paths: str | Path | Sequence[str | Path]) -> tuple[Entry, ...]:
    """Read a user's own tables.

    Args:
        paths: CSV files, or directories of them; a file's name begins with the name of the table that it adds to
            (`organisations.csv`, `organisations-2024.csv`). Only the required columns must be there.

    Raises:
        KnowledgeError: a file is missing, is of no table, or breaks the table's schema; nothing is taken from any of them then.
    """
    named = [paths] if isinstance(paths, str | Path) else paths
    entries = [(file, row, entry) for path in named for file in _files(Path(path)) for row, entry in _read(file)]
    own = {(entry.table, entry.id) for _, _, entry in entries}
    for file, row, entry in entries:
        _check_references(f"{file}: row {row}", entry, own)
    return tuple(entry for _, _, entry in entries)


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        files = sorted(path.glob("*.csv"))
        if not files:
            raise KnowledgeError(f"{path}: no CSV files; name a directory with tables such as organisations.csv")
        return files
    return [path]


def _read(file: Path) -> list[tuple[int, Entry]]:
    table = next((name for name in table_names() if file.stem.startswith(name)), None)
    if table is None:
        raise KnowledgeError(f"{file}: of no table; begin the file's name with one of {', '.join(table_names())}")
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        row = error.object[: error.start].count(b"\n") + 1
        raise KnowledgeError(f"{file}: row {row}: is not UTF-8; save the table as UTF-8") from None
    except OSError as error:
        raise KnowledgeError(f"{file}: cannot be read ({error.strerror}); name a table that exists") from None
    resource = schema(table)
    return list(read_table(text, file, resource, needed=resource["required"]))


def _check_references(place: str, entry: Entry, own: Set[tuple[str, str]]) -> None:
    for column, target in schema(entry.table).get("references", {}).items():
        table, key = target.split(".")
        for code in filter(None, entry.fields[column].split(";")):
            if (table, code) not in own and not any(other.fields[key] == code for other in load_table(table)):
                raise KnowledgeError(
                    f"{place}: column {column}: {code} is no {key} of the table {table}; correct it, or add it there"
                )
