"""From lines to blocks: one block for each heading, paragraph, subparagraph, footnote or other stretch of text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from unodc_nlp.reading.chars import is_cjk
from unodc_nlp.reading.layout import Layout, is_prose
from unodc_nlp.reading.lines import Line, Span, cut, head
from unodc_nlp.reading.markers import Marker, as_roman, read_marker
from unodc_nlp.reading.notes import Calls, NoteMark, NoteReader

_HEADING = 60
_LONG = 40
# How the paragraphs of a resolution's preamble begin; each ends with a comma.
_PREAMBLE = re.compile(
    "(?:大会|安全理事会|经济及社会理事会|[^，。]{2,30}(?:委员会|理事会|会议))，\\Z"
    "|(?:又|还|并|再次|进一步|特别|深为|十分|充分|仍然|同时|高度|严重|赞赏地|满意地|关切地|着重|欣见|深表|同样|再|也|此外|重新){0,2}"
    "(?:回顾|忆及|重申|铭记|注意到|认识到|意识到|确认|承认|深信|确信|强调|欢迎|赞赏|感谢|关切|考虑到|念及|表示|震惊|申明"
    "|指出|审议了|收到|欣见|谴责|希望|决心|坚信|肯定|受.{0,10}指引|遵循|本着|鉴于|遗憾|不安|赞扬|赞同|支持|鼓励|严重|关注)"
)


@dataclass(slots=True)
class Block:
    """Lines that belong together.

    Attributes:
        lines: the lines, in order.
        marker: the mark that opens it, if any.
        note: the footnote's mark, if the block is a footnote.
        length: number of characters of its text.
        prose: whether its text has the marks of sentences.
    """

    lines: list[Line]
    marker: Marker | None = None
    note: NoteMark | None = None
    length: int = field(init=False)
    prose: bool = field(init=False)
    _stopped: bool = field(init=False)

    def __post_init__(self) -> None:
        self.length, self.prose, self._stopped = 0, False, False
        first = self.lines[0]
        self._count(first.text[self.mark_length :])

    @property
    def mark_length(self) -> int:
        """Number of characters of the first line that are the mark."""
        if self.note:
            return self.note.length
        return self.marker.length if self.marker else 0

    @property
    def start(self) -> int:
        """Source offset of the block, its mark included."""
        return self.lines[0].start

    @property
    def last(self) -> Line:
        """The last line."""
        return self.lines[-1]

    @property
    def ending(self) -> str:
        """The mark that closes the text, or ""."""
        return self.lines[-1].ending if self.length else ""

    @property
    def text(self) -> str:
        """The text without the opening mark, lines put together without spaces: for looking at, not for output."""
        return self.lines[0].text[self.mark_length :] + "".join(line.text for line in self.lines[1:])

    @property
    def mark_spans(self) -> tuple[Span, ...]:
        """Source offsets of the opening mark."""
        return head(self.lines[0].spans, self.mark_length)

    def spans(self, marked: bool = False) -> list[Span]:
        """Return the source offsets of the text; `marked` includes the opening mark."""
        first = self.lines[0].spans if marked else cut(self.lines[0].spans, self.mark_length)
        return [*first, *(span for line in self.lines[1:] for span in line.spans)]

    def add(self, line: Line) -> None:
        """Append a line."""
        self.lines.append(line)
        self._count(line.text)

    def is_title(self, limit: int = _HEADING) -> bool:
        """Tell whether the text looks like a heading: short, and not closed like a sentence."""
        if not 0 < self.length <= limit or self._stopped or self.ending not in ("", "？", "?"):
            return False
        return self.lines[-1].text[-1] not in "，、"

    def _count(self, text: str) -> None:
        self.length += len(text)
        self.prose = self.prose or is_prose(text)
        self._stopped = self._stopped or "。" in text


class BlockReader:
    """Puts lines together to blocks, one line after the other.

    Whether a mark at a line's beginning opens a block or is just where a sentence was broken depends on the line before
    it and on the numbers that are due; the reader keeps the last of each.
    """

    def __init__(self, layout: Layout, calls: Calls, first_page: bool = False) -> None:
        self._layout = layout
        self._first_page = first_page
        self._notes = NoteReader(calls)
        self._blocks: list[Block] = []
        self._body: Block | None = None
        self._note: Block | None = None
        self._noted: Block | None = None
        self._paragraph = 0
        self._last: dict[str, int] = {}

    def read(self, lines: Sequence[Line]) -> list[Block]:
        """Return the blocks of the lines, in the order of their beginnings."""
        for line in lines:
            self._take(line)
        return self._blocks

    def _take(self, line: Line) -> None:
        after = self._body.ending if self._body else "。"
        mark = self._notes.read(line, self._note is not None, after, self._first_page)
        if mark:
            self._note = self._noted = Block([line], note=mark)
            self._blocks.append(self._note)
            return
        if line.note and self._noted:
            self._noted.add(line)  # a footnote's further paragraph, or its rest on the next page
            return
        marker = None if line.row else read_marker(line.text)
        if line.whole:
            self._note = None
            if self._body and not self._body.length and not marker:
                self._body.add(line)  # its number stands in a paragraph of its own
            else:
                self._open(line, marker)
            return
        if self._note:
            if not line.page and not self._opens(marker, line, self._note) and self._goes_on(self._note, line):
                self._note.add(line)
                return
            self._note = None
        if self._body and not line.hashes and not self._body.last.hashes and not self._body.last.row:
            opens = self._opens(marker, line, self._body)
            if not opens and self._goes_on(self._body, line):
                self._body.add(line)
                return
            if not opens:
                marker = None
        self._open(line, marker)

    def _open(self, line: Line, marker: Marker | None) -> None:
        """Begin a block of the body."""
        self._close()
        self._body = Block([line], marker)
        self._first_page = self._first_page and (marker is None or marker.family == "bullet")
        self._blocks.append(self._body)

    def _close(self) -> None:
        """Note the number of the block that ends."""
        block = self._body
        if not block or not block.marker:
            return
        family, value = block.marker.family, block.marker.value
        if family == "number":
            due = value == self._paragraph + 1 and value != self._last.get("heading", 0) + 1
            if block.is_title() and not due:
                self._last["heading"] = value
            else:
                self._paragraph = value
                self._last.pop("letter", None)
        else:
            self._last[family] = value
            if block.is_title():
                self._last[f"{family} heading"] = value

    def _opens(self, marker: Marker | None, line: Line, block: Block) -> bool:
        """Tell whether a mark opens a block, given the block before it."""
        if marker is None:
            return False
        end, full = block.ending, self._layout.is_full(block.last, line)
        broken = not end and block.length > 0 and (block.prose or full or block.last.width >= _LONG)
        if block.is_title() and not full and self._titled(block):
            broken = False
        title = not line.ending and len(line.text) <= _HEADING
        family, value = marker.family, marker.value
        if family == "number":
            if value == self._paragraph + 1 or (block is self._body and self._due(block, value)):
                return True
            near = self._paragraph < value <= self._paragraph + 5
            return not broken or (near and not full) or (title and value in (1, self._last.get("heading", 0) + 1))
        if family in ("chinese", "upper", "roman", "word"):
            if not broken:
                return True
            return title and not full and (family == "word" or value in (1, self._last.get(family, 0) + 1))
        if family == "bullet":
            return not broken or (block.marker is not None and block.marker.family == "bullet" and not full)
        last = self._last.get(family, 0)
        if block.marker and block.marker.family == family:
            last = block.marker.value
        if title and not broken and value == self._last.get(f"{family} heading", 0) + 1:
            return True
        if value == last + 1 and last:
            return not broken or not full
        if value == 1 or as_roman(marker) == 1:
            return not broken
        return not broken and (not full or self._layout.is_apart(line))

    @staticmethod
    def _due(block: Block, value: int) -> bool:
        return block.marker is not None and block.marker.family == "number" and value == block.marker.value + 1

    def _titled(self, block: Block) -> bool:
        """Tell whether a block that looks like a heading is one by its mark."""
        if not block.marker:
            return not block.prose and block.length <= _LONG
        return not block.prose and not (block.marker.family == "number" and block.marker.value == self._paragraph + 1)

    def _goes_on(self, block: Block, line: Line) -> bool:
        """Tell whether a line without a mark continues the block before it."""
        layout, last, end = self._layout, block.last, block.ending
        if not block.length:
            return True  # a number alone on its line
        full = layout.is_full(last, line)
        if end:
            if line.page and layout.width is None:
                return False
            return full and not layout.is_apart(line) and (line.page or not layout.is_indented(line))
        if full and not layout.is_apart(line) and not (layout.is_indented(line) and last.text[-1] == "，"):
            return True
        if last.text[-1] == "，" and block.marker is None and _PREAMBLE.match(line.text):
            return False
        if last.text[-1] in "，、（(《“—-" or line.text[0] in "，。；、）)》”：":
            return True
        if layout.is_indented(line) and not line.page and layout.width is not None:
            return False
        return self._is_broken(block, line)

    def _is_broken(self, block: Block, line: Line) -> bool:
        """Tell whether a block without a closing mark is a sentence broken off, and no title or cell of a table."""
        wide = block.last.width >= _LONG or (block.length > _HEADING and is_cjk(block.last.text[-1]))
        if not block.marker:
            return block.prose or (wide and block.length > _HEADING) or block.note is not None
        if block.marker.family == "number" and block.marker.value == self._paragraph + 1:
            return block.prose or wide or line.page
        listed = block.marker.family in ("number", "letter", "bracket", "chinese_bracket", "bullet")
        return block.prose or (listed and line.page and line.ending != "")
