"""The text of a DOCX paragraph: its runs, fields, symbols, calls of footnotes, and the text boxes anchored in it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field

from unodc_nlp.reading.chars import superscript
from unodc_nlp.reading.lines import Span
from unodc_nlp.reading.ooxml import Element, attribute, child, tag

#: Elements whose content stands where they stand; what is in none of these lists is no text.
CONTAINERS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent", "Choice"}
_INLINE = CONTAINERS | {"hyperlink", "fldSimple", "bdo", "dir", "ruby", "rubyBase", "oMath", "oMathPara"}
_MATHS = {"f", "num", "den", "sSup", "sSub", "sup", "sub", "e", "d", "rad", "nary"}
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_BULLETS = ("F0B7", "F0A7", "F0D8")
_OFF = ("0", "false", "off", "none")


@dataclass(slots=True)
class Text:
    """A paragraph's text as it is put together.

    Attributes:
        parts: the text so far.
        calls: offsets of the calls of footnotes in it.
        notes: the footnotes that it calls: part of the file, id and printed mark.
        boxes: the text boxes anchored in it.
        fields: for each open field, whether its result has begun.
        custom: part and id of the footnote whose own mark comes next.
    """

    parts: list[str] = field(default_factory=list)
    length: int = 0
    calls: list[Span] = field(default_factory=list)
    notes: list[tuple[str, str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)
    custom: tuple[str, str] | None = None

    def add(self, text: str) -> None:
        """Append text."""
        self.parts.append(text)
        self.length += len(text)

    def call(self, kind: str, note: str, mark: str) -> None:
        """Append the mark that calls a footnote."""
        self.calls.append((self.length, self.length + len(mark)))
        self.notes.append((kind, note, mark))
        self.add(mark)


class Runs:
    """Reads the text of paragraphs, one after the other; it counts the footnotes that they call."""

    def __init__(self, notes: Mapping[str, Container[str]]) -> None:
        """Take the ids of the document's footnotes and endnotes, by ``footnote`` and ``endnote``."""
        self._notes = notes
        self._printed = {"footnote": 0, "endnote": 0}
        #: The printed mark of the footnote that is being read, "" outside of footnotes.
        self.note_mark = ""

    def read(self, parent: Element, text: Text, raised: bool = False) -> None:
        """Add the text of a paragraph's or run's content."""
        for item in parent:
            name = tag(item)
            if name == "r":
                properties = child(item, "rPr")
                if not _is_on(child(properties, "vanish")):
                    self.read(item, text, attribute(child(properties, "vertAlign"), "val") == "superscript")
                if text.custom:
                    text.call(*text.custom, mark="")  # its own mark was to follow in the run, and does not
                    text.custom = None
            elif name == "t":
                self._words(item.text or "", text, raised)
            elif name == "txbxContent":
                text.boxes.append(item)
            elif name in ("drawing", "pict", "object"):
                text.boxes += find_deep(item, "txbxContent", skip="Fallback")
            elif name == "fldChar":
                _turn(text, attribute(item, "fldCharType"))
            elif name in ("footnoteReference", "endnoteReference"):
                self._refer(item, name.removesuffix("Reference"), text)
            elif name in ("footnoteRef", "endnoteRef"):
                self._words(self.note_mark, text, raised=False)
            elif name in _SIGNS:
                self._words(_SIGNS[name], text, raised=False)
            elif name == "sym":
                code = (attribute(item, "char") or "").upper()
                self._words("•" if code in _BULLETS else "\ufffd", text, raised=False)
            elif name in _INLINE or name in _MATHS:
                self.read(item, text, raised)

    def _words(self, words: str, text: Text, raised: bool) -> None:
        if text.fields and not all(text.fields):
            return  # a field's instruction
        if text.custom:
            kind, note = text.custom
            text.custom = None
            text.call(kind, note, words.strip())
            return
        text.add(superscript(words) if raised and words.isascii() and words.isdigit() else words)

    def _refer(self, reference: Element, kind: str, text: Text) -> None:
        note = attribute(reference, "id") or ""
        if note not in self._notes[kind]:
            return
        if _is_on(reference, "customMarkFollows"):
            text.custom = (kind, note)
            return
        self._printed[kind] += 1
        text.call(kind, note, superscript(str(self._printed[kind])))


def _turn(text: Text, kind: str | None) -> None:
    """Follow the beginning, separator and end of fields."""
    if kind == "begin":
        text.fields.append(False)
    elif kind == "separate" and text.fields:
        text.fields[-1] = True
    elif kind == "end" and text.fields:
        text.fields.pop()


def _is_on(element: Element | None, name: str = "val") -> bool:
    """Tell whether a switch is on: there, and not off."""
    if element is None:
        return False
    value = attribute(element, name)
    return value not in _OFF if name == "val" else value is not None and value not in _OFF


def find_deep(parent: Element, name: str, skip: str = "") -> Iterator[Element]:
    """Yield the outermost elements of that name anywhere below `parent`, but below elements named `skip`."""
    for item in parent:
        if tag(item) == name:
            yield item
        elif tag(item) != skip:
            yield from find_deep(item, name, skip)
