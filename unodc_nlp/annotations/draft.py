"""What the readers of all formats yield: units as a file has them, not checked yet, and findings about the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, NamedTuple

from unodc_nlp.gold.corpus import GoldUnit

FAULT = "fault"
CHANGED = "changed"
CARRIED_KEY = "unodc"  # under this key our exports carry what a format has no place for
_NOT_CARRIED = {"id", "text", "spans"}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a place in annotations that a person should know.

    Attributes:
        path: the file.
        line: the line in it, from 1; 0 where the finding is about the whole file.
        unit: id of the unit, empty where it is not known.
        kind: ``fault`` (the unit cannot be used), ``changed`` (the reader mended or ignored something), or the name of a check.
        message: what is wrong and what to do.
    """

    path: Path
    line: int
    unit: str
    kind: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: unit {self.unit or '?'}: {self.message}"


class Mark(NamedTuple):
    """A span as a file has it: offsets in the file's own units, and the text that the file quotes, if it does."""

    start: int
    end: int
    label: str
    quoted: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A unit as a file has it, before it is checked.

    Attributes:
        path: the file.
        line: where the unit begins in it.
        id: the unit's id.
        text: its text.
        marks: its spans.
        carried: further fields of a GoldUnit by name, as plain data; words only where the file was written by us.
        remarks: what the reader ignored or mended.
        utf16: whether the tool counts UTF-16 code units; where the text shows the contrary, the text is right.
    """

    path: Path
    line: int
    id: str
    text: str
    marks: tuple[Mark, ...]
    carried: Mapping[str, Any] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    utf16: bool = False


Drafts = Iterator[Draft | Finding]


def carried(unit: GoldUnit) -> dict[str, Any]:
    """Return everything about a unit but its id, text and spans, as plain data for JSON."""
    return {
        field.name: _plain(getattr(unit, field.name)) for field in fields(GoldUnit) if field.name not in _NOT_CARRIED
    }


def frozen(value: Any) -> Any:
    """Return plain data with tuples for its lists, as a GoldUnit holds them."""
    return tuple(frozen(item) for item in value) if isinstance(value, list | tuple) else value


def _plain(value: Any) -> Any:
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
