"""Counts, shares, durations and sums of money as numbers with their qualifier and unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from unodc_nlp.linking.numerals import NUMERAL, number

Qualifier = Literal["exact", "about", "over", "under"]
_BEFORE: dict[Qualifier, str] = {
    "about": "大约|约为|约|将近|接近|近|几乎|左右",
    "over": "超过|逾|多于|高于|至少|不少于|不低于|最少|多达",
    "under": "不到|不足|少于|低于|至多|不超过|最多|近于",
}
_AFTER: dict[Qualifier, str] = {"over": "多|余|以上", "about": "左右|上下", "under": "以下|以内"}
_LEAD = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _BEFORE.items()))
_NUMBER = re.compile(NUMERAL)
_TRAIL = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _AFTER.items()))
_RANGE = re.compile("[至到~-]|之间")
_VAGUE = re.compile("[数几若]")
_PARTS = re.compile(f"({NUMERAL})分之({NUMERAL})")
_GROUPS = "万亿"


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity.

    Attributes:
        value: the number; of a range its lower end; None where the text gives none (数百万).
        to: the upper end of a range, None if it is none.
        qualifier: ``exact``, ``about``, ``over`` (at least), ``under`` (at most).
        unit: the measure word, currency or unit as it stands, without white space; ``%`` for per cent.
    """

    value: float | None
    to: float | None
    qualifier: Qualifier
    unit: str

    def __str__(self) -> str:
        numbers = [
            f"{number:g}" if number < 1e6 else f"{number:.0f}" for number in (self.value, self.to) if number is not None
        ]
        return " ".join(
            filter(None, ("" if self.qualifier == "exact" else self.qualifier, "-".join(numbers), self.unit))
        )


def read_amount(text: str) -> Amount:
    """Return the amount that a quantity states.

    Args:
        text: the mention, folded and without white space, see `names.view_text`.
    """
    qualifier: Qualifier = "exact"
    rest = text
    lead = _LEAD.match(rest)
    if lead:
        qualifier = _name(lead)
        rest = rest[lead.end() :]
    if _VAGUE.match(rest):
        return Amount(None, None, "about", _unit_after(rest[1:]))
    parts = _PARTS.match(rest)
    if parts:
        return _share(parts, qualifier)
    first = _NUMBER.match(rest)
    if first is None:
        return Amount(None, None, qualifier, rest)
    value, rest = number(first[0]), rest[first.end() :]
    rest, trail = _trail(rest)
    to = None
    dash = _RANGE.match(rest)
    second = _NUMBER.match(rest, dash.end()) if dash else None
    if second:
        to, rest = number(second[0]), rest[second.end() :]
        if to is not None and value is not None and second[0][-1] in _GROUPS and first[0][-1] not in _GROUPS:
            value *= to / (number(second[0].rstrip(_GROUPS)) or 1)
        rest, trail = _trail(rest)
    elif rest and rest[0] in _GROUPS and value is not None:
        value, rest = (
            value * (number("1" + rest[0]) or 1),
            rest[1:],
        )  # 20多万: the approximator stands inside the number
    rest, late = _strip_end(rest)
    return Amount(value, to, _stronger(qualifier, trail, late), rest)


def _share(parts: re.Match[str], qualifier: Qualifier) -> Amount:
    whole, share = number(parts[1]), number(parts[2])
    rest, late = _strip_end(parts.string[parts.end() :])
    if whole is None or share is None or not whole:
        return Amount(None, None, qualifier, rest)
    if whole == 100:
        return Amount(share, None, _stronger(qualifier, late), "%")
    return Amount(share / whole, None, _stronger(qualifier, late), rest)


def _trail(rest: str) -> tuple[str, Qualifier | None]:
    trail = _TRAIL.match(rest)
    return (rest[trail.end() :], _name(trail)) if trail else (rest, None)


def _strip_end(rest: str) -> tuple[str, Qualifier | None]:
    for name, words in _AFTER.items():
        for word in words.split("|"):
            if rest.endswith(word) and rest != word:
                return rest[: -len(word)], name
    return rest, None


def _unit_after(rest: str) -> str:
    return rest.lstrip("十百千万亿多余")


def _name(match: re.Match[str]) -> Qualifier:
    return match.lastgroup  # type: ignore[return-value]


def _stronger(*qualifiers: Qualifier | None) -> Qualifier:
    return next((qualifier for qualifier in qualifiers if qualifier not in (None, "exact")), "exact") or "exact"
