"""Sections, paragraphs and footnotes of a report as Akoma Ntoso elements, each with its eId."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from typing import NamedTuple

from lxml import etree

from unodc_nlp.facts import Extraction
from unodc_nlp.linking.numerals import number
from unodc_nlp.output.akn_text import Call, add_text, child, identifier, marks_by_unit, settings
from unodc_nlp.reading import Unit

_ROMAN = {1000: "M", 900: "CM", 500: "D", 400: "CD", 100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X", 9: "IX"}
_ROMAN |= {5: "V", 4: "IV", 1: "I"}
_SECTION, _PARAGRAPH = 10, 100  # depths: headings lie above paragraphs, paragraphs above subparagraphs


class _Open(NamedTuple):
    depth: int
    element: etree._Element
    identity: str


class BodyWriter:
    """Writes the units of an extraction.

    Args:
        extraction: the report with what was found in it.
    """

    def __init__(self, extraction: Extraction) -> None:
        self._units = extraction.report.units
        self._marks = marks_by_unit(extraction)
        self._used: Counter[str] = Counter()
        notes = [unit for unit in self._units if unit.kind == "footnote"]
        self._notes = {unit.id: self._fresh(f"fn_{identifier(unit.number or unit.id)}") for unit in notes}
        self._calls = _calls(extraction, {unit.number or "": self._notes[unit.id] for unit in notes})

    def write_notes(self, meta: etree._Element) -> None:
        """Write the footnotes."""
        units = [unit for unit in self._units if unit.id in self._notes]
        if not units:
            return
        notes = child(meta, "notes", source="#unodc_nlp")
        for unit in units:
            note = child(notes, "note", eId=self._notes[unit.id], marker=unit.number or "", placement="bottom")
            self._add_p(note, unit)

    def write_summary(self, preface: etree._Element, unit: Unit) -> None:
        """Write the summary of the first page."""
        self._add_p(child(preface, "container", name="summary", eId=self._fresh("container_summary")), unit)

    def write_body(self, body: etree._Element) -> None:
        """Write headings as sections, in them paragraphs, in these subparagraphs."""
        units = [unit for unit in self._units if unit.kind not in ("footnote", "summary")]
        above = [_Open(-1, body, "")]
        for place, unit in enumerate(units):
            depth = _depth(unit)
            while above[-1].depth >= depth:
                above.pop()
            following = units[place + 1] if place + 1 < len(units) else None
            holds_more = following is not None and _depth(following) > depth
            above.append(self._write(above[-1], unit, depth, holds_more))
        if not units:
            child(body, "p")  # the schema wants something

    def _write(self, parent: _Open, unit: Unit, depth: int, holds_more: bool) -> _Open:
        tag = {"heading": "section", "block": "hcontainer"}.get(unit.kind, unit.kind)
        printed = identifier(_roman(unit) or (unit.number or "").strip("()（）")) or unit.id
        local = f"{settings()['prefixes'][tag]}_{printed}"
        identity = self._fresh(f"{parent.identity}__{local}" if parent.identity else local)
        element = child(parent.element, tag, eId=identity)
        if tag == "hcontainer":
            element.set("name", "block")
        if unit.number:
            child(element, "num", unit.number)
        if unit.kind == "heading":
            self._add_text(child(element, "heading"), unit)
        else:
            self._add_p(child(element, "intro" if holds_more else "content"), unit)
        return _Open(depth, element, identity)

    def _add_p(self, parent: etree._Element, unit: Unit) -> None:
        self._add_text(child(parent, "p"), unit)

    def _add_text(self, element: etree._Element, unit: Unit) -> None:
        add_text(element, unit.text, self._marks[unit.id], self._calls[unit.id])

    def _fresh(self, identity: str) -> str:
        self._used[identity] += 1
        return identity if self._used[identity] == 1 else self._fresh(f"{identity}-{self._used[identity]}")


def _depth(unit: Unit) -> int:
    if unit.kind == "heading":
        return min(unit.level if unit.level is not None else 1, _SECTION - 1)
    return _PARAGRAPH + 1 + unit.id.count(".") if unit.kind == "subparagraph" else _PARAGRAPH


def _roman(unit: Unit) -> str:
    """Return the number of a heading such as 二 as II, the same in all languages of a document; empty if it is none such."""
    if unit.kind != "heading" or not unit.number or unit.number.isascii() or len(unit.number) > 8:
        return ""
    left = int(number(unit.number) or 0)
    if not 0 < left < 4000:
        return ""
    out = ""
    for value, sign in _ROMAN.items():
        out += sign * (left // value)
        left %= value
    return out


def _calls(extraction: Extraction, notes: dict[str, str]) -> defaultdict[str, list[Call]]:
    """Return for each unit where its text calls a footnote; the marks themselves were left out of the text by the reader."""
    source = extraction.report.source
    calls: defaultdict[str, list[Call]] = defaultdict(list)
    units = [unit for unit in extraction.report.units if unit.pieces and unit.kind != "footnote"]
    units.sort(key=lambda unit: unit.pieces[0].source)
    for part in extraction.report.left_out:
        mark = source[part.start : part.end].strip("[]^()（） \n")
        at = bisect_right(units, part.start, key=lambda unit: unit.pieces[0].source) - 1
        if part.reason == "footnote mark" and mark in notes and at >= 0:
            ends = [piece.start + piece.length for piece in units[at].pieces if piece.source < part.start]
            calls[units[at].id].append((ends[-1], mark, notes[mark]))
    return calls
