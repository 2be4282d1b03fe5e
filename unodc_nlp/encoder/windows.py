"""Windows over the characters of a text that is longer than an encoder reads at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Window(NamedTuple):
    """A stretch of characters that is read at once, and the part of it that is answered for: `start <= first < last <= end`."""

    start: int
    end: int
    first: int
    last: int


def windows(length: int, width: int) -> Iterator[Window]:
    """Yield windows of at most `width` characters over `length`; every character is answered for by just one.

    An eighth of the width on either side is context only, except where the text ends.
    """
    margin = width // 8
    first = 0
    while first < length:
        start = max(0, first - margin)
        end = min(length, start + width)
        last = end if end == length else end - margin
        yield Window(start, end, first, last)
        first = last
