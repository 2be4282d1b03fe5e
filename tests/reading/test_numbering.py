"""Automatic numbers of DOCX files: printed as word processors print them."""

from __future__ import annotations

import pytest
from lxml import etree

from unodc_nlp.reading.numbering import Numbering

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def level(at: int, kind: str, text: str, start: int = 1, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(levels: str, lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> Numbering:
    definition = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    return Numbering(etree.fromstring(f'<w:numbering xmlns:w="{W}">{definition}{lists}</w:numbering>'))


@pytest.mark.parametrize(
    ("kind", "start", "expected"),
    [
        ("decimal", 9, "9 10 11"),
        ("upperLetter", 25, "Y Z AA"),
        ("lowerLetter", 1, "a b c"),
        ("lowerRoman", 8, "viii ix x"),
        ("upperRoman", 49, "XLIX L LI"),
        ("chineseCounting", 9, "九 十 十一"),
        ("chineseCountingThousand", 19, "十九 二十 二十一"),
        ("decimalFullWidth", 9, "９ １０ １１"),
        ("decimalEnclosedCircle", 19, "⑲ ⑳ 21"),
        ("decimalZero", 8, "08 09 10"),
        ("unheardOf", 1, "1 2 3"),
    ],
)
def test_number_is_printed_in_its_format(kind: str, start: int, expected: str) -> None:
    lists = numbering(level(0, kind, "%1", start))
    assert " ".join(lists.mark("1", 0).strip() for _ in range(3)) == expected


def test_deeper_numbers_begin_anew_below_each_higher_one() -> None:
    lists = numbering(level(0, "decimal", "%1.") + level(1, "lowerLetter", "(%2)") + level(2, "decimal", "%1.%2.%3"))
    marks = [lists.mark("1", at).strip() for at in (0, 1, 1, 2, 0, 1, 2)]
    assert marks == ["1.", "(a)", "(b)", "1.b.1", "2.", "(a)", "2.a.1"]


def test_number_that_does_not_restart_counts_on() -> None:
    never = '<w:lvlRestart w:val="0"/>'
    lists = numbering(level(0, "chineseCounting", "%1.") + level(1, "decimal", "%2.", more=never))
    assert [lists.mark("1", at).strip() for at in (0, 1, 1, 0, 1)] == ["一.", "1.", "2.", "二.", "3."]


def test_list_that_starts_over_has_its_own_start() -> None:
    over = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    pair = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{over if number == 2 else ""}</w:num>'
        for number in (1, 2)
    )
    lists = numbering(level(0, "decimal", "%1."), pair)
    assert [lists.mark(number, 0).strip() for number in "11221"] == ["1.", "2.", "1.", "2.", "3."]


@pytest.mark.parametrize(("text", "expected"), [("\uf0b7", "•\t"), ("–", "–\t"), ("", "•\t")])
def test_bullet_of_a_symbol_font_is_a_bullet(text: str, expected: str) -> None:
    assert numbering(level(0, "bullet", text)).mark("1", 0) == expected


def test_list_that_is_not_defined_prints_nothing() -> None:
    assert numbering(level(0, "decimal", "%1.")).mark("7", 0) == ""
    assert numbering(level(0, "decimal", "%1.")).mark("1", 5) == ""
    assert Numbering(None).mark("1", 0) == ""
