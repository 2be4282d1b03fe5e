"""DOCX: paragraphs with their automatic numbers, tables row by row, footnotes, text boxes; headers and footers apart."""

from __future__ import annotations

from collections.abc import Iterator

from unodc_nlp.errors import DocumentError
from unodc_nlp.reading.archive import Archive
from unodc_nlp.reading.limits import Budget
from unodc_nlp.reading.lines import Span
from unodc_nlp.reading.manuscript import Manuscript, Writer
from unodc_nlp.reading.numbering import Numbering
from unodc_nlp.reading.ooxml import Element, Package, attribute, child, children, tag
from unodc_nlp.reading.report import Place
from unodc_nlp.reading.runs import CONTAINERS, Runs, Text, find_deep

_PARTS = ("header", "footer")


def read_docx(archive: Archive, budget: Budget) -> Manuscript:
    """Read a DOCX file.

    Text that is deleted in revisions, hidden, or an instruction of a field is no text; inserted text is. Footnotes stand
    behind the paragraph that calls them; the calls are superscript digits. Headers and footers stand first, as furniture.

    Raises:
        DocumentError: the file is broken or over a limit.
    """
    return _Reader(Package(archive, budget), budget).read()


class _Reader:
    def __init__(self, package: Package, budget: Budget) -> None:
        self._package, self._budget = package, budget
        self._writer = Writer()
        self._calls: list[Span] = []
        main = package.main
        self._styles = {
            attribute(style, "styleId") or "": style
            for name in package.related(main, "styles")[:1]
            for style in children(package.tree(name), "style")
        }
        numbering = package.related(main, "numbering")
        self._numbering = Numbering(package.tree(numbering[0]) if numbering else None)
        self._notes = {kind: self._note_elements(kind) for kind in ("footnote", "endnote")}
        self._runs = Runs(self._notes)
        self._counted: dict[str, int] = {}
        self._style = ""

    def read(self) -> Manuscript:
        main = self._package.main
        root = self._package.tree(main)
        body = child(root, "body")
        if body is None:
            raise DocumentError(f"{self._budget.name} is no DOCX document: it has no body; save it anew as DOCX")
        for kind in _PARTS:
            for name in self._package.related(main, kind):
                self._blocks(self._package.tree(name), "headers")
        self._blocks(body, "body")
        return self._writer.finish(self._calls)

    def _note_elements(self, kind: str) -> dict[str, Element]:
        return {
            attribute(note, "id") or "": note
            for name in self._package.related(self._package.main, f"{kind}s")[:1]
            for note in children(self._package.tree(name), kind)
        }

    def _blocks(self, parent: Element | None, part: str) -> None:
        """Write the paragraphs and tables below an element."""
        for item in () if parent is None else parent:
            name = tag(item)
            if name == "p":
                self._paragraph(item, part)
            elif name == "tbl":
                self._table(item, part)
            elif name in CONTAINERS:
                self._blocks(item, part)

    def _table(self, table: Element, part: str) -> None:
        """Write a table row by row; one of a single column is a frame around paragraphs."""
        for row in _below(table, "tr"):
            cells = list(_below(row, "tc"))
            if len(cells) == 1:
                self._blocks(cells[0], part)
                continue
            text = Text()
            first = 0
            for at, cell in enumerate(cells):
                text.add("\t" if at else "")
                for place, paragraph in enumerate(find_deep(cell, "p")):
                    text.add(" " if place else "")
                    number = self._count(part)
                    first = first or number
                    self._runs.read(paragraph, text)
            self._write(text, part, first, row=True)

    def _paragraph(self, paragraph: Element, part: str) -> None:
        properties = child(paragraph, "pPr")
        text = Text()
        text.add(self._mark(properties))
        marked = text.length
        self._runs.read(paragraph, text)
        number = self._count(part)
        if text.length == marked and not text.boxes:
            return
        style = attribute(child(properties, "pStyle"), "val") or ""
        level = self._property(properties, "outlineLvl")
        depth = int(level) + 1 if level and level.isdigit() and int(level) < 6 else 0
        self._write(text, part, number, hashes=depth, gap=int(style != self._style))
        self._style = style

    def _write(self, text: Text, part: str, number: int, *, hashes: int = 0, gap: int = 0, row: bool = False) -> None:
        self._budget.check_time()
        self._budget.check("characters", self._writer.length + text.length, "characters")
        skip = "furniture" if part == "headers" else None
        start = self._writer.add(
            "".join(text.parts), Place(0, paragraph=number, part=part), gap=gap, hashes=hashes, skip=skip, row=row,
            note=part in ("footnotes", "endnotes"),
        )  # fmt: skip
        if part in ("body", "text boxes"):
            self._calls += [(start + a, start + b) for a, b in text.calls]
            for kind, note, mark in text.notes:
                self._note(kind, note, mark)
        for box in text.boxes:
            self._blocks(box, part if part == "headers" else "text boxes")

    def _note(self, kind: str, identifier: str, mark: str) -> None:
        """Write a footnote behind the paragraph that calls it."""
        note = self._notes[kind].pop(identifier, None)
        if note is None:
            return
        self._runs.note_mark = mark
        self._blocks(note, f"{kind}s")
        self._runs.note_mark = ""

    def _mark(self, properties: Element | None) -> str:
        """Return the automatic number of a paragraph, from its own properties or its style's."""
        own = child(properties, "numPr")
        number, level = attribute(child(own, "numId"), "val"), attribute(child(own, "ilvl"), "val")
        for style in self._chain(properties):
            from_style = child(style, "pPr", "numPr")
            number = number or attribute(child(from_style, "numId"), "val")
            level = level or attribute(child(from_style, "ilvl"), "val")
        if not number or number == "0":
            return ""
        return self._numbering.mark(number, int(level) if level and level.isdigit() and len(level) < 3 else 0)

    def _property(self, properties: Element | None, name: str) -> str | None:
        own = attribute(child(properties, name), "val")
        for style in () if own is not None else self._chain(properties):
            own = own or attribute(child(style, "pPr", name), "val")
        return own

    def _chain(self, properties: Element | None) -> Iterator[Element]:
        """Yield a paragraph's style and those that it is based on."""
        name = attribute(child(properties, "pStyle"), "val")
        seen: set[str] = set()
        while name and name not in seen and name in self._styles:
            seen.add(name)
            yield self._styles[name]
            name = attribute(child(self._styles[name], "basedOn"), "val")

    def _count(self, part: str) -> int:
        self._counted[part] = self._counted.get(part, 0) + 1
        return self._counted[part]


def _below(parent: Element, name: str) -> Iterator[Element]:
    """Yield the elements of that name below `parent`, through containers but not through others of their kind."""
    for item in parent:
        if tag(item) == name:
            yield item
        elif tag(item) in CONTAINERS:
            yield from _below(item, name)
