"""PDF: rows of print to lines, with page furniture, footnotes and spacing told by their places on the page."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from unodc_nlp.errors import DocumentError
from unodc_nlp.reading.chars import IDEOGRAPH, ending
from unodc_nlp.reading.glyphs import WIDE, Row, part_rows, read_rows
from unodc_nlp.reading.limits import Budget
from unodc_nlp.reading.lines import Line
from unodc_nlp.reading.manuscript import Manuscript, superscript
from unodc_nlp.reading.markers import read_marker
from unodc_nlp.reading.report import Place

_NOTE = re.compile(r"(?:([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|(\d{1,3})(?=[\s\u4e00-\u9fff])|([*＊]{1,5}|[†‡§]))\s{0,20}(?=\S)")
_DIGIT = re.compile(r"\d+")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
_IDEOGRAPH = re.compile(f"[{IDEOGRAPH}]")
_SMALL = 0.95  # of the body's size: footnotes are at most so large
_EDGE = 3  # rows at the top and at the bottom of a page that may be furniture


@dataclass(slots=True)
class _Page:
    """A page's rows from top to bottom, and the baselines of those that are furniture or of footnotes."""

    number: int
    rows: list[Row]
    rulers: list[float]
    furniture: set[int]
    notes: int  # number of the first row of the footnotes
    foot: int  # number of the first row below them, which is furniture


def read_pdf(data: bytes, budget: Budget) -> Manuscript:
    """Read a PDF file with a text layer.

    Raised digits are superscripts in the text. Rows that return on the pages are furniture; what stands below the ruler
    or in smaller print at the foot of a page is footnotes.

    Raises:
        DocumentError: the file is broken, encrypted, without a text layer or over a limit.
    """
    pages = _pages(data, budget)
    _mark_furniture(pages)
    body = _body_size(pages)
    for page in pages:
        _find_notes(page, body)
    return _Setter(pages, body).manuscript()


def _pages(data: bytes, budget: Budget) -> list[_Page]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY) or "assword" in str(
            error
        ):
            raise DocumentError(f"{budget.name} is encrypted; save it without a password") from None
        raise DocumentError(f"{budget.name} is a broken PDF file ({error}); get it anew") from None
    try:
        budget.check("pages", len(document), "pages")
        pages: list[_Page] = []
        empty: list[int] = []
        characters = 0
        for number in range(1, len(document) + 1):
            budget.check_time()
            try:
                page = document[number - 1]
                rows, rulers, pictured = read_rows(page), _rulers(page), _has_image(page)
                page.close()
            except pypdfium2.PdfiumError as error:
                raise DocumentError(f"{budget.name}, page {number}, is broken ({error}); get the file anew") from None
            characters += sum(len(row.text) for row in rows)
            budget.check("characters", characters, "characters")
            if sum(len(row.text) for row in rows) < 20 and pictured:
                empty.append(number)
            pages.append(_Page(number, rows, rulers, set(), len(rows), len(rows)))
    finally:
        document.close()
    _require_text(pages, empty, budget)
    return pages


def _require_text(pages: Sequence[_Page], empty: Sequence[int], budget: Budget) -> None:
    text = "".join(row.text for page in pages for row in page.rows)
    if not text or len(empty) * 2 > len(pages):
        raise DocumentError(
            f"{budget.name} has no text layer: its pages are pictures or empty; "
            "run text recognition first (for example: ocrmypdf -l chi_sim)"
        )
    if not _IDEOGRAPH.search(text) and (_PRIVATE.search(text) or "\ufffd" in text):
        raise DocumentError(
            f"{budget.name} does not say which characters its glyphs are; run text recognition on it (ocrmypdf --force-ocr)"
        )
    if empty:
        shown = ", ".join(map(str, empty[:10])) + ("…" if len(empty) > 10 else "")
        warnings.warn(f"{budget.name} has pictures without text on page {shown}, which are not read", stacklevel=2)


def _rulers(page: Any) -> list[float]:
    """Return the heights of the short horizontal rules of a page, as stand above footnotes."""
    found = []
    width = page.get_width()
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4):
        left, bottom, right, top = item.get_bounds()
        if top - bottom < 3 and 0.05 * width < right - left < 0.4 * width and left < 0.4 * width:
            found.append((bottom + top) / 2)
    return found


def _has_image(page: Any) -> bool:
    return next(iter(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4)), None) is not None


def _mark_furniture(pages: Sequence[_Page]) -> None:
    """Mark the rows at the edges of the pages that return, numbers aside, at the same height."""
    if len(pages) < 3:
        return  # too few to tell; what the text says is left
    seen: Counter[tuple[str, int]] = Counter()
    edges: list[tuple[_Page, int, tuple[str, int]]] = []
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


def _body_size(pages: Sequence[_Page]) -> float:
    """Return the size that most characters have."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for row in page.rows:
            sizes[row.size] += len(row.text)
    return sizes.most_common(1)[0][0]


def _find_notes(page: _Page, body: float) -> None:
    """Find where the footnotes of a page begin: below its ruler, or else where print is small down to the foot."""
    last = len(page.rows)
    while last and (last - 1 in page.furniture or _is_furniture_like(page.rows[last - 1])):
        last -= 1
    page.foot = page.notes = first = last
    while first and page.rows[first - 1].size <= _SMALL * body and first - 1 not in page.furniture:
        first -= 1
    below = [at for at in range(last) for ruler in page.rulers if page.rows[at].base < ruler]
    if below and _NOTE.match(page.rows[min(below)].text):
        first = min(below)
    while first < last and not page.rulers and not _NOTE.match(page.rows[first].text):
        first += 1  # small print that is no footnote, as the foot of a table
    if first < last:
        page.notes = first
        _part_columns(page, first, last)


def _is_furniture_like(row: Row) -> bool:
    return len(row.text) < 40 and not _IDEOGRAPH.search(row.text) and not _NOTE.match(row.text.strip())


def _part_columns(page: _Page, first: int, last: int) -> None:
    """Put the right column of footnotes that stand in two behind the left one."""
    starts = [
        right.left
        for row in page.rows[first:last]
        for left, right in pairwise(row.glyphs)
        if right.left - left.right > 2 * row.size and row.left < left.left and _NOTE.match(_behind(row, right.left))
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


class _Setter:
    """Writes the rows of a document as lines."""

    def __init__(self, pages: Sequence[_Page], body: float) -> None:
        self._pages = pages
        self._body = body
        rows = [
            row
            for page in pages
            for at, row in enumerate(page.rows)
            if at < min(page.notes, page.foot) and at not in page.furniture
        ]
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
                is_note = page.notes <= at < page.foot
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
                note = page.notes <= at < page.foot
                if note and (mark := _NOTE.match(text)) and mark[2]:
                    text = superscript(mark[2]) + text[mark.end(2) :]
                texts[page.number, at] = text
                if at in page.furniture or at >= page.foot:
                    continue
                before = above.get(note)
                if before and not (note and _NOTE.match(text)) and self._spaced.parts(texts[before], text):
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

    def __init__(self, texts: Any) -> None:
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
