"""The mark that opens a line: 一. A. 1. (a) ㈠ • 附件 第一章. What it means is for `structure` to say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from unodc_nlp.reading.chars import CHINESE_DIGITS, chinese_number, plain_digits, roman_number

#: chinese 一. upper A. roman II. number 1. letter (a) bracket (1) ① chinese_bracket (一) bullet • word 附件
Family = Literal["chinese", "upper", "roman", "number", "letter", "bracket", "chinese_bracket", "bullet", "word"]


@dataclass(frozen=True, slots=True)
class Marker:
    """A mark at the beginning of a line.

    Attributes:
        family: its kind.
        value: its place in a sequence, from 1; 0 for bullets and words.
        label: the number as printed, in half-width characters and without its points and brackets.
        length: characters of the line that it takes, with the space behind it; 0 for words, which are part of the text.
    """

    family: Family
    value: int
    label: str
    length: int

    @property
    def number(self) -> str | None:
        """The number of a paragraph or subparagraph: ``17``, ``(a)``, ``一``; None for bullets and words."""
        if self.family in ("letter", "bracket", "chinese_bracket"):
            return f"({self.label})"
        return self.label if self.value else None


_GAP = r"[\s\u3000]{0,20}"
_DATE_NEXT = r"(?!\d)|(?=\d{4}\s?年|\d{1,2}\s?月)"
_POINT = r"\\?[.．、﹒]"
_PATTERNS: tuple[tuple[Family, re.Pattern[str]], ...] = (
    # 3.5 and 2016、2017 年 are no numbers of paragraphs; 17. 2018 年, 17.2018年 and 17、2018年 are.
    ("number", re.compile(rf"([0-9０-９]{{1,4}})\s?\\?[.．﹒](?:{_DATE_NEXT}){_GAP}")),
    ("number", re.compile(rf"([0-9０-９]{{1,3}})\s?、{_GAP}")),
    ("number", re.compile(rf"([⒈-⒛]){_GAP}")),
    ("chinese", re.compile(rf"([{CHINESE_DIGITS}]{{1,5}})\s?{_POINT}{_GAP}")),
    ("roman", re.compile(rf"((?=[IVXLC]{{2}})[IVXLC]{{2,6}}|[Ⅰ-Ⅻ])\s?{_POINT}(?![A-Za-z0-9]){_GAP}")),
    ("upper", re.compile(rf"([A-ZＡ-Ｚ])\s?{_POINT}(?![A-Za-z0-9]){_GAP}")),
    ("letter", re.compile(rf"[(（]\s?([A-Za-zａ-ｚＡ-Ｚ]|[ivxIVX]{{2,5}}|[ⅰ-ⅻ])\s?[)）]{_GAP}")),
    ("letter", re.compile(rf"([a-zａ-ｚ])[)）]{_GAP}")),
    ("chinese_bracket", re.compile(rf"[(（]\s?([一二三四五六七八九十]{{1,3}})\s?[)）]{_GAP}")),
    ("chinese_bracket", re.compile(rf"([㈠-㈩]){_GAP}")),
    ("bracket", re.compile(rf"[(（]\s?([0-9０-９]{{1,2}})\s?[)）]{_GAP}")),
    ("bracket", re.compile(rf"([0-9０-９]{{1,2}})[)）]{_GAP}")),
    ("bracket", re.compile(rf"([①-⑳⑴-⒇]){_GAP}")),
    ("bullet", re.compile(rf"([•●○■□◆◇▪▫‣⁃]|[·–—−*\-](?=[\s\u3000])|——(?=[\s\u3000])){_GAP}")),
)
_NUMERAL = rf"(?:[{CHINESE_DIGITS}]{{1,3}}|[A-Z]|[0-9]{{1,2}}|[IVX]{{1,4}})"
_WORD = re.compile(
    rf"(?:(?:附件|附录|附文|附表|增编|附篇)(?:\s?{_NUMERAL})?(?=\Z|[\s\u3000：:.])"
    rf"|(?:决议|决定)草案\s?{_NUMERAL}(?=\Z|[\s\u3000：:.])"
    rf"|第\s?(?:[{CHINESE_DIGITS}]{{1,5}}|[0-9]{{1,3}})\s?[章编篇节条部](?:分)?(?=\Z|[\s\u3000：:.]))"
)


def read_marker(text: str) -> Marker | None:
    """Return the mark at the beginning of a line's text, or None; only its first 60 characters are looked at."""
    head = text[:60]
    for family, pattern in _PATTERNS:
        match = pattern.match(head)
        if match:
            return _marker(family, match)
    word = _WORD.match(head)
    return Marker("word", 0, word[0].strip(), 0) if word else None


def as_roman(marker: Marker) -> int:
    """Return the value of a lettered mark read as a Roman numeral, 0 if it is none."""
    return roman_number(marker.label)


def _marker(family: Family, match: re.Match[str]) -> Marker | None:
    label = plain_digits(match[1]).strip("().")
    value = 0
    if family in ("number", "bracket"):
        value = int(label)
        if family == "number" and value == 0:
            return None
    elif family in ("chinese", "chinese_bracket"):
        value = chinese_number(label)
    elif family == "roman" or (family == "letter" and len(label) > 1):
        value = roman_number(label)
    elif family in ("upper", "letter"):
        value = ord(label.lower()) - ord("a") + 1
    return Marker(family, value, label, match.end())
