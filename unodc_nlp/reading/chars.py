"""Classes of characters, widths and numerals: what the layout and the numbering of Chinese UN documents is made of."""

from __future__ import annotations

import re
import unicodedata

#: Ideographs, kana, Chinese punctuation and full-width forms: between two lines that meet at one, no space is set.
CJK = "\u2e80-\u303f\u3041-\u30ff\u3105-\u312f\u3190-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60"
CJK_EXTENDED = "\U00020000-\U0003ffff"
#: Quotation marks, dashes and ellipses that Chinese text shares with others and sets at full width.
SHARED = "“”‘’—…·"
IDEOGRAPH = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff" + CJK_EXTENDED

#: What stands at the edge of a line without being its text: control and zero-width characters (white space is besides).
INVISIBLE = "".join(map(chr, [*range(0x09), *range(0x0E, 0x20), 0x7F])) + "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_SPACES = "\t\n\v\f\r \x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"
STRIPPED = _SPACES + INVISIBLE

CHINESE_DIGITS = "一二三四五六七八九十百〇零"
_WIDE = re.compile(f"[{CJK}{CJK_EXTENDED}{SHARED}]")
_IDEOGRAPH = re.compile(f"[{IDEOGRAPH}]")
_TERMINAL = "。！？!?；;：:…."
_CLOSERS = "”’）)》〉」』】］]\"'"
_MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹*"
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MEASURED = 400
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def is_cjk(char: str) -> bool:
    """Tell whether a character is set at full width, as Chinese text and its punctuation are."""
    return _WIDE.match(char) is not None


def has_chinese(text: str) -> bool:
    """Tell whether a text holds any Chinese character."""
    return _IDEOGRAPH.search(text) is not None


def columns(text: str) -> int:
    """Return a text's width in columns, an ideograph counting two; the measure ends after 400 characters."""
    head = text[:_MEASURED]
    return len(head) + len(_WIDE.findall(head))


def ending(text: str) -> str:
    """Return the mark that ends a sentence or clause at a text's end, closing quotes and note marks aside, or ""."""
    tail = text[-12:].rstrip(STRIPPED + _MARKS)
    if tail[-1:].isdigit() and len(tail) > 1 and tail[-2] in "。；：”）":
        tail = tail[:-1]  # a footnote's mark
    while tail and tail[-1] in _CLOSERS:
        tail = tail[:-1].rstrip(_MARKS)
    return tail[-1] if tail and tail[-1] in _TERMINAL else ""


def plain_digits(text: str) -> str:
    """Return a number with full-width and superscript digits as ASCII ones, and full-width letters and brackets too."""
    return unicodedata.normalize("NFKC", text.translate(_SUPERSCRIPTS))


def superscript(digits: str) -> str:
    """Return a number in superscript digits."""
    return digits.translate(_RAISED)


def chinese_number(text: str) -> int:
    """Return the value of a Chinese numeral below 1000 (``二十三`` → 23), 0 if it is none."""
    total = digit = 0
    for char in text:
        if char == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif char == "十":
            total, digit = total + (digit or 1) * 10, 0
        elif char in "〇零":
            digit = 0
        elif char in CHINESE_DIGITS:
            digit = CHINESE_DIGITS.index(char) + 1
        else:
            return 0
    return total + digit


def roman_number(text: str) -> int:
    """Return the value of a Roman numeral in either case (``iv`` → 4), 0 if it is none."""
    values = [_ROMAN.get(char, 0) for char in text.lower()]
    if not values or 0 in values:
        return 0
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
