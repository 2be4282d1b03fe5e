"""The three reports set anew in other typographies: the same units have to come back, spaces at broken lines aside."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from unodc_nlp.reading import read_text

UNITS = Path(__file__).parents[2] / "annotations" / "units"
_MARKS = {"heading": 1, "paragraph": 1, "subparagraph": 1}


@dataclass(frozen=True)
class Setting:
    """How a document is set: columns of a line (0: a paragraph is one line), blank lines, indents, marks, pages."""

    width: int = 0
    between_lines: int = 0
    between_units: int = 1
    indent: str = ""
    point: str = ". "
    wide_brackets: bool = False
    page: int = 0
    furniture: str = ""
    newline: str = "\n"
    spaced: bool = True


SETTINGS = {
    "joined": Setting(),
    "joined_without_blank_lines": Setting(between_units=0),
    "joined_chinese_points": Setting(point="、"),
    "joined_wide_points": Setting(point="．", wide_brackets=True),
    "joined_indented": Setting(indent="\u3000\u3000"),
    "joined_windows": Setting(newline="\r\n", indent="    "),
    "joined_unspaced": Setting(spaced=False, point="."),
    "wrapped": Setting(width=76),
    "wrapped_narrow": Setting(width=50),
    "wrapped_dense": Setting(width=76, between_units=0),
    "wrapped_blank_after_each_line": Setting(width=74, between_lines=1),
    "wrapped_indented": Setting(width=80, between_units=0, indent="\u3000\u3000"),
    "wrapped_unspaced": Setting(width=72, spaced=False, point="．"),
    "wrapped_pages": Setting(width=76, page=30, furniture="\n\nA/74/123\n\n{page}/20 V.19-01234\n\n"),
    "wrapped_blank_pages": Setting(
        width=76, between_lines=1, page=25, furniture="\n\n\nE/CN.7/2019/8\n\nV.19-01234 {page}/20\n\n"
    ),
    "wrapped_form_feeds": Setting(width=76, page=40, furniture="\n{page}\n\f"),
    "joined_pages": Setting(page=12, furniture="\n\n第 {page} 页\n\nA/74/123\n\n"),
}


def wrapped(text: str, width: int) -> Iterator[str]:
    """Break a text into lines of `width` columns, as word processors do: no mark opens a line, no number is broken."""
    line, columns = "", 0
    for word in re.findall(r"[!-~]+[，。；：、）》”]*|\s|.[，。；：、）》”]*", text):
        size = sum(1 if char.isascii() else 2 for char in word)
        if line and columns + size > width and not word.isspace():
            yield line.rstrip()
            line, columns = "", 0
        line, columns = line + word, columns + size
    yield line


def rendered(units: list[dict[str, Any]], setting: Setting) -> str:
    """Set a report's headings, paragraphs and subparagraphs."""
    lines: list[str] = []
    chance = random.Random(7)
    since = page = 0
    for unit in units:
        text = marked(unit, setting)
        parts = list(wrapped(text, setting.width)) if setting.width else [text]
        if (
            setting.page
            and not setting.width
            and unit["kind"] == "paragraph"
            and since >= setting.page
            and len(text) > 200
        ):
            at = chance.randrange(100, len(text) - 20)
            parts = [text[:at].rstrip(), text[at:].lstrip()] if text[at - 1] not in "。；：" else parts
        for number, part in enumerate(parts):
            if setting.page and since >= setting.page and number:
                page += 1
                lines[-1] += setting.furniture.format(page=page + 2)
                since = 0
                lines[-1] += part + "\n" * setting.between_lines
            else:
                lines.append(part + "\n" * setting.between_lines)
            since += 1
        lines[-1] += "\n" * setting.between_units
    return "\n".join(lines).replace("\n", setting.newline)


def marked(unit: dict[str, Any], setting: Setting) -> str:
    """Put a unit's number before its text, and its indent."""
    number, text = unit["number"], unit["text"]
    indent = setting.indent if unit["kind"] != "heading" else ""
    if unit["kind"] == "heading" and unit["level"] == 4:
        number = f"({number})"
    if number.startswith("("):
        mark = number.translate(str.maketrans("()", "（）")) if setting.wide_brackets else number + " "
    else:
        mark = number + setting.point
    if not setting.spaced:
        mark, text = mark.rstrip(), squeezed(text)
        if re.match(r"\d", text) and unit["kind"] == "paragraph":
            mark += " "
    return indent + mark + text


def squeezed(text: str) -> str:
    """Take the spaces out."""
    return re.sub(r"\s+", "", text)


def gold(year: str) -> list[dict[str, Any]]:
    """Return a report's numbered units."""
    units = [json.loads(line) for line in (UNITS / f"{year}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [unit for unit in units if unit["kind"] in _MARKS]


@pytest.mark.parametrize("year", ["2017", "2018", "2019"])
@pytest.mark.parametrize("name", SETTINGS)
def test_report_set_anew_gives_the_same_units(name: str, year: str) -> None:
    units = gold(year)
    report = read_text(rendered(units, SETTINGS[name]))
    expected = [(u["id"][5:], u["kind"], u["number"], u.get("level"), squeezed(u["text"])) for u in units]
    found = [(u.id, u.kind, u.number, u.level, squeezed(u.text)) for u in report]
    assert found == expected
    assert [[squeezed(h) for h in u.headings] for u in report] == [[squeezed(h) for h in u["headings"]] for u in units]


def test_settings_differ() -> None:
    assert len({rendered(gold("2018"), setting) for setting in SETTINGS.values()}) == len(SETTINGS)
    assert replace(SETTINGS["joined"], width=76) == SETTINGS["wrapped"]
