"""The gold of facts: the activities and figures that each unit states.

The files and their fields are described in `annotations/facts/README.md`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from unodc_nlp.errors import GoldError
from unodc_nlp.gold.corpus import GoldUnit


@dataclass(frozen=True, slots=True)
class GoldActivity:
    """An activity as annotated; `start` and `end` are offsets of its evidence in the unit's text, the other fields those of the file."""

    unit: str
    type: str
    start: int
    end: int
    dates: tuple[str | None, str | None]
    places: tuple[str, ...]
    beneficiaries: tuple[str, ...]
    partners: tuple[str, ...]
    count: int | None
    participants: int | None
    women: int | None
    status: str


@dataclass(frozen=True, slots=True)
class GoldIndicator:
    """A figure as annotated; `start` and `end` are offsets of its evidence in the unit's text, the other fields those of the file."""

    unit: str
    name: str
    start: int
    end: int
    value: float
    qualifier: str
    period: tuple[str | None, str | None]
    scope: str | None


@dataclass(frozen=True, slots=True)
class GoldFacts:
    """What a report states, in the order of its files."""

    activities: tuple[GoldActivity, ...]
    indicators: tuple[GoldIndicator, ...]


def load_facts(directory: Path, document: str, units: Iterable[GoldUnit]) -> GoldFacts:
    """Load the facts of a report.

    Args:
        directory: where `DOCUMENT.activities.jsonl` and `DOCUMENT.indicators.jsonl` are.
        document: the name of the report.
        units: its units.

    Raises:
        GoldError: a file is missing or no JSON, a field is missing, or a quotation stands nowhere in its unit.
    """
    texts = {unit.id: unit.text for unit in units}
    activities = [
        GoldActivity(
            unit=record["unit"],
            type=record["type"],
            start=start,
            end=end,
            dates=(record["start"], record["end"]),
            places=tuple(record["places"]),
            beneficiaries=tuple(record["beneficiaries"]),
            partners=tuple(record["partners"]),
            count=record["count"],
            participants=record["participants"],
            women=record["women"],
            status=record["status"],
        )
        for record, start, end in _records(directory / f"{document}.activities.jsonl", texts, _ACTIVITY_FIELDS)
    ]
    indicators = [
        GoldIndicator(
            unit=record["unit"],
            name=record["name"],
            start=start,
            end=end,
            value=record["value"],
            qualifier=record["qualifier"],
            period=(record["start"], record["end"]),
            scope=record["scope"],
        )
        for record, start, end in _records(directory / f"{document}.indicators.jsonl", texts, _INDICATOR_FIELDS)
    ]
    return GoldFacts(tuple(activities), tuple(indicators))


_ACTIVITY_FIELDS = (
    *("unit", "quote", "type", "start", "end", "places", "beneficiaries", "partners"),
    *("count", "participants", "women", "status"),
)
_INDICATOR_FIELDS = ("unit", "quote", "name", "value", "qualifier", "start", "end", "scope")


def _records(
    path: Path, texts: Mapping[str, str], fields: Sequence[str]
) -> Iterable[tuple[Mapping[str, Any], int, int]]:
    """Yield each record with the offsets of its quotation in its unit."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise GoldError(f"{path} is missing; add it, empty if there is nothing to say") from None
    for number, line in enumerate(lines, start=1):
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise GoldError(f"{path}:{number}: is no JSON ({error.msg}); write one object a line") from None
        missing = [field for field in fields if field not in record]
        if missing:
            raise GoldError(f"{path}:{number}: has no {', '.join(missing)}; add it, null if there is nothing to say")
        start = texts.get(record["unit"], "").find(record["quote"])
        if start < 0 or not record["quote"]:
            raise GoldError(f"{path}:{number}: unit {record['unit']}: does not hold its quotation; copy it from there")
        yield record, start, start + len(record["quote"])
