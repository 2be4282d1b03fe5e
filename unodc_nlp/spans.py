"""Words and labelled spans as offsets into a text; the types that gold, model and scoring share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Word(NamedTuple):
    """A word; offsets count characters of the text, `end` is the first one after it."""

    start: int
    end: int


class Span(NamedTuple):
    """A labelled stretch of a text; offsets count its characters, `end` is the first one after it."""

    start: int
    end: int
    label: str


def span_order(span: Span) -> tuple[int, int, str]:
    """Sort key that puts spans in reading order, an outer one before those inside it."""
    return span.start, -span.end, span.label


def outermost(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans that lie in no other one, in reading order."""
    outer: list[Span] = []
    for span in sorted(spans, key=span_order):
        if not outer or span.start >= outer[-1].end:
            outer.append(span)
    return tuple(outer)
