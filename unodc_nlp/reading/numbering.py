"""The automatic numbers of a DOCX file: what word processors print before a paragraph, counted as they count."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from unodc_nlp.reading.chars import CHINESE_DIGITS
from unodc_nlp.reading.ooxml import Element, attribute, child, children

_LEVEL = re.compile(r"%([1-9])")
_SEPARATORS = {"space": " ", "nothing": ""}
_BULLETS = "•●○■□◆◇▪▫‣⁃·–—−*-"
_MOST = 9999


def _letter(value: int) -> str:
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _roman(value: int) -> str:
    text = ""
    for size, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    ):
        text += sign * (value // size)
        value %= size
    return text


def _chinese(value: int) -> str:
    if value > 99:
        return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(value))
    tens, ones = divmod(value, 10)
    text = ("" if tens < 2 else CHINESE_DIGITS[tens - 1]) + ("十" if tens else "")
    return text + (CHINESE_DIGITS[ones - 1] if ones else "")


#: ST_NumberFormat of ECMA-376, part 1, 17.18.59, as far as Chinese documents use it; others are printed as decimal.
_FORMATS: dict[str, Callable[[int], str]] = {
    "upperLetter": lambda value: _letter(value).upper(),
    "lowerLetter": _letter,
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerRoman": _roman,
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "ideographDigital": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": lambda value: "".join(chr(ord(digit) + 0xFEE0) for digit in str(value)),
    "decimalEnclosedCircle": lambda value: chr(0x245F + value) if value <= 20 else str(value),
    "decimalEnclosedCircleChinese": lambda value: chr(0x245F + value) if value <= 20 else str(value),
    "none": lambda _: "",
}


@dataclass(slots=True)
class _Level:
    start: int
    kind: str
    text: str
    separator: str
    restarts: bool


@dataclass(slots=True)
class _List:
    """A list (`w:num`): its definition, its own levels and starts."""

    definition: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document, with their counters; `mark` has to be called in the order of the paragraphs."""

    def __init__(self, root: Element | None) -> None:
        """Read the numbering part; without one no paragraph has a number."""
        definitions = {
            attribute(item, "abstractNumId") or "": dict(_levels(item)) for item in children(root, "abstractNum")
        }
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        for item in children(root, "num"):
            definition = attribute(child(item, "abstractNumId"), "val") or ""
            entry = _List(definition, dict(definitions.get(definition, {})))
            for override in children(item, "lvlOverride"):
                entry.levels.update(_levels(override))
                start = attribute(child(override, "startOverride"), "val")
                if start is not None:
                    entry.starts[_whole(attribute(override, "ilvl"))] = _whole(start)
            self._lists[attribute(item, "numId") or ""] = entry

    def mark(self, number: str, level: int) -> str:
        """Count a paragraph of a list and return what is printed before it, "" for nothing.

        Args:
            number: the list's id (`w:numId`).
            level: the level within the list, from 0 (`w:ilvl`).
        """
        entry = self._lists.get(number)
        if entry is None or level not in entry.levels:
            return ""
        counters = self._counters.setdefault(entry.definition, {})
        if level in entry.starts:  # the list begins anew at its first paragraph of this level
            counters[level] = entry.starts.pop(level) - 1
        counters[level] = counters.get(level, entry.levels[level].start - 1) + 1
        for deeper in [at for at in counters if at > level]:
            if deeper not in entry.levels or entry.levels[deeper].restarts:
                del counters[deeper]
        shown = entry.levels[level]
        if shown.kind == "bullet":
            sign = shown.text[:1]
            return (sign if sign and sign in _BULLETS else "•") + (shown.separator or " ")

        def value(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            of = entry.levels.get(at)
            if of is None:
                return ""
            count = counters.setdefault(at, of.start)
            return _FORMATS.get(of.kind, str)(count) if 0 < count <= _MOST else str(count)

        text = _LEVEL.sub(value, shown.text)
        return text + shown.separator if text else ""


def _levels(parent: Element) -> list[tuple[int, _Level]]:
    found = []
    for item in children(parent, "lvl"):
        level = _Level(
            start=_whole(attribute(child(item, "start"), "val") or "1"),
            kind=attribute(child(item, "numFmt"), "val") or "decimal",
            text=(attribute(child(item, "lvlText"), "val") or "")[:60],
            separator=_SEPARATORS.get(attribute(child(item, "suff"), "val") or "tab", "\t"),
            restarts=attribute(child(item, "lvlRestart"), "val") != "0",
        )
        found.append((_whole(attribute(item, "ilvl")), level))
    return found


def _whole(text: str | None) -> int:
    """Return a whole number of at most nine digits, 0 for anything else."""
    return int(text) if text and re.fullmatch(r"[0-9]{1,9}", text) else 0
