"""Footnotes: the lines that open them, and the marks in the text that call them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from unodc_nlp.reading.chars import CJK, plain_digits
from unodc_nlp.reading.lines import Line, Span

_SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_OPENERS = (
    re.compile(rf"([{_SUPERSCRIPT}]{{1,3}})[\s\u3000]{{0,20}}(?=\S)"),
    re.compile(r"\[\^([0-9]{1,3})\]:[\s\u3000]{0,20}(?=\S)"),
    re.compile(r"(\\?[*＊](?:\\?[*＊]){0,4})[\s\u3000]{0,20}(?=[^\s*＊])"),
    re.compile(r"([†‡§])[\s\u3000]{0,20}(?=\S)"),
)
# Where the format tells footnotes, whatever follows.
_STARS = re.compile(r"(\\?[*＊](?:\\?[*＊]){0,4})[\s\u3000]{0,20}(?=\S)")
_DIGITS = re.compile(r"([0-9]{1,3})(?:[\s\u3000]{1,20}|(?=[^\x00-\x7f]))(?=\S)")
# What follows a number that counts or dates something, so that it is no footnote's mark.
_COUNTED = "[年月日号个名次项种届段条款份国万亿多余至%％/.,，、．\\-–—~～+°℃:：至和倍人]"
_NOT_A_MARK = rf"(?!\s?(?:[0-9]|{_COUNTED}))"
_ZONE_DATE = re.compile(r"[0-9]{1,3}\s?[年月日]")
# In order of strength: superscripts, asterisks and [^1]; digits behind a mark; digits between Chinese characters.
_CALLS = (
    re.compile(
        rf"(?:(?<![A-Za-z0-9{_SUPERSCRIPT}])(?=[{_SUPERSCRIPT}])|\[\^(?=[0-9]{{1,3}}\](?!:))|(?<=[^\s*＊\\])(?=\\?[*＊†‡§]))"
        rf"([{_SUPERSCRIPT}]{{1,3}}(?![{_SUPERSCRIPT}])|[0-9]{{1,3}}|(?:\\?[*＊]){{1,5}}(?!\\?[*＊])|[†‡§])(?:(?<=[0-9])\])?"
    ),
    re.compile(rf"(?<=[，。；：、！？”’）》」】])([0-9]{{1,3}}){_NOT_A_MARK}"),
    re.compile(rf"(?<=[{CJK}])(?<![第约共近逾达超有])([0-9]{{1,3}})(?=[{CJK}\s]|\Z){_NOT_A_MARK}(?!\s[{CJK}])"),
)
# How far before its footnote, in characters, a call is looked for.
_BACK = 20000


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The mark that opens a footnote.

    Attributes:
        label: the mark as printed: ``1``, ``¹``, ``**``.
        length: characters of the line that it takes, with the space behind it.
    """

    label: str
    length: int

    @property
    def value(self) -> int:
        """The footnote's number, 0 for asterisks and daggers."""
        return int(plain_digits(self.label)) if self.label[0] not in "*＊†‡§" else 0


class Calls:
    """Every place of a text that may call a footnote, found in one pass: superscripts, digits and asterisks.

    A superscript is taken anywhere but in a unit of measure (km²); digits only behind a Chinese mark or, failing that,
    a Chinese character, and where nothing is counted by them.
    """

    def __init__(self, source: str, known: Sequence[Span] | None = None) -> None:
        """Look through `source`, or take the places that are `known` from the format."""
        self._spans: dict[tuple[int, str], list[Span]] = {}
        if known is not None:
            for start, end in known:
                self._spans.setdefault((0, plain_digits(source[start:end])), []).append((start, end))
            return
        for strength, pattern in enumerate(_CALLS):
            for match in pattern.finditer(source):
                label = plain_digits(match[1]).replace("\\", "").lstrip("0")
                self._spans.setdefault((strength, label), []).append(match.span())

    def find(self, label: str, begin: int, end: int, last: bool = True) -> Span | None:
        """Return the source offsets of the last (or first) call of the footnote `label` between two source offsets."""
        number = plain_digits(label)
        for strength in (0, 1, 2) if label == number else (0,):
            spans = self._spans.get((strength, number.lstrip("0")), [])
            first, behind = bisect_left(spans, (begin, 0)), bisect_left(spans, (end, 0))
            if first < behind:
                return spans[behind - 1 if last else first]
        return None


class NoteReader:
    """Tells which lines open footnotes, in reading order; it knows the number that is due."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._last = 0

    def read(self, line: Line, in_notes: bool, after: str, first_page: bool = False) -> NoteMark | None:
        """Return the mark of the footnote that a line opens, or None.

        Args:
            line: the line.
            in_notes: whether the line before it is a footnote's.
            after: the mark that closes the text before the line, or "".
            first_page: whether the line stands on a report's first page, where asterisks mark footnotes, not lists.
        """
        if line.note is False:
            return None
        stars = _STARS.match(line.text) if line.note else None
        if stars:
            return self._found(line, stars, certain=True)
        for pattern in _OPENERS:
            match = pattern.match(line.text)
            if match:
                return self._found(line, match, first_page or line.note is True)
        match = _DIGITS.match(line.text[:60])
        if not match or (int(match[1]) != self._last + 1 and not (line.ruled and int(match[1]) == 1)):
            return None
        below = line.ruled or (in_notes and not line.page)
        if below and (line.ruled or not _ZONE_DATE.match(line.text)):
            return self._found(line, match)
        # Without a ruler: the text before must be closed and have called this number.
        closed = (after or line.page) and not _ZONE_DATE.match(line.text) and match.end() > match.end(1)
        return self._found(line, match) if closed and self._is_called(match[1], line) else None

    def _is_called(self, label: str, line: Line) -> bool:
        return self._calls.find(label, max(0, line.start - _BACK), line.start) is not None

    def _found(self, line: Line, match: re.Match[str], certain: bool = False) -> NoteMark | None:
        label = match[1].replace("\\", "")
        if label[0] in "*＊" and not (certain or line.ruled or self._is_called(label, line)):
            return None  # a bullet
        mark = NoteMark(label, match.end())
        self._last = mark.value or self._last
        return mark


def find_calls(calls: Calls, notes: Sequence[tuple[str, int]], body: Sequence[Span]) -> list[Span]:
    """Return the source offsets of the calls of footnotes.

    Args:
        calls: the places that may be calls.
        notes: each footnote's mark and source offset, in order.
        body: source offsets of the text that can hold calls, in order.
    """
    found: list[Span] = []
    starts = [start for start, _ in body]
    begin = before = 0
    for label, offset in notes:
        # Notes below each page: the call is near above. Notes at the document's end: calls are in order.
        paged = bisect_right(starts, offset) > bisect_right(starts, before) or not found
        call = calls.find(label, begin, offset, last=paged)
        before = offset
        if call:
            at = bisect_right(starts, call[0]) - 1
            if at >= 0 and call[1] <= body[at][1]:
                found.append(call)
                begin = call[1]
    return found
