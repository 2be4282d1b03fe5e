"""The characters of a PDF page with their places, and the rows that they stand in."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

import pypdfium2.raw as pdfium

from unodc_nlp.reading.chars import is_cjk, superscript

Box = tuple[float, float, float, float]

# A hyphen that pdfium found at a line's end; the noncharacter is how it marks one it took out.
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "\u00ad"}
_BULLETS = "\uf0b7\uf0a7\uf0d8\uf06e\uf0fc"  # of the fonts Symbol and Wingdings
_FAR = 1e5
_SAME_ROW = 0.6  # of the size: baselines nearer than this are those of one row, raised marks included
_RAISED = 0.12  # of the size: a mark's baseline stands at least this much higher
_SMALLER = 0.85  # of the size: and it is at most so large
_SPACE = 0.8  # of the size: a gap of this width before or behind a Chinese character is white space
_WIDE = 2.0
#: Stands in a row's text for a wide gap, as between the columns of a table.
WIDE = "  "


@dataclass(slots=True)
class Glyph:
    """A character on a page: the left and right end of its advance, its baseline and its size, in points."""

    char: str
    left: float
    right: float
    base: float
    size: float
    guessed: bool = False  # a space that is not in the file but seen by pdfium in a gap


@dataclass(slots=True)
class Row:
    """A line of print, its glyphs from left to right."""

    glyphs: list[Glyph] = field(default_factory=list)
    size: float = 0.0
    base: float = 0.0
    text: str = ""

    @property
    def left(self) -> float:
        """Where its first character begins."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Where its last character ends."""
        return self.glyphs[-1].right

    @property
    def box(self) -> Box:
        """Left, bottom, right and top, in points."""
        low, high = self.base - 0.2 * self.size, self.base + 0.9 * self.size
        return round(self.left, 1), round(low, 1), round(self.right, 1), round(high, 1)


def read_rows(page: Any) -> list[Row]:
    """Return the rows of print of a page (`pypdfium2.PdfPage`), from top to bottom."""
    rows = _merged(_split(_glyphs(page)))
    _restore(rows, _blanks(page))
    for row in rows:
        row.text = _text(row)
    return [row for row in rows if row.text.strip()]


def part_rows(row: Row, at: float) -> list[Row]:
    """Return a row parted at a place where it has a gap: the glyphs left of it, and the others."""
    parts = []
    for glyphs in ([g for g in row.glyphs if g.left < at], [g for g in row.glyphs if g.left >= at]):
        if any(not glyph.char.isspace() for glyph in glyphs):
            part = _settled(Row(glyphs))
            part.text = _text(part)
            parts.append(part)
    return parts


def _glyphs(page: Any) -> Iterator[Glyph]:
    """Yield the characters of a page in the order of the file, upright ones only."""
    textpage = page.get_textpage()
    raw = textpage.raw
    x, y = ctypes.c_double(), ctypes.c_double()
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    high = 0
    for at in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(raw, at)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if high and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        guessed = pdfium.FPDFText_IsGenerated(raw, at) == 1
        if code in (0, 0x0A, 0x0D) or 0xD800 <= code < 0xE000:
            continue
        if not pdfium.FPDFText_GetCharOrigin(raw, at, x, y) or not pdfium.FPDFText_GetLooseCharBox(raw, at, box):
            continue
        if not pdfium.FPDFText_GetMatrix(raw, at, matrix):
            continue
        if not guessed and (abs(matrix.b) > 0.01 * abs(matrix.a) or matrix.a <= 0):
            continue  # set at an angle: a watermark or a stamp in the margin
        size = pdfium.FPDFText_GetFontSize(raw, at) * math.hypot(matrix.c, matrix.d)
        left, right, base = float(x.value), float(box.right), float(y.value)
        if not (guessed or 0 < size < _FAR) or not (abs(left) < _FAR and abs(right) < _FAR and abs(base) < _FAR):
            continue  # nowhere on a page
        yield Glyph(_HYPHENS.get(code) or _plain(chr(code)), left, max(left, right), base, size, guessed)
    textpage.close()


def _blanks(page: Any) -> list[tuple[float, float]]:
    """Return where on a page text objects without ink begin, by height: spaces, which pdfium leaves out of the text."""
    found: list[tuple[float, float]] = []
    matrix = pdfium.FS_MATRIX()
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=1):
        left, _, right, _ = item.get_bounds()
        if right - left < 0.01 and pdfium.FPDFPageObj_GetMatrix(item.raw, matrix):
            found.append((float(matrix.f), float(matrix.e)))
    return sorted(found)


def _restore(rows: list[Row], blanks: list[tuple[float, float]]) -> None:
    """Put the spaces back that stand behind a glyph of a row, within the row or at its end."""
    heights = [height for height, _ in blanks]
    for row in rows:
        near = slice(bisect_left(heights, row.base - 0.5), bisect_right(heights, row.base + 0.5))
        places = sorted(left for _, left in blanks[near])
        if not places:
            continue
        seen = [glyph for glyph in row.glyphs if not glyph.guessed]
        added: dict[int, Glyph] = {}
        for glyph, after in zip_longest(seen, seen[1:]):
            end = after.left if after else glyph.right + row.size
            at = bisect_left(places, glyph.right - 0.1 * row.size)
            spaced = glyph.char.isspace() or (after is not None and after.char.isspace())
            if not spaced and at < len(places) and places[at] < end:
                added[id(glyph)] = Glyph(" ", glyph.right, glyph.right, glyph.base, glyph.size)
        row.glyphs = [part for glyph in row.glyphs for part in (glyph, added.get(id(glyph))) if part]


def _plain(char: str) -> str:
    """Return a radical or a compatibility ideograph, as fonts that share glyphs yield them, as the ideograph it is."""
    if char in _BULLETS:
        return "•"
    return unicodedata.normalize("NFKC", char) if "\u2e80" <= char < "\u2fe0" or "\uf900" <= char < "\ufb00" else char


def _split(glyphs: Iterator[Glyph]) -> list[Row]:
    """Put the glyphs that follow each other on one baseline into rows."""
    rows: list[Row] = []
    row = Row()
    for glyph in glyphs:
        if row.glyphs and not glyph.guessed:
            last = row.glyphs[-1]
            size = max(last.size, glyph.size)
            if abs(glyph.base - last.base) > _SAME_ROW * size or glyph.left < last.left - size:
                rows.append(row)
                row = Row()
        if row.glyphs or not glyph.guessed:
            row.glyphs.append(glyph)
    rows.append(row)
    return [_settled(row) for row in rows if any(not glyph.char.isspace() for glyph in row.glyphs)]


def _settled(row: Row) -> Row:
    """Set a row's size and baseline: those that most of its characters have."""
    while row.glyphs[-1].guessed:
        row.glyphs.pop()
    while row.glyphs[0].char.isspace():
        row.glyphs.pop(0)
    sizes: Counter[float] = Counter()
    for glyph in row.glyphs:
        if not glyph.guessed:
            sizes[round(glyph.size, 1)] += 1
    row.size = max(sizes, key=lambda size: (sizes[size], size))
    row.base = next(g.base for g in row.glyphs if round(g.size, 1) == row.size and not g.guessed)
    return row


def _merged(rows: list[Row]) -> list[Row]:
    """Return rows from top to bottom, those on one baseline put together from left to right."""
    merged: list[Row] = []
    for row in sorted(rows, key=lambda row: (-row.base, row.left)):
        above = merged[-1] if merged else None
        if above and (above.base - row.base < 0.35 * min(above.size, row.size) or _is_mark(row, above)):
            apart = above.right <= row.left + 0.5 or row.right <= above.left + 0.5
            if apart:
                glyphs = above.glyphs + row.glyphs if above.left < row.left else row.glyphs + above.glyphs
                merged[-1] = _settled(Row(glyphs))
                continue
        merged.append(row)
    return merged


def _is_mark(row: Row, above: Row) -> bool:
    """Tell whether one of two rows is only the raised mark of the other."""
    small, large = sorted((row, above), key=lambda each: each.size)
    if small.size > _SMALLER * large.size or len(small.glyphs) > 4:
        return False
    return 0 < small.base - large.base < _SAME_ROW * large.size


def _text(row: Row) -> str:
    """Return a row's text: raised digits as superscripts, gaps as one space or two."""
    parts: list[str] = []
    last: Glyph | None = None
    guessed = False
    for glyph in row.glyphs:
        if glyph.guessed:
            guessed = True
            continue
        if last is not None and not (last.char.isspace() or glyph.char.isspace()):
            gap = (glyph.left - last.right) / row.size if row.size else 0.0
            if gap > _WIDE:
                parts.append(WIDE)
            elif gap > _SPACE or (guessed and not is_cjk(last.char) and not is_cjk(glyph.char)):
                parts.append(" ")
        guessed = False
        raised = glyph.base - row.base > _RAISED * row.size and glyph.size <= _SMALLER * row.size
        parts.append(superscript(glyph.char) if raised and glyph.char in "0123456789" else glyph.char)
        last = glyph
    return "".join(parts)
