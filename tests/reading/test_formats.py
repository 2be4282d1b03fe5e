"""The three reports set as DOCX, PDF, HTML and Markdown (see tests/make_fixtures.py): the same units, each with its place."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from unodc_nlp.reading import Report, Unit, read_data, read_report
from unodc_nlp.reading.chars import STRIPPED

FIXTURES = Path(__file__).parents[1] / "fixtures"
ANNOTATIONS = Path(__file__).parents[2] / "annotations"
YEARS = ("2017", "2018", "2019")
FORMATS = ("docx", "pdf", "html", "md")
EVERY = [(year, kind) for year in YEARS for kind in FORMATS]
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


@cache
def report(name: str) -> Report:
    return read_report(FIXTURES / name)


def gold(year: str) -> list[dict[str, Any]]:
    lines = (ANNOTATIONS / "units" / f"{year}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def units(name: str) -> dict[str, Unit]:
    return {unit.id: unit for unit in report(name)}


@pytest.mark.parametrize(("year", "kind"), EVERY)
def test_format_gives_the_units_of_the_gold(year: str, kind: str) -> None:
    found = [
        (u.id, u.kind, u.number, list(u.headings), u.level, u.text)
        for u in report(f"{year}.{kind}")
        if u.kind != "footnote"
    ]
    assert found == [
        (u["id"].removeprefix(f"{year}-"), u["kind"], u["number"], u["headings"], u.get("level"), u["text"])
        for u in gold(year)
        if u["kind"] != "footnote"
    ]


@pytest.mark.parametrize(("year", "kind"), EVERY)
def test_format_gives_the_footnotes_of_the_gold(year: str, kind: str) -> None:
    # Under which heading a footnote stands depends on where its page ends, and its mark may be raised.
    found = [
        (u.id, (u.number or "").translate(SUPERSCRIPTS), u.text)
        for u in report(f"{year}.{kind}")
        if u.kind == "footnote"
    ]
    assert found == [
        (u["id"].removeprefix(f"{year}-"), u["number"].translate(SUPERSCRIPTS), u["text"])
        for u in gold(year)
        if u["kind"] == "footnote"
    ]


@pytest.mark.parametrize("kind", FORMATS)
def test_format_gives_464_units(kind: str) -> None:
    assert sum(len(report(f"{year}.{kind}")) for year in YEARS) == 464


@pytest.mark.parametrize(("year", "kind"), EVERY)
def test_format_gives_the_metadata_of_the_gold(year: str, kind: str) -> None:
    expected = json.loads((ANNOTATIONS / "reports.json").read_text(encoding="utf-8"))[year]
    del expected["file"]
    # The masthead that the plain text lacks names the document.
    expected["symbol"] = {"2017": "E/CN.15/2017/5", "2018": "A/73/125", "2019": "E/CN.15/2019/4"}[year]
    if kind == "md":
        expected["symbol"] = None
    metadata = report(f"{year}.{kind}").metadata
    assert {name: getattr(metadata, name) for name in metadata.__slots__} == expected


@pytest.mark.parametrize(("year", "kind"), EVERY)
def test_format_offsets_point_at_the_same_characters(year: str, kind: str) -> None:
    source = report(f"{year}.{kind}").source
    for unit in report(f"{year}.{kind}"):
        found = "".join(source[unit.source_offset(at)] for at in range(len(unit.text)))
        assert found.replace("\n", " ") == unit.text


@pytest.mark.parametrize("name", [f"{year}.{kind}" for year, kind in EVERY] + ["layout.docx", "layout.pdf"])
def test_format_holds_every_character_once(name: str) -> None:
    source = report(name).source
    seen = [0] * len(source)
    for start, length in [(p.source, p.length) for u in report(name) for p in u.pieces]:
        for at in range(start, start + length):
            seen[at] += 1
    for part in report(name).left_out:
        for at in range(part.start, part.end):
            seen[at] += 1
    assert all(count == 1 for count, char in zip(seen, source, strict=True) if char not in STRIPPED)


@pytest.mark.parametrize("name", ["2018.docx", "2018.pdf", "2018.html", "2018.md"])
def test_format_is_told_by_content_not_by_name(name: str) -> None:
    read = read_data((FIXTURES / name).read_bytes(), "report.txt")
    assert [unit.text for unit in read] == [unit.text for unit in report(name)]


def test_pdf_position_is_page_line_and_box() -> None:
    paragraph = units("2018.pdf")["p100"]
    first = report("2018.pdf").position(paragraph.source_offset(0))
    last = report("2018.pdf").position(paragraph.source_offset(len(paragraph.text) - 1))
    assert first.page is not None
    assert last.page is not None
    assert first.line is not None
    assert first.box is not None
    assert last.box is not None
    assert 1 < first.page <= last.page <= 16
    left, bottom, right, top = first.box
    assert 60 < left < 200 < right < 612
    assert bottom < top < 792
    assert (first.page, -first.box[1]) < (last.page, -last.box[1])  # further down


def test_docx_position_is_the_paragraph() -> None:
    read = report("layout.docx")
    found = {unit.id: read.position(unit.pieces[0].source) for unit in read}
    assert (found["h1"].part, found["h1"].paragraph) == ("body", 8)
    assert (found["fn2"].part, found["fn2"].paragraph) == ("footnotes", 3)
    assert (found["b004"].part, found["b004"].paragraph) == ("text boxes", 1)
    assert (found["p005"].part, found["p005"].paragraph) == ("body", 31)  # behind the nine cells of a table


def test_text_position_is_the_line() -> None:
    read = read_data("一. 导言\n\n1. 大会通过了该决议。\n".encode(), "a.txt")
    assert read.position(read.units[1].source_offset(0)).line == 3
    with pytest.raises(IndexError):
        read.position(len(read.source))


def test_docx_automatic_numbers_are_those_printed() -> None:
    numbers = [unit.number for unit in report("layout.docx") if unit.kind in ("paragraph", "subparagraph", "heading")]
    assert numbers == ["一", "1", "2", "(a)", "(i)", "(ii)", "(b)", "3", None, None, None, "二", "4", "5"]


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_table_is_one_block_a_row(kind: str) -> None:
    found = [unit.text.split() for unit in report(f"layout.{kind}") if unit.kind == "block"][:3]
    assert found == [["国家", "讲习班", "参加者"], ["肯尼亚", "3", "120"], ["塞内加尔", "2", "85"]]


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_text_box_is_read_once(kind: str) -> None:
    found = [unit.text for unit in report(f"layout.{kind}") if "方框" in unit.text]
    assert found == ["方框：加纳在 2019 年通过了新的反腐败法。"]


def test_docx_deleted_hidden_and_field_codes_are_no_text() -> None:
    assert units("layout.docx")["p005"].text == "审议组第十一届会议审议了本说明。见附件一。"


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_footnote_marks_are_taken_out_and_squares_stay(kind: str) -> None:
    text = units(f"layout.{kind}")["p001"].text
    assert text.startswith("缔约国会议在其第 3/1 号决议中请秘书处")
    assert "km²" in text
    assert [unit.text for unit in report(f"layout.{kind}") if unit.kind == "footnote"] == [
        "见 CAC/COSP/2009/15，第一节。",
        "各国名单见附件。",
        "包括示范条款。",
        "捐助方名单可向秘书处索取。",
    ]


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_headers_and_footers_are_left_out_as_such(kind: str) -> None:
    read = report(f"2017.{kind}")
    left = {read.source[part.start : part.end] for part in read.left_out if part.reason == "furniture"}
    assert "E/CN.15/2017/5" in left
    assert any("V.17-01720" in text for text in left)
    assert not any("V.17-01720" in unit.text for unit in read)


def test_pdf_footnotes_in_two_columns_are_read_one_by_one() -> None:
    assert [(unit.id, unit.text) for unit in report("columns.pdf") if unit.kind == "footnote"] == [
        ("fn1", "见大会第 74/177 号决议，第 19 段。"),
        ("fn2", "同上。"),
        ("fn3", "下称毒罪办。"),
        ("fn4", "见 A/74/134，第二节。"),
        ("fn5", "本报告在截止日期后提交。"),
    ]


def test_pdf_paragraph_over_two_pages_is_one() -> None:
    unit = units("columns.pdf")["p002"]
    assert unit.text == "毒品和犯罪问题办公室在巴拿马、内罗毕、塔什干和曼谷的外地办事处继续向会员国提供援助。"
    pages = [report("columns.pdf").position(unit.source_offset(at)).page for at in (0, len(unit.text) - 1)]
    assert pages == [1, 2]


def test_pdf_running_heads_are_left_out_and_name_the_document() -> None:
    read = report("columns.pdf")
    assert read.metadata.symbol == "A/75/90"
    left = [read.source[part.start : part.end] for part in read.left_out if part.reason == "furniture"]
    assert left.count("A/75/90") == 3
    assert "20-05432 2/3" in left


def test_html_of_a_word_processor_gives_footnotes_headers_and_symbol() -> None:
    page = """<html><body><div title="header"><table><tr><td>联合国</td><td>A/75/90</td></tr></table></div>
        <p>1. 大会通过了决议<a href="#n1sym"><sup>1</sup></a>。</p>
        <p>2. 理事会注意到<a href="#s">该决议</a>。</p>
        <div id="n1"><p><a href="#n1anc">1</a>见第 74/177 号决议。</p></div>
        <div title="footer"><p>20-05432 (C)</p></div></body></html>"""
    read = read_data(page.encode(), "a.html")
    assert [(unit.id, unit.text) for unit in read] == [
        ("p001", "大会通过了决议。"),
        ("p002", "理事会注意到该决议。"),
        ("fn1", "见第 74/177 号决议。"),
    ]
    assert read.metadata.symbol == "A/75/90"
    assert [read.source[part.start : part.end] for part in read.left_out if part.reason == "furniture"] == [
        "联合国\tA/75/90",
        "20-05432 (C)",
    ]


def test_html_lists_and_tables_have_marks_and_rows() -> None:
    page = (
        "<html><body><h2>一. 导言</h2><p>1. 形式如下：</p><ol type=a start=2><li>立法</li><li>培训</li></ol>"
        "<ul><li>其他</li></ul><table><tr><th>国家</th><th>次数</th></tr><tr><td>加纳</td><td>3</td></tr></table>"
        "<table><tr><td><h3>A. 结论</h3></td></tr></table></body></html>"
    )
    assert [(unit.kind, unit.number, unit.text) for unit in read_data(page.encode(), "a.html")] == [
        ("heading", "一", "导言"),
        ("paragraph", "1", "形式如下："),
        ("subparagraph", "(b)", "立法"),
        ("subparagraph", "(c)", "培训"),
        ("subparagraph", None, "其他"),
        ("block", None, "国家\t次数"),
        ("block", None, "加纳\t3"),
        ("heading", "A", "结论"),
    ]


def test_html_lines_broken_in_the_file_join_as_browsers_show_them() -> None:
    page = "<html><body><p>1. 大会在其第\n 72/194 号决\n  议中请<br>办公室协助 African\nUnion。</p></body></html>"
    assert [unit.text for unit in read_data(page.encode(), "a.html")] == [
        "大会在其第 72/194 号决议中请办公室协助 African Union。"
    ]


def test_markdown_is_taken_off_and_words_stay() -> None:
    text = "## 一. 导言\n\n1. **大会**在[第 72/194 号](http://undocs.org/A/RES/72/194)决议中请**办公室**协助[^1]。\n\n[^1]: 见上文。\n"
    read = read_data(text.encode(), "a.md")
    assert [(unit.kind, unit.level, unit.text) for unit in read] == [
        ("heading", 1, "导言"),
        ("paragraph", None, "大会在第 72/194 号决议中请办公室协助。"),
        ("footnote", None, "见上文。"),
    ]
