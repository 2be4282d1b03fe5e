"""From blocks to units: what is a heading, a paragraph, a subparagraph, and under which headings each stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from unodc_nlp.reading.blocks import Block
from unodc_nlp.reading.front import is_generic_title, is_summary_title, summary_run_in
from unodc_nlp.reading.lines import Span, cut, head
from unodc_nlp.reading.markers import Marker
from unodc_nlp.reading.outline import Outline, Subparagraphs
from unodc_nlp.reading.report import UnitKind

_UNNUMBERED = 40
_WORD = 80
_NO_HEADING = ("表", "图", "资料来源", "注", "*", "（", "(")


@dataclass(slots=True)
class Draft:
    """A unit before its text is put together: its attributes as in `Unit`, and the source offsets of its text."""

    id: str
    kind: UnitKind
    number: str | None
    headings: tuple[str, ...]
    spans: list[Span]
    marks: tuple[Span, ...] = ()
    level: int | None = None


class Structure:
    """Reads blocks in order and says what each is; the numbers read so far decide what a mark means."""

    def __init__(self, blocks: Sequence[Block], joined: bool) -> None:
        """Take the blocks of a document; `joined` says that each of its paragraphs is one line of the source."""
        self._body = [block for block in blocks if not block.note]
        self._blocks = blocks
        self._joined = joined
        self._drafts: list[Draft] = []
        self._ids: dict[str, int] = {}
        self._counts = {"h": 0, "b": 0}
        self._outline = Outline()
        self._subs = Subparagraphs()
        self._paragraph = 0
        self._summary: Draft | None = None
        self._previous: Block | None = None
        self._kinds: dict[str, int] = {}

    def read(self) -> list[Draft]:
        """Return the units, in the order of their beginnings."""
        at = 0
        for block in self._blocks:
            if block.note:
                self._add_note(block)
                continue
            following = self._body[at + 1 : at + 4]
            at += 1
            self._take(block, following)
            self._previous = block
        if not self.structured:
            self._flatten()
        return self._drafts

    @property
    def structured(self) -> bool:
        """Whether a heading or a numbered paragraph was found."""
        return any(draft.kind in ("heading", "paragraph") for draft in self._drafts)

    def _take(self, block: Block, following: Sequence[Block]) -> None:
        marker = block.marker
        first = block.lines[0].text
        if block.lines[0].row:
            self._summary = None
            self._add_block(block)
            return
        if is_summary_title(first) and block.length <= 12 and not self._kinds.get("summary"):
            self._summary = self._add(block, "summary", "summary", None)
            self._summary.marks, self._summary.spans = tuple(block.spans(marked=True)), []
            return
        run_in = summary_run_in(first)
        if run_in and not self._kinds.get("summary") and not self._paragraph:
            self._summary = self._add(block, "summary", "summary", None)
            spans = block.spans(marked=True)
            self._summary.spans = list(cut(tuple(spans), run_in))
            self._summary.marks = head(tuple(spans), run_in)
            return
        if self._summary is not None and self._in_summary(block):
            self._summary.spans += block.spans(marked=True)
            return
        self._summary = None
        if not block.length:
            self._add_block(block)  # a number and nothing behind it
        elif block.lines[0].hashes and (block.is_title(_WORD) or not marker):
            self._add_heading(block, marker)
        elif marker is None:
            self._take_unmarked(block, following)
        elif marker.family == "number":
            self._take_number(block, marker, following)
        elif marker.family in ("chinese", "upper", "roman"):
            self._take_heading_mark(block, marker, following)
        elif marker.family == "word":
            if block.is_title(_WORD):
                self._add_heading(block, marker)
            else:
                self._add_block(block)
        else:
            self._take_bracket(block, marker, following)

    def _in_summary(self, block: Block) -> bool:
        marker = block.marker
        if block.lines[0].hashes or (marker and marker.family in ("number", "chinese", "upper", "roman", "word")):
            return False
        if block.marker is None and is_generic_title(block.text):
            return False
        return not (self._summary and self._summary.spans and block.lines[0].page and ending_of(self._previous))

    def _take_number(self, block: Block, marker: Marker, following: Sequence[Block]) -> None:
        if self._is_number_heading(block, marker, following):
            self._add_heading(block, marker)
            return
        self._paragraph = marker.value
        self._subs.close()
        self._subs.parent = self._add(block, "paragraph", f"p{marker.value:03d}", marker.number).id

    def _is_number_heading(self, block: Block, marker: Marker, following: Sequence[Block]) -> bool:
        """Tell a heading (1. 批准和立法援助) from a short numbered paragraph."""
        value, due, heading_due = marker.value, self._paragraph + 1, self._outline.due("number")
        if not block.is_title():
            return False
        after = following[0] if following else None
        number = after.marker.value if after and after.marker and after.marker.family == "number" else 0
        if after and number == value + 1 and after.is_title() and number != due:
            return False  # items of a list: a heading is followed by what it heads
        if number == due and after and not after.is_title():
            return True
        if number and number == value + 1:
            return False
        heads = after is not None and ((after.marker is None and after.prose) or _is_heading_mark(after))
        if value == due:
            return value == heading_due and heads
        if value == heading_due:
            return after is not None
        return heads

    def _take_heading_mark(self, block: Block, marker: Marker, following: Sequence[Block]) -> None:
        if block.is_title(_WORD):
            self._add_heading(block, marker)
        elif marker.family == "chinese" and block.ending in ("。", "；", "：") and not self._outline.has("chinese"):
            self._subs.close()
            self._subs.parent = self._add(block, "paragraph", f"p{marker.value:03d}", marker.number).id
        elif not block.prose and (block.ending == "" or (block.ending in "：:" and block.length <= _UNNUMBERED)):
            self._add_heading(block, marker)
        else:
            self._add_block(block)

    def _take_bracket(self, block: Block, marker: Marker, following: Sequence[Block]) -> None:
        after = following[0] if following else None
        if marker.family != "bullet" and self._is_bracket_heading(block, marker, after):
            self._add_heading(block, marker)
            return
        if not self._subs.parent and not self._drafts:
            self._add_block(block)
            return
        identifier = self._subs.place(marker)
        self._add(block, "subparagraph", identifier, marker.number)

    def _is_bracket_heading(self, block: Block, marker: Marker, after: Block | None) -> bool:
        """Tell a heading ((a) 制止资助恐怖主义行为) from a short subparagraph."""
        if not block.is_title() or after is None:
            return False
        if self._subs.follows(marker) or ending_of(self._previous) in ("：", ":", "；", ";"):
            return False
        if after.marker is None:
            return after.prose
        if after.marker.family == marker.family:
            return False
        if after.marker.family == "number":
            return after.marker.value == self._paragraph + 1 or after.marker.value == 1
        return _is_heading_mark(after) or after.is_title()

    def _take_unmarked(self, block: Block, following: Sequence[Block]) -> None:
        if self._is_unnumbered_heading(block, following):
            self._add_heading(block, None)
        elif self._is_rest(block, following):
            self._drafts_last().spans += block.spans()
        else:
            self._add_block(block)

    def _is_unnumbered_heading(self, block: Block, following: Sequence[Block]) -> bool:
        if not block.is_title(_UNNUMBERED) or not following or block.text.startswith(_NO_HEADING):
            return False
        previous = self._previous
        if previous and not previous.is_title(_WORD) and not previous.ending:
            return False
        if block.text[-1].isdigit() or "  " in block.text or "\t" in block.text:
            return False  # a row of a table
        if previous and previous.marker and previous.marker.family == "word" and previous.is_title(_WORD):
            return True  # what the annex or article is called
        if self._drafts and self._drafts[-1].kind == "block" and previous and previous.is_title(_WORD):
            return False  # a further row
        if is_generic_title(block.text):
            return True
        for after in following:
            if after.marker:
                due = after.marker.value in (self._paragraph + 1, 1) and after.marker.family == "number"
                return (due and after.prose) or (_is_heading_mark(after) and self._outline.has(after.marker.family))
            if not after.is_title(_UNNUMBERED):
                return False
        return False

    def _is_rest(self, block: Block, following: Sequence[Block]) -> bool:
        """Tell the rest of a numbered paragraph that a page broke at the end of a sentence.

        Where each paragraph is one line nothing but its place shows it: between a paragraph and the next number.
        """
        before = self._previous
        if not self._joined or not block.prose or not block.ending or not following or not before:
            return False
        marker, after = before.marker, following[0].marker
        if not marker or marker.family != "number" or before.is_title() or ending_of(before) not in ("。", "！", "？"):
            return False
        numbered = after is not None and after.family == "number" and after.value == self._paragraph + 1
        return marker.value == self._paragraph and (numbered or _is_heading_mark(following[0]))

    def _flatten(self) -> None:
        """Make lists blocks as all else, where there is no paragraph that they could belong to."""
        blocks = [draft for draft in self._drafts if draft.kind in ("block", "subparagraph")]
        for count, draft in enumerate(blocks, start=1):
            draft.id, draft.kind, draft.number = f"b{count:03d}", "block", None
            draft.spans, draft.marks = [*draft.marks, *draft.spans], ()

    def _drafts_last(self) -> Draft:
        return next(draft for draft in reversed(self._drafts) if draft.kind != "footnote")

    def _add_heading(self, block: Block, marker: Marker | None) -> None:
        self._subs.close()
        level = self._outline.level(marker, block.lines[0].hashes)
        above = self._outline.enter(level, marker, block.text)
        self._counts["h"] += 1
        draft = self._add(block, "heading", f"h{self._counts['h']}", marker.label if marker and marker.length else None)
        draft.headings, draft.level = above, level
        self._subs.parent = draft.id

    def _add_block(self, block: Block) -> None:
        self._subs.close()
        self._counts["b"] += 1
        draft = self._add(block, "block", f"b{self._counts['b']:03d}", None)
        draft.spans, draft.marks = block.spans(marked=True), ()
        self._subs.parent = draft.id

    def _add_note(self, block: Block) -> None:
        assert block.note is not None
        value = block.note.value
        identifier = f"fn{value}" if value else f"fns{len(block.note.label)}"
        self._add(block, "footnote", identifier, block.note.label)

    def _add(self, block: Block, kind: UnitKind, identifier: str, number: str | None) -> Draft:
        count = self._ids[identifier] = self._ids.get(identifier, 0) + 1
        if count > 1:
            identifier = f"{identifier}-{count}"
        self._kinds[kind] = self._kinds.get(kind, 0) + 1
        draft = Draft(identifier, kind, number, self._outline.path, block.spans(), block.mark_spans)
        self._drafts.append(draft)
        return draft


def ending_of(block: Block | None) -> str:
    """Return the mark that closes a block's text, or ""."""
    return block.ending if block else ""


def _is_heading_mark(block: Block) -> bool:
    marker = block.marker
    return marker is not None and marker.family in ("chinese", "upper", "roman", "word") and block.is_title(_WORD)
