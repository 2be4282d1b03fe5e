"""What every format's reader yields: a document as one text, its lines, and where each stands in the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unodc_nlp.reading.chars import STRIPPED, columns, ending
from unodc_nlp.reading.lines import Line, Span, split_lines
from unodc_nlp.reading.report import Place


@dataclass(slots=True)
class Manuscript:
    """A document before its structure is read.

    Attributes:
        text: the document; every source offset counts its characters.
        lines: its lines with text, in order.
        places: where in the file the text from `Place.start` on stands, in order; empty for plain text.
        calls: source offsets of the calls of footnotes where the format tells them; None where they have to be found.
        keeps_spaces: whether a space at the end of a broken line belongs to the text, and none is lost there.
    """

    text: str
    lines: list[Line]
    places: tuple[Place, ...] = ()
    calls: tuple[Span, ...] | None = None
    keeps_spaces: bool = False


class Writer:
    """Puts a manuscript together, paragraph by paragraph, for formats that know their paragraphs."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._lines: list[Line] = []
        self._places: list[Place] = []

    @property
    def length(self) -> int:
        """Number of characters written."""
        return self._length

    def add(
        self,
        text: str,
        place: Place | None = None,
        *,
        gap: int = 0,
        hashes: int = 0,
        skip: str | None = None,
        note: bool | None = False,
        row: bool = False,
    ) -> int:
        """Append a paragraph and return the source offset of its first character.

        Args:
            text: the paragraph; line ends within it are breaks of the layout.
            place: where it stands, its `start` aside.
            gap: space above it, in lines.
            hashes: depth of a heading, 0 for none.
            skip: why it is no text, see `Line`.
            note: whether it is a footnote's; None if the format does not tell.
            row: whether it is a row of a table.
        """
        start = self._length
        spans: list[Span] = []
        at = start
        for part in text.split("\n"):
            shown = part.strip(STRIPPED)
            if shown:
                lead = at + len(part) - len(part.lstrip(STRIPPED))
                spans.append((lead, lead + len(shown)))
            at += len(part) + 1
        if spans:
            joined = "".join([text[a - start : b - start] for a, b in spans])
            line = Line(spans[0][0], spans[-1][1], tuple(spans), joined, ending(joined), 0, columns(joined), gap)
            line.hashes, line.skip, line.note, line.row, line.whole = hashes, skip, note, row, True
            self._lines.append(line)
            if place:
                self._places.append(Place(start, place.page, place.paragraph, place.line, place.part, place.box))
        self._parts.append(text + "\n")
        self._length += len(text) + 1
        return start

    def finish(self, calls: Sequence[Span] | None = None) -> Manuscript:
        """Return the manuscript."""
        known = None if calls is None else tuple(sorted(calls))
        return Manuscript("".join(self._parts), self._lines, tuple(self._places), known)


def of_text(text: str) -> Manuscript:
    """Return plain text as a manuscript."""
    return Manuscript(text, split_lines(text))
