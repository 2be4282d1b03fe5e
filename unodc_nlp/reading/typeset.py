"""From the rows of printed pages to lines: indents, widths and spacing, and the spaces that printing swallowed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from unodc_nlp.reading.chars import IDEOGRAPH, ending, superscript
from unodc_nlp.reading.glyphs import WIDE, Row
from unodc_nlp.reading.lines import Line
from unodc_nlp.reading.manuscript import Manuscript
from unodc_nlp.reading.markers import read_marker
from unodc_nlp.reading.pages import NOTE, Page
from unodc_nlp.reading.report import Place

_IDEOGRAPH = re.compile(f"[{IDEOGRAPH}]")


class Typesetter:
    """Writes the rows of a document as lines."""

    def __init__(self, pages: Sequence[Page], body: float) -> None:
        """Measure the pages; `body` is the size of most characters, in points."""
        self._pages = pages
        self._body = body
        rows = [row for page in pages for at, row in enumerate(page.rows) if page.is_body(at)]
        self._left = min((row.left for row in rows), default=0.0)
        steps = [
            above.base - row.base
            for page in pages
            for above, row in pairwise(page.rows)
            if above.size == row.size == body and above.base - row.base >= 1
        ]
        self._leading = Counter(round(step) for step in steps).most_common(1)[0][0] if steps else 1.5 * body
        widths = [
            g.right - g.left for row in rows for g in row.glyphs[:40] if row.size == body and _IDEOGRAPH.match(g.char)
        ]
        self._column = (median(widths) if widths else body) / 2 or 1.0
        self._spaced = _Spacing(row.text for row in rows)
        self._has_notes = any(page.notes < page.foot for page in pages)

    def manuscript(self) -> Manuscript:
        """Return the document."""
        parts: list[str] = []
        lines: list[Line] = []
        places: list[Place] = []
        length = 0
        texts = self._texts()
        for page in self._pages:
            above: Row | None = None
            for at, row in enumerate(page.rows):
                raw_text = texts[page.number, at]
                shown = raw_text.strip()
                start = length + len(raw_text) - len(raw_text.lstrip())
                line = Line(start, start + len(shown), ((start, start + len(shown)),), shown, ending(shown), 0, 0, 0)
                line.indent = max(0, round((row.left - self._left) / self._column))
                line.width = max(0, round((row.right - self._left) / self._column))
                line.page = at == 0 and page.number > 1
                line.gap = self._gap(above, row)
                line.skip = "furniture" if at in page.furniture else None
                is_note = page.is_note(at)
                line.note = is_note if self._has_notes else None
                line.row = line.whole = not is_note and _is_row(shown)
                lines.append(line)
                part = "footnotes" if is_note else "body"
                places.append(Place(length, page=page.number, line=at + 1, part=part, box=row.box))
                parts.append(raw_text + "\n")
                length += len(raw_text) + 1
                above = row
            if page is not self._pages[-1]:
                parts.append("\f")
                length += 1
        return Manuscript("".join(parts), lines, tuple(places), keeps_spaces=True)

    def _texts(self) -> dict[tuple[int, int], str]:
        """Return the rows' text, with spaces restored where rows of the body meet, and marks of footnotes raised."""
        texts: dict[tuple[int, int], str] = {}
        above: dict[bool, tuple[int, int]] = {}  # the last row of the body, and of the footnotes
        for page in self._pages:
            for at, row in enumerate(page.rows):
                text = row.text
                note = page.is_note(at)
                if note and (mark := NOTE.match(text)) and mark[2]:
                    text = superscript(mark[2]) + text[mark.end(2) :]
                texts[page.number, at] = text
                if at in page.furniture or at >= page.foot:
                    continue
                before = above.get(note)
                if before and not (note and NOTE.match(text)) and self._spaced.parts(texts[before], text):
                    texts[before] += " "
                above[note] = (page.number, at)
        return texts

    def _gap(self, above: Row | None, row: Row) -> int:
        """Return the space above a row in half lines, beside that which rows of a paragraph have."""
        if above is None:
            return 0
        step = (above.base - row.base) / self._leading
        if row.size < self._body:
            step *= self._body / row.size
        return min(8, max(0, round((step - 1) * 2.4)))


def _is_row(text: str) -> bool:
    """Tell whether a row's text is that of a table of three columns or more."""
    marker = read_marker(text)
    return text.count(WIDE, marker.length if marker else 0) > 1


class _Spacing:
    """Which characters a document sets apart by a space, so that one that a line's end swallowed can be restored.

    Programs that print PDF often leave the space at a broken line out.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._apart: Counter[tuple[str, str]] = Counter()
        self._together: Counter[tuple[str, str]] = Counter()
        self._kept = 0
        for text in texts:
            self._kept += text.endswith(" ")
            for left, right in pairwise(text):
                if left != " " and right != " ":
                    self._together[_kind(left), _kind(right)] += 1
            for left, middle, right in zip(text, text[1:], text[2:], strict=False):
                if middle == " ":
                    self._apart[_kind(left), _kind(right)] += 1

    def parts(self, above: str, below: str) -> bool:
        """Tell whether a space was between two rows."""
        if self._kept or not above or not below:
            return False  # the file has the spaces at the ends of lines
        if not _IDEOGRAPH.match(above[-1]) and not _IDEOGRAPH.match(below[0]) and below[0].isalnum():
            return False  # `compose` knows
        pair = _kind(above[-1]), _kind(below[0])
        return self._apart[pair] > self._together[pair]


def _kind(char: str) -> str:
    if _IDEOGRAPH.match(char):
        return "字"
    return "a" if char.isascii() and char.isalnum() else char
