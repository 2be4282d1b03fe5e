"""Readers on bytes that nobody meant: a report that accounts for every character, or an error of ours. See tests/fuzz."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unodc_nlp.errors import DocumentError, GoldError
from unodc_nlp.gold.markup import parse
from unodc_nlp.reading import read_data, read_text
from unodc_nlp.reading.chars import STRIPPED

TESTS = Path(__file__).parents[1]
FOUND = sorted((TESTS / "fuzz" / "found").iterdir())
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ELEMENTS = (
    "p", "r", "t", "tab", "br", "tbl", "tr", "tc", "pPr", "numPr", "numId", "ilvl", "ins", "del", "sdt", "sdtContent",
    "footnoteReference", "fldChar", "instrText", "txbxContent", "drawing", "vertAlign", "rPr", "vanish", "hyperlink",
)  # fmt: skip
TAGS = ("p", "b", "sup", "table", "tr", "td", "ol", "ul", "li", "br", "h1", "h9", "nav", "hr", "script", "a", "div")
WORDS = ("大会", "1. ", "(a) ", "一. 导言", " ", "1", "*", "¹", "\n", "摘要", "A/RES/72/194", "&amp;", "&#x41;", "。")


def check(data: bytes) -> None:
    """Read bytes; every character has to be in a unit or left out."""
    try:
        report = read_data(data, "fuzz")
    except DocumentError:
        return
    covered = [False] * len(report.source)
    for start, length in [(piece.source, piece.length) for unit in report for piece in unit.pieces]:
        covered[start : start + length] = [True] * length
    for part in report.left_out:
        covered[part.start : part.end] = [True] * (part.end - part.start)
    assert not [char for char, seen in zip(report.source, covered, strict=True) if not seen and char not in STRIPPED]


def trees(names: tuple[str, ...], prefix: str) -> st.SearchStrategy[str]:
    """Return a strategy of XML with these elements."""
    value = st.sampled_from(["", "1", "superscript", "begin", "end", "-1", "99999999999", "x"])

    def element(inner: st.SearchStrategy[list[str]]) -> st.SearchStrategy[str]:
        made = st.tuples(st.sampled_from(names), value, inner)
        return made.map(lambda e: f'<{prefix}{e[0]} {prefix}val="{e[1]}">{"".join(e[2])}</{prefix}{e[0]}>')

    words = st.sampled_from([word for word in WORDS if "&" not in word])
    return st.recursive(words, lambda inner: element(st.lists(inner, max_size=4)), max_leaves=25)


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_input_that_once_broke_a_reader_is_read_or_refused(path: Path) -> None:
    check(path.read_bytes())


@given(trees(ELEMENTS, "w:"))
@settings(max_examples=150, deadline=None)
def test_docx_of_any_elements_is_read_or_refused(content: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{content}</w:body></w:document>')
    check(stream.getvalue())


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(TAGS).map("<{}>".format)), max_size=40))
@settings(max_examples=150, deadline=None)
def test_html_of_any_tags_is_read_or_refused(parts: list[str]) -> None:
    check(("<html><body>" + "".join(parts)).encode())


@given(st.data())
@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("name", ["layout.docx", "layout.pdf"])
def test_file_with_bytes_changed_is_read_or_refused(name: str, data: st.DataObject) -> None:
    content = bytearray((TESTS / "fixtures" / name).read_bytes())
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=20)):
        content[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(len(content) // 2, len(content)))
    check(bytes(content[:cut]))


@given(
    st.lists(st.sampled_from([*WORDS, "\f", "\r\n", "\t", "[^1]: ", "____\n", "**", "# ", "\ud800", "\0"]), max_size=60)
)
@settings(max_examples=300, deadline=None)
def test_text_of_any_parts_keeps_every_character(parts: list[str]) -> None:
    report = read_text("".join(parts))
    covered = set()
    for unit in report:
        covered |= {at for piece in unit.pieces for at in range(piece.source, piece.source + piece.length)}
    covered |= {at for part in report.left_out for at in range(part.start, part.end)}
    assert not [char for at, char in enumerate(report.source) if at not in covered and char not in STRIPPED]


@given(st.lists(st.sampled_from(["{ORG:", "{", "}", "|", "大会", " ", "\\", "{X:", "\n"]), max_size=30).map("".join))
def test_markup_of_any_parts_is_read_or_refused(line: str) -> None:
    with suppress(GoldError):
        assert parse(line).text is not None
