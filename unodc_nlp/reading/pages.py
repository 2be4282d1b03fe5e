"""The pages of a PDF file: which rows are furniture, and where the footnotes begin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from unodc_nlp.reading.chars import has_chinese
from unodc_nlp.reading.glyphs import Row, part_rows

#: What opens a footnote: a raised number, a number, or asterisks; the second group is the number that is not raised.
NOTE = re.compile(r"(?:([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|(\d{1,3})(?=[\s\u4e00-\u9fff])|([*＊]{1,5}|[†‡§]))\s{0,20}(?=\S)")
_DIGIT = re.compile(r"\d+")
_SMALL = 0.95  # of the body's size: footnotes are at most so large
_EDGE = 3  # rows at the top and at the bottom of a page that may be furniture


@dataclass(slots=True)
class Page:
    """A page.

    Attributes:
        number: its number, from 1.
        rows: its rows from top to bottom.
        rulers: heights of its short horizontal rules, in points.
        furniture: which rows return from page to page.
        notes: the first row of the footnotes.
        foot: the first row below them.
    """

    number: int
    rows: list[Row]
    rulers: list[float]
    furniture: set[int] = field(default_factory=set)
    notes: int = 0
    foot: int = 0

    def __post_init__(self) -> None:
        self.notes = self.foot = len(self.rows)

    def is_note(self, at: int) -> bool:
        """Tell whether a row is a footnote's."""
        return self.notes <= at < self.foot

    def is_body(self, at: int) -> bool:
        """Tell whether a row is text, and no footnote's."""
        return at < self.notes and at < self.foot and at not in self.furniture


def mark_furniture(pages: Sequence[Page]) -> None:
    """Mark the rows at the edges of the pages that return, numbers aside, at the same height."""
    if len(pages) < 3:
        return  # too few to tell; what the text says is left
    seen: Counter[tuple[str, int]] = Counter()
    edges: list[tuple[Page, int, tuple[str, int]]] = []
    for page in pages:
        count = len(page.rows)
        for at in sorted({*range(min(_EDGE, count)), *range(max(0, count - _EDGE), count)}):
            row = page.rows[at]
            key = _DIGIT.sub("#", re.sub(r"\s", "", row.text)), round(row.base / 4)
            edges.append((page, at, key))
            seen[key] += 1
    for page, at, (text, height) in edges:
        times = max(seen[text, height] + seen[text, height - 1], seen[text, height] + seen[text, height + 1])
        if times >= max(2, len(pages) // 4):
            page.furniture.add(at)


def body_size(pages: Sequence[Page]) -> float:
    """Return the size that most characters have."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for row in page.rows:
            sizes[row.size] += len(row.text)
    return sizes.most_common(1)[0][0]


def find_notes(page: Page, body: float) -> None:
    """Find where the footnotes of a page begin: below its ruler, or else where print is small down to the foot."""
    last = len(page.rows)
    while last and (last - 1 in page.furniture or _is_furniture_like(page.rows[last - 1])):
        last -= 1
    page.foot = page.notes = first = last
    while first and page.rows[first - 1].size <= _SMALL * body and first - 1 not in page.furniture:
        first -= 1
    below = [at for at in range(last) if page.rulers and page.rows[at].base < min(page.rulers)]
    if below and NOTE.match(page.rows[min(below)].text):
        first = min(below)
    while first < last and not page.rulers and not NOTE.match(page.rows[first].text):
        first += 1  # small print that is no footnote, as the foot of a table
    if first < last:
        page.notes = first
        _part_columns(page, first, last)


def _is_furniture_like(row: Row) -> bool:
    return len(row.text) < 40 and not has_chinese(row.text) and not NOTE.match(row.text.strip())


def _part_columns(page: Page, first: int, last: int) -> None:
    """Put the right column of footnotes that stand in two behind the left one."""
    starts = [
        right.left
        for row in page.rows[first:last]
        for left, right in pairwise(row.glyphs)
        if right.left - left.right > 2 * row.size and row.left < left.left and NOTE.match(_behind(row, right.left))
    ]
    if not starts:
        return
    at = min(starts) - 1
    columns: tuple[list[Row], list[Row]] = ([], [])
    for row in page.rows[first:last]:
        for part in part_rows(row, at):
            columns[part.left >= at].append(part)
    page.rows[first:last] = columns[0] + columns[1]
    added = len(columns[0]) + len(columns[1]) - (last - first)
    page.foot += added
    page.furniture = {row + added if row >= last else row for row in page.furniture}


def _behind(row: Row, left: float) -> str:
    return part_rows(row, left - 0.1)[-1].text
