"""The sentences of a unit, with lists of items as sentences of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LONGEST = 3000  # characters; what runs on longer is a list or a broken text, and no statement
_SENTENCE = re.compile(r"[^。!?]+(?:[。!?]|$)")
_ITEM = re.compile(r"[^;]+(?:;|$)")
_CLOSED = re.compile(r"\([^()]*\)|“[^“”]*”")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or one item of a list in it; offsets into the text of the signs.

    Attributes:
        start, end: its offsets, without the mark that ends it.
        first: where the whole sentence begins; the same as `start` where it is no later item.
        lead: offsets of what introduces the list that it is an item of, None if it is none.
    """

    start: int
    end: int
    first: int
    lead: tuple[int, int] | None = None


def find_sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a text of signs; no mark in brackets or quotes ends one, and overlong ones are left out."""
    masked = _CLOSED.sub(lambda match: "x" * len(match[0]), text)
    for match in _SENTENCE.finditer(masked):
        words = match[0].rstrip("。!?")
        if len(words) > _LONGEST:
            continue
        items = [(match.start() + item.start(), match.start() + item.end()) for item in _ITEM.finditer(words)]
        colon = words.find(":")
        lead = (match.start(), match.start() + colon + 1) if colon >= 0 and len(items) > 1 else None
        for start, end in items:
            if lead is not None and start == lead[0]:
                start = lead[1]
            if text[start:end].strip(";"):
                yield Sentence(start, end - (text[end - 1] == ";"), match.start(), lead)


def in_brackets(text: str, start: int, at: int) -> bool:
    """Return whether a character stands in a bracket that begins behind `start`."""
    return text.count("(", start, at) > text.count(")", start, at)
