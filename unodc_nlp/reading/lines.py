"""The lines of a document, each with its place in the source, its indent and width, and its Markdown taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from unodc_nlp.reading.chars import STRIPPED, columns, ending

_LINE = re.compile("([^\n\r\v\f\x85\u2028\u2029]*)(\r\n|[\n\r\v\f\x85\u2028\u2029]|\\Z)")
# Bounded repeats keep the search linear, however many brackets a line holds.
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\(((?:#|https?:|mailto:|/|\./)[^()\s]{0,500})\)")
_HASHES = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_STRONG = re.compile(r"(\*\*|__)(?=[^*_\s])([^*\n]{1,300}?)(?<=[^*_\s])\1(?!\*)")

Span = tuple[int, int]


@dataclass(slots=True)
class Line:
    """One line with text.

    Attributes:
        start: source offset of its first visible character.
        end: source offset behind its last visible character.
        spans: source offsets of what is its text: all of it but Markdown.
        text: that text.
        ending: the mark that closes a sentence or clause at its end, or "".
        indent: columns of white space before it.
        width: columns from the margin to its end.
        gap: number of blank lines before it.
        page: whether a page ended before it, as form feeds and page furniture show.
        ruled: whether a ruler stands before it.
        hashes: depth of a Markdown heading, 0 for none.
        skip: why the line is in no unit ("furniture", "contents", "first page"), else None.
        whole: whether the line is a paragraph by itself, as formats with paragraphs tell.
        note: whether the line is a footnote's, where the format tells; else None.
        row: whether it is the row of a table.
    """

    start: int
    end: int
    spans: tuple[Span, ...]
    text: str
    ending: str
    indent: int
    width: int
    gap: int
    page: bool = False
    ruled: bool = False
    hashes: int = 0
    skip: str | None = field(default=None)
    whole: bool = False
    note: bool | None = None
    row: bool = False


def split_lines(source: str) -> list[Line]:
    """Return the lines that hold text; blank ones are counted in the `gap` of the next."""
    lines: list[Line] = []
    gap, page = 0, False
    for match in _LINE.finditer(source):
        raw, terminator = match[1], match[2]
        text = raw.strip(STRIPPED)
        if text:
            lead = len(raw) - len(raw.lstrip(STRIPPED))
            lines.append(_line(match.start() + lead, text, columns(raw[:lead].expandtabs(4)), gap, page))
            gap, page = 0, False
        elif terminator != "\f":
            gap += 1
        page = page or terminator == "\f"
        if not terminator:
            break
    return lines


def cut(spans: tuple[Span, ...], count: int) -> tuple[Span, ...]:
    """Return spans without their first `count` characters."""
    left: list[Span] = []
    for start, end in spans:
        skipped = min(count, end - start)
        count -= skipped
        if start + skipped < end:
            left.append((start + skipped, end))
    return tuple(left)


def head(spans: tuple[Span, ...], count: int) -> tuple[Span, ...]:
    """Return the first `count` characters of spans."""
    left: list[Span] = []
    for start, end in spans:
        if count > 0:
            left.append((start, min(end, start + count)))
            count -= end - start
    return tuple(left)


def _line(start: int, text: str, indent: int, gap: int, page: bool) -> Line:
    end = start + len(text)
    hashes = _HASHES.match(text)
    skipped = hashes.end() if hashes else 0
    marked = "](" in text or "**" in text or "__" in text
    spans = _without_markup(text, skipped) if marked else [(skipped, len(text))]
    text_spans = tuple([(start + a, start + b) for a, b in spans])
    shown = "".join([text[a:b] for a, b in spans])
    width = indent + columns(shown)
    depth = len(hashes[1]) if hashes else 0
    return Line(start, end, text_spans, shown, ending(shown), indent, width, gap, page, hashes=depth)


def _without_markup(text: str, begin: int) -> list[Span]:
    """Return the parts of `text` from `begin` on that are no Markdown of links and strong print, whose words stay."""
    taken: list[Span] = []
    for pattern in (_LINK, _STRONG):
        for match in pattern.finditer(text, begin):
            words = match.span(1 if pattern is _LINK else 2)
            taken += [(match.start(), words[0]), (words[1], match.end())]
    spans: list[Span] = []
    at = begin
    for start, end in sorted(taken):
        spans.append((at, start))
        at = max(at, end)
    return [(a, b) for a, b in [*spans, (at, len(text))] if a < b] or [(begin, len(text))]
