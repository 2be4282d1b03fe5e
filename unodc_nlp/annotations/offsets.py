"""Offsets in characters and in UTF-16 code units, which tools written in JavaScript count in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

from unodc_nlp.annotations.draft import Mark

Cut = Callable[[str], Sequence[tuple[int, int]]]


def utf16_offsets(text: str) -> list[int]:
    """Return the offset in UTF-16 code units of each character of `text` and of its end, shape (len(text) + 1,)."""
    return list(accumulate((1 + (char > "\uffff") for char in text), initial=0))


def in_characters(text: str, marks: Sequence[Mark], cut: Cut, utf16: bool = False) -> tuple[tuple[Mark, ...], bool]:
    """Return marks with offsets in characters, and whether they had to be translated from UTF-16 code units.

    The quoted text decides. Where both readings are possible, what the tool counts decides, if it is known to count UTF-16 code units;
    else, where a file quotes nothing, the reading whose borders are more often borders of words.

    Args:
        text: the text that the marks are in.
        marks: marks with offsets in either.
        cut: cuts words.
        utf16: whether the tool is known to count UTF-16 code units.
    """
    given = tuple(marks)
    if not text or max(text) <= "\uffff":
        return given, False
    translated = _translated(text, given)
    if translated is None or translated == given or not _fit(text, translated):
        return given, False
    if utf16 or not _fit(text, given):
        return translated, True
    if all(mark.quoted is not None for mark in given):
        return given, False
    borders = {offset for word in cut(text) for offset in word}
    better = _on_borders(translated, borders) > _on_borders(given, borders)
    return (translated, True) if better else (given, False)


def _translated(text: str, marks: Sequence[Mark]) -> tuple[Mark, ...] | None:
    characters = {offset: number for number, offset in enumerate(utf16_offsets(text))}
    if any(mark.start not in characters or mark.end not in characters for mark in marks):
        return None
    return tuple(mark._replace(start=characters[mark.start], end=characters[mark.end]) for mark in marks)


def _fit(text: str, marks: Sequence[Mark]) -> bool:
    return all(
        0 <= mark.start < mark.end <= len(text) and mark.quoted in (None, text[mark.start : mark.end]) for mark in marks
    )


def _on_borders(marks: Sequence[Mark], borders: set[int]) -> int:
    return sum((mark.start in borders) + (mark.end in borders) for mark in marks)
