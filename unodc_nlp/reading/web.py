"""HTML: the paragraphs, headings, lists and tables of a page; scripts and styles are no text, navigation is furniture."""

from __future__ import annotations

import re

from lxml import etree

from unodc_nlp.errors import DocumentError
from unodc_nlp.reading.chars import is_cjk, superscript
from unodc_nlp.reading.limits import Budget
from unodc_nlp.reading.manuscript import Manuscript, Writer
from unodc_nlp.reading.report import Place

_NO_TEXT = {
    "head", "script", "style", "noscript", "template", "svg", "iframe", "object", "select", "textarea", "button", "math"
}  # fmt: skip
_FURNITURE = {"nav", "header", "footer", "aside", "menu", "form"}
_ROLES = ("navigation", "banner", "contentinfo", "search")
_BLOCKS = _FURNITURE | {
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "html", "legend", "li", "main", "ol",
    "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_FRAMED = {"table", "h1", "h2", "h3", "h4", "h5", "h6", "li", "section", "article"}
_BREAK = re.compile(r"[ \t\r\f\n]+")
_HIDDEN = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.I)
_MARK = re.compile(r"\s{0,9}[\[(（]?([0-9]{1,3}|[*＊]{1,5}|[†‡§])[\])）]?\s{0,9}\Z")
_LINE_END = "\0"


def read_html(text: str, budget: Budget) -> Manuscript:
    """Read a page of HTML.

    White space is one space, none between Chinese characters; notes' raised marks are superscripts. Positions are the
    numbers of the paragraphs and of the lines of the file.

    Raises:
        DocumentError: the page cannot be parsed, or its elements are nested deeper than is read.
    """
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "surrogatepass"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError(f"{budget.name} is no HTML that can be read ({error}); save it as text") from None
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        raise DocumentError(f"{budget.name} nests its elements too deep to be read; save it as text")
    page = _Page(budget)
    if root is not None:
        page.walk(root)
    return page.writer.finish()


class _Page:
    """Puts the paragraphs of a page together while its elements are walked through."""

    def __init__(self, budget: Budget) -> None:
        self.writer = Writer()
        self._budget = budget
        self._parts: list[str] = []
        self._heading = 0
        self._note = False
        self._furniture = 0
        self._row = 0
        self._count = 0
        self._line = 0
        self._tag = ""
        self._lists: list[int] = []

    def walk(self, root: etree._Element) -> None:
        """Take in an element and all below it."""
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            name = element.tag if isinstance(element.tag, str) else ""
            if event == "start" and (not name or name in _NO_TEXT or _is_hidden(element)):
                walker.skip_subtree()
            elif event == "start":
                self._start(element, name)
                begins = not any(part.strip() for part in self._parts)
                self._parts.append(_text_of(element, raised=_is_raised(element) or (begins and _is_anchor(element))))
            else:
                if name and name not in _NO_TEXT and not _is_hidden(element):
                    self._end(element, name)
                if element is not root:
                    self._parts.append(element.tail or "")
        self._flush()

    def _start(self, element: etree._Element, name: str) -> None:
        if name == "br":
            self._parts.append(_LINE_END)
            return
        if name == "tr" and not self._row and _is_data(element):
            self._flush()
            self._row = 1
            return
        if self._row:
            self._row += name == "tr"
            if name in ("td", "th") and any(part.strip() for part in self._parts):
                self._parts.append("\t")
            return
        if name not in _BLOCKS:
            return
        self._flush()
        self._line = element.sourceline or 0
        self._tag = f"{name} {element.get('class') or ''}"
        self._furniture += _is_furniture(element, name)
        if name[0] == "h" and name[1:].isdigit():
            self._heading = int(name[1:])
        elif name in ("ol", "ul"):
            self._lists.append(_whole(element.get("start"), 1))
        elif name == "li":
            self._parts.append(self._item(element))
        self._note = _begins_with_mark(element)

    def _end(self, element: etree._Element, name: str) -> None:
        if self._row:
            if name == "tr":
                self._row -= 1
            if not self._row:
                self._flush(row=True)
            return
        if name not in _BLOCKS:
            return
        self._flush()
        self._furniture -= _is_furniture(element, name)
        if name in ("ol", "ul") and self._lists:
            self._lists.pop()

    def _item(self, element: etree._Element) -> str:
        """Return the mark of a list's item."""
        parent = element.getparent()
        if parent is None or parent.tag != "ol" or not self._lists:
            return "• "
        number = _whole(element.get("value"), self._lists[-1])
        self._lists[-1] = number + 1
        kind = parent.get("type") or "1"
        if kind in ("a", "A") and 0 < number < 27:
            letter = chr(ord(kind) + number - 1)
            return f"({letter}) " if kind == "a" else f"{letter}. "
        return f"{number}. "

    def _flush(self, row: bool = False) -> None:
        """Write the paragraph that has come together."""
        joined = "".join(self._parts)
        self._parts = []
        heading, self._heading = self._heading, 0
        note, self._note = self._note, False
        if not joined.strip(_LINE_END + " \t\r\n\f"):
            self._heading = heading if not joined else 0
            self._note = note if not joined else False
            return
        self._budget.check_time()
        # Two line ends are what separates paragraphs on pages that have no elements for them.
        for paragraph in re.split(r"(?:\0[ \t\r\f\n]*){2,}", joined):
            text = "\n".join(_collapse(line, row) for line in paragraph.split(_LINE_END))
            if not text.strip():
                continue
            self._count += 1
            self.writer.add(
                text,
                Place(0, paragraph=self._count, line=self._line or None),
                hashes=min(heading, 6),
                skip="furniture" if self._furniture else None,
                note=True if note else None,
                row=row,
            )
            note = False


def _collapse(text: str, row: bool) -> str:
    """Return a text with its white space as one space; none where a line of the file ends between Chinese characters."""
    parts: list[str] = []
    at = 0
    for space in _BREAK.finditer(text):
        parts.append(text[at : space.start()])
        before, after = text[: space.start()][-1:], text[space.end() : space.end() + 1]
        wide = before and after and is_cjk(before) and is_cjk(after)
        if row and "\t" in space[0]:
            parts.append("\t")
        elif not ("\n" in space[0] and wide):
            parts.append(" ")
        at = space.end()
    parts.append(text[at:])
    return "".join(parts).strip(" ")


def _text_of(element: etree._Element, raised: bool) -> str:
    """Return the text before an element's first child; a raised number as superscript digits."""
    text = element.text or ""
    mark = _MARK.match(text[:20]) if raised and len(text) < 20 else None
    if mark and mark[1].isascii() and mark[1].isdigit():
        return superscript(mark[1])
    return mark[1] if mark else text


def _is_raised(element: etree._Element) -> bool:
    """Tell whether an element is, or stands right in, one that is set as superscript."""
    for _ in range(3):
        if element is None or element.tag == "sup":
            break
        element = element.getparent()
    return element is not None and element.tag == "sup"


def _is_anchor(element: etree._Element) -> bool:
    """Tell whether an element is a link within the page, as leads from a footnote back to its call."""
    return element.tag == "a" and (element.get("href") or "").startswith("#")


def _begins_with_mark(element: etree._Element) -> bool:
    """Tell whether a block begins with a raised mark, as a footnote does."""
    while element is not None and not (element.text or "").strip() and len(element):
        element = element[0]
        if element.tag == "sup" or _is_anchor(element):
            return _MARK.match("".join(element.itertext())[:20]) is not None
        if element.tag in _BLOCKS:
            return False
    return False


def _is_data(row: etree._Element) -> bool:
    """Tell the row of a table from a frame of the page's layout."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    return len(cells) > 1 and not any(item.tag in _FRAMED for item in row.iter())


def _is_furniture(element: etree._Element, name: str) -> bool:
    """Tell navigation, headers and footers: by the element, its role, or its title as word processors write it."""
    return name in _FURNITURE or element.get("role") in _ROLES or element.get("title") in ("header", "footer")


def _is_hidden(element: etree._Element) -> bool:
    return "hidden" in element.attrib or _HIDDEN.search((element.get("style") or "")[:500]) is not None


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch("[0-9]{1,6}", text) else default
