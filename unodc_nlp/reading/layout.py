"""How a document's lines are set (hard-wrapped, how wide, how far apart), and how broken lines are put together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from unodc_nlp.reading.chars import STRIPPED, columns, is_cjk
from unodc_nlp.reading.lines import Line, Span
from unodc_nlp.reading.report import Piece

_LONG = 40
_FIRST_WORD = re.compile(r"[!-~]{1,60}")
_THOUSANDS = re.compile(r"\d{3}(?!\d)")


@dataclass(frozen=True, slots=True)
class Layout:
    """The setting of a document's text.

    Attributes:
        width: columns of a full line; None where each paragraph is one line.
        gap: blank lines between the lines of one paragraph.
        indent: columns before the lines of a paragraph but its first.
    """

    width: int | None
    gap: int
    indent: int

    def is_full(self, line: Line, after: Line) -> bool:
        """Tell whether `line` was broken because the first word of `after` had no more room."""
        if self.width is None:
            return False
        word = _FIRST_WORD.match(after.text)
        need = len(word[0]) if word else 4  # an ideograph and a mark that may not open a line
        return line.width + need >= self.width - 4

    def is_apart(self, line: Line) -> bool:
        """Tell whether more blank lines stand before `line` than within paragraphs, and no page end explains them."""
        return not line.page and line.gap > self.gap

    def is_indented(self, line: Line) -> bool:
        """Tell whether `line` has the indent of a paragraph's first line."""
        return line.indent >= self.indent + 2


def measure(lines: Sequence[Line]) -> Layout:
    """Return the layout of a document's lines.

    Lines that end without a closing mark are the evidence: where lines are wrapped most are such, and equally long;
    where they are not, only headings and paragraphs broken by a page are.
    """
    long = [line for line in lines if line.width >= _LONG and not line.whole]
    broken = [
        (line, after)
        for line, after in pairwise(lines)
        if line.width >= _LONG
        and not line.whole
        and not line.ending
        and not after.page
        and line.text[-1] != "，"  # so end the paragraphs of a resolution's preamble
    ]
    if not broken or len(broken) * 4 < len(long):
        return Layout(None, 0, 0)
    width = int(median(line.width for line, _ in broken))
    even = [(line, after) for line, after in broken if abs(line.width - width) <= width * 0.15]
    if width > 160 or len(even) * 2 < len(broken):
        return Layout(None, 0, 0)
    gaps = Counter(after.gap for _, after in even)
    indents = Counter(after.indent for _, after in even)
    return Layout(width, gaps.most_common(1)[0][0], indents.most_common(1)[0][0])


def compose(source: str, spans: Iterable[Span], keeps_spaces: bool = False) -> tuple[str, tuple[Piece, ...]]:
    """Put the pieces of a unit together.

    Pieces that adjoin in the source are one. Between others a line was broken (or markup taken out): nothing is put
    there if a Chinese character or mark stands at either side, else one space. Such a space is mapped to the first
    character of the white space in the source, which is a line end or a space. With `keeps_spaces`, a space that ends
    a line in the source stays.

    Returns:
        The text, and where each run of it stands in the source.
    """
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    last = ""
    for start, end in spans:
        if pieces and pieces[-1].source + pieces[-1].length == start:
            held = pieces[-1]
            pieces[-1] = Piece(held.start, held.source, held.length + end - start)
        else:
            if pieces:
                before = pieces[-1].source + pieces[-1].length
                if (keeps_spaces and source[before] == " ") or _needs_space(source, before, start, last):
                    parts.append(" ")
                    pieces.append(Piece(length, before, 1))
                    length += 1
            pieces.append(Piece(length, start, end - start))
        parts.append(source[start:end])
        length += end - start
        last = source[max(start, end - 4) : end]
    return "".join(parts), tuple(pieces)


def _needs_space(source: str, before: int, start: int, last: str) -> bool:
    """Tell whether a space belongs between the text that ends at `before`, with the characters `last`, and `start`."""
    if source[before] not in STRIPPED:
        return False  # markup, not a line end
    if is_cjk(last[-1]) or is_cjk(source[start]) or last[-1] in STRIPPED:
        return False
    if last[-1] in "/-‐_" or source[start] in "/-,.;:)]%":
        return False  # a symbol, an address or a word broken where it may be
    return not (len(last) > 1 and last[-1] == "," and last[-2].isdigit() and _THOUSANDS.match(source, start))


def is_prose(text: str) -> bool:
    """Tell whether a text has the marks of sentences, which titles and cells of tables lack."""
    return any(mark in text for mark in "，。；") or (len(text) > 200 and columns(text) > 300)
