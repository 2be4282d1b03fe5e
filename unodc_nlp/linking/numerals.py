"""Numbers as Chinese documents write them: digits with commas, Chinese numerals, and digits before 万 or 亿."""

from __future__ import annotations

import math
import re

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_GROUPS = {"万": 10**4, "亿": 10**8}
NUMERAL = r"(?:\d[\d,]*(?:\.\d+)?|[零〇一二两三四五六七八九十百千]{1,12})(?:[百千]?[万亿]{1,2})?(?:零?[一二两三四五六七八九十百千]{1,8})?"
_DECIMAL = re.compile(r"(\d[\d,]*(?:\.\d+)?)([百千]?)([万亿]{0,2})")
_PLAIN = re.compile("[零〇一二三四五六七八九]{2,}")


def number(text: str) -> float | None:
    """Return the value of a numeral (folded, without white space): ``1.2万`` is 12000, ``二〇一五`` 2015.

    None if it is none, or too great for a float.
    """
    value = _number(text)
    return value if value is not None and math.isfinite(value) else None


def _number(text: str) -> float | None:
    decimal = _DECIMAL.fullmatch(text)
    if decimal:
        value = float(decimal[1].replace(",", "").rstrip("."))
        for group in decimal[2] + decimal[3]:
            value *= _UNITS.get(group) or _GROUPS[group]
        return value
    if _PLAIN.fullmatch(text):
        return float("".join(str(_DIGITS[character]) for character in text))
    return _chinese(text)


def _chinese(text: str) -> float | None:
    for unit, value in (("亿", 10**8), ("万", 10**4)):
        before, found, after = text.rpartition(unit)
        if found:
            high, low = _chinese(before), _chinese(after) if after else 0.0
            return None if high is None or low is None else high * value + low
    total = 0
    digit: int | None = None
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[character]
            digit = None
        else:
            return None
    return float(total + (digit or 0)) if text else None
