# ruff: noqa: SIM905
"""Whatever the text: no crash, no character lost, offsets right, unique ids, linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unodc_nlp.reading import Report, read_text
from unodc_nlp.reading.chars import STRIPPED

_TOKENS = (
    "一. |二、|A. |B．|1. |2. |3．|４．|17. |(a) |（b）|(i) |(ii) |㈠ |① |• |- |* |** |¹ |1 |2 |附件一|摘要|目录|导言|结论"
    "|大会，|回顾其决议，|毒品和犯罪问题办公室|提供了技术援助|。|；|：|，|、|（|）|《|》|”|2017 年|5 月 22 日至 26 日，维也纳"
    "|第二十六届会议|临时议程*项目 5(c)|秘书长的报告|E/CN.15/2017/5|V.17-01720 6/16|6/16|12|____________|https://undocs.org/A/1"
    "|[72/194](#)|[^1]|[^1]: |# |**|inter-|national|.......... 3|\n|\n|\n|\n\n|\r\n|\f|\t|  |\u3000\u3000|\u2009|\u200b|\0|\ud800|😀"
    "|一|零|百|第一章|第一条|\x85|\u2028|\ufeff|²|³|km²|，1|。2"
).split("|")
documents = st.lists(st.sampled_from(_TOKENS), max_size=60).map("".join)


def check(report: Report) -> None:
    """Check what holds for every report."""
    source = report.source
    seen = [0] * len(source)
    for unit in report:
        at = 0
        for piece in unit.pieces:
            assert piece.start == at
            assert piece.length > 0
            at += piece.length
            shown, stands = unit.text[piece.start : at], source[piece.source : piece.source + piece.length]
            # A space put for a line's end is mapped to the white space that stands there.
            assert shown == stands or (shown == " " and stands in STRIPPED)
            for offset in range(piece.source, piece.source + piece.length):
                seen[offset] += 1
        assert at == len(unit.text) > 0
        assert unit.source_span(0, at)[0] <= unit.source_span(0, at)[1]
    for part in report.left_out:
        for offset in range(part.start, part.end):
            seen[offset] += 1
    assert all(count == 1 for count, char in zip(seen, source, strict=True) if char not in STRIPPED)
    ids = [unit.id for unit in report]
    assert len(ids) == len(set(ids))
    assert {unit.level is None for unit in report if unit.kind == "heading"} <= {False}
    assert report.structured == any(unit.kind in ("heading", "paragraph") for unit in report)


@settings(max_examples=400, deadline=None)
@given(documents)
def test_document_of_random_parts_loses_nothing(document: str) -> None:
    check(read_text(document))


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(codec=None), max_size=200))
def test_random_text_loses_nothing(text: str) -> None:
    check(read_text(text))


@settings(max_examples=100, deadline=None)
@given(documents)
def test_reading_does_not_depend_on_line_ends(document: str) -> None:
    plain = document.replace("\r\n", "\n")
    windows = plain.replace("\n", "\r\n")
    assert [(u.id, u.kind, u.text) for u in read_text(plain)] == [(u.id, u.kind, u.text) for u in read_text(windows)]


@pytest.mark.parametrize("text", ["", " \n\u3000", "\0\0", "\ufeff"])
def test_text_without_characters_has_no_units(text: str) -> None:
    report = read_text(text)
    assert (len(report), report.structured, report.metadata.language) == (0, False, None)


def test_text_keeps_odd_characters() -> None:
    text = "毒品\0和\u200b犯罪\ud800问题😀办\u2009公\u3000室"
    assert [unit.text for unit in read_text(f"\u3000{text}\n")] == [text]


@pytest.mark.parametrize(
    "part",
    ["(", "1", " ", "一", "1. ", "(a)", "[a](", "*", "_", ".", "¹", "\u3000", "年1月", "E/CN.15/", "一. ", "，1", "\n"],
)
def test_reading_takes_linear_time(part: str) -> None:
    text = "中" + part * (1_000_000 // len(part))
    begun = time.process_time()
    report = read_text(text)
    assert time.process_time() - begun < 3
    assert len(report) == 1


@pytest.mark.parametrize("part", ["一\n", "1. 中\n", "¹ 中1\n", "* 中*\n", "(a) 中；\n", "1 中，1\n", "目录\n"])
def test_many_lines_take_linear_time(part: str) -> None:
    def seconds(count: int) -> float:
        begun = time.process_time()
        read_text("中\n" + part * count)
        return time.process_time() - begun

    # Eight times the lines; quadratic reading would take 64 times as long, and the clock is no precise one.
    assert min(seconds(16000), seconds(16000)) < 30 * max(seconds(2000), 0.02)
