"""The three annotated reports: every unit, all metadata, every offset."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from unodc_nlp.reading import Report, read_report
from unodc_nlp.reading.chars import STRIPPED

ANNOTATIONS = Path(__file__).parents[2] / "annotations"
YEARS = ("2017", "2018", "2019")


@cache
def report(year: str) -> Report:
    return read_report(ANNOTATIONS / "reports" / f"{year}.txt")


def gold(year: str) -> list[dict[str, Any]]:
    lines = (ANNOTATIONS / "units" / f"{year}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("year", YEARS)
def test_report_units_equal_the_gold(year: str) -> None:
    found = [(u.id, u.kind, u.number, list(u.headings), u.level, u.text) for u in report(year)]
    expected = [
        (u["id"].removeprefix(f"{year}-"), u["kind"], u["number"], u["headings"], u.get("level"), u["text"])
        for u in gold(year)
    ]
    assert found == expected


def test_report_units_are_464() -> None:
    assert sum(len(report(year)) for year in YEARS) == 464


@pytest.mark.parametrize("year", YEARS)
def test_report_metadata_equals_the_gold(year: str) -> None:
    expected = json.loads((ANNOTATIONS / "reports.json").read_text(encoding="utf-8"))[year]
    del expected["file"]
    found = {name: getattr(report(year).metadata, name) for name in report(year).metadata.__slots__}
    assert found == expected


@pytest.mark.parametrize("year", YEARS)
def test_report_offsets_point_at_the_same_characters(year: str) -> None:
    source = report(year).source
    for unit in report(year):
        assert "".join(source[unit.source_offset(at)] for at in range(len(unit.text))) == unit.text
        assert [piece.start for piece in unit.pieces] == sorted({piece.start for piece in unit.pieces})


@pytest.mark.parametrize("year", YEARS)
def test_report_holds_every_character_once(year: str) -> None:
    source = report(year).source
    seen = [0] * len(source)
    for start, length in [(p.source, p.length) for u in report(year) for p in u.pieces]:
        for at in range(start, start + length):
            seen[at] += 1
    for part in report(year).left_out:
        for at in range(part.start, part.end):
            seen[at] += 1
    assert all(count == 1 for count, char in zip(seen, source, strict=True) if char not in STRIPPED)


def test_report_leaves_out_furniture_and_no_text() -> None:
    left = [
        (part.reason, report(year).source[part.start : part.end]) for year in YEARS for part in report(year).left_out
    ]
    assert {text for reason, text in left if reason == "furniture"} == {
        "__________________",
        "http://undocs.org/ch/E/CN.15/2017/1",
        "http://undocs.org/E/CN.15/2016/6",
        "E/CN.15/2017/5",
        "V.17-01720 6/16",
        "V.17-01720 8/16",
        "V.17-01720 12/16",
        "15/16 V.17-01720",
    }
    assert {text for reason, text in left if reason == "footnote mark"} == {"1", "¹"}
    assert {text for reason, text in left if reason == "markup"} == {"[", "](#)"}
    assert {reason for reason, _ in left} == {"furniture", "footnote mark", "markup", "number", "first page"}
