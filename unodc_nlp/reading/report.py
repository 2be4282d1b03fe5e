"""What a reader yields: a report as metadata, headings and numbered units, each with its place in the source text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

UnitKind = Literal["summary", "heading", "paragraph", "subparagraph", "footnote", "block"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that stands in the source as it stands in the unit.

    Attributes:
        start: offset of the run's first character in the unit's text.
        source: offset of the same character in the source text.
        length: number of characters.
    """

    start: int
    source: int
    length: int


@dataclass(frozen=True, slots=True)
class Unit:
    """One heading, numbered paragraph, subparagraph, footnote, summary, or (without structure) block of text.

    Attributes:
        id: identifier within the report: ``summary``, ``h3``, ``p017``, ``p031a`` (below it ``p031a.i``, ``p031a.1``),
            ``fn1``, ``b001``; one that returns (numbers begin anew in an annex) gets ``-2``, ``-3``.
        kind: what the unit is; ``block`` is text without a number: a preamble, all of an unstructured document.
        number: the printed number in half-width characters (``"17"``, ``"一"``; of a heading ``"a"``, of a subparagraph
            ``"(a)"``; of a footnote its mark as printed), None where none is printed.
        headings: the headings above the unit, outermost first, with their numbers (``"二. 提供技术援助"``).
        text: the unit's text with line and page breaks of the layout removed, otherwise as in the source.
        pieces: where the text stands in the source, in order.
        level: depth of a heading (0 for an annex or chapter, 1 for 一., 2 for A., 3 for 1., 4 for (a)), else None.
    """

    id: str
    kind: UnitKind
    number: str | None
    headings: tuple[str, ...]
    text: str
    pieces: tuple[Piece, ...] = field(repr=False, default=())
    level: int | None = None

    def source_offset(self, offset: int) -> int:
        """Return the source offset of the character at `offset` (characters of `text`, 0 <= offset < len(text))."""
        if not 0 <= offset < len(self.text):
            raise IndexError(f"offset {offset} is outside unit {self.id} of {len(self.text)} characters")
        piece = self.pieces[bisect_right(self.pieces, offset, key=lambda p: p.start) - 1]
        return piece.source + offset - piece.start

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the source offsets (start, end) of `text[start:end]`; the stretch may hold layout between its ends."""
        return self.source_offset(start), self.source_offset(end - 1) + 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the file a stretch of the source text stands; None where the format has no such thing.

    Attributes:
        start: source offset of its first character.
        page: number of the page in the file, from 1.
        paragraph: number of the paragraph in its part of the file, from 1 (DOCX: ``w:p`` elements, empty ones too).
        line: number of the line, from 1, in a text file or on the page.
        part: ``body``, ``footnotes``, ``endnotes``, ``headers``, ``text boxes``.
        box: left, bottom, right and top of the line on its page, in points (1/72 inch) from the lower left corner.
    """

    start: int
    page: int | None = None
    paragraph: int | None = None
    line: int | None = None
    part: str = "body"
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stretch of the source that is in no unit, and why; white space is not listed.

    Attributes:
        start: source offset of its first character.
        end: source offset behind its last character.
        reason: ``furniture`` (running heads, page numbers, rulers, links), ``contents`` (a table of contents),
            ``first page`` (titles and asterisk footnotes), ``number`` (of a unit), ``footnote mark`` or ``markup``.
    """

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the first page of a report says of it; None where it does not. Dates are ISO 8601."""

    symbol: str | None = None
    body: str | None = None
    session: str | None = None
    meeting_start: str | None = None
    meeting_end: str | None = None
    meeting_place: str | None = None
    agenda_item: str | None = None
    agenda_title: str | None = None
    title: str | None = None
    author: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    paragraphs: int = 0
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A document as read.

    Attributes:
        source: the text as decoded; every source offset counts its characters.
        name: the file's name, or ``"text"``.
        metadata: what the first page says.
        units: the units in reading order.
        structured: False where no heading or numbered paragraph was found, so that units are blocks of text.
        left_out: what of the source is in no unit, in order: nothing else is, but white space.
        places: where in the file each stretch of the source stands, in order; see `position`.
    """

    source: str = field(repr=False)
    name: str
    metadata: Metadata
    units: tuple[Unit, ...] = field(repr=False)
    structured: bool = True
    left_out: tuple[LeftOut, ...] = field(repr=False, default=())
    places: tuple[Place, ...] = field(repr=False, default=())

    def position(self, offset: int) -> Place:
        """Return where in the file the character at a source offset stands: page and line, or paragraph.

        Raises:
            IndexError: `offset` is outside the source.
        """
        if not 0 <= offset < len(self.source):
            raise IndexError(f"offset {offset} is outside the source of {len(self.source)} characters")
        if not self.places:  # plain text
            return Place(offset, line=self.source.count("\n", 0, offset) + 1)
        return self.places[max(0, bisect_right(self.places, offset, key=lambda place: place.start) - 1)]

    def __iter__(self) -> Iterator[Unit]:
        return iter(self.units)

    def __len__(self) -> int:
        return len(self.units)
