"""Dates and periods as ISO 8601, with the year that a report leaves out."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from unodc_nlp.linking.numerals import number

Modifier = Literal["early", "mid", "late"]
_N = "[0-9〇零一二三四五六七八九十]"
_PIECE = re.compile(
    rf"(?:(?P<year>\d{{4}}|[〇零一二三四五六七八九]{{4}})年?)?"
    rf"(?:(?P<month>(?<![0-9]){_N}{{1,3}}|(?<=年){_N}{{1,3}})月份?)?"
    rf"(?:(?P<day>{_N}{{1,3}})[日号]?)?"
    r"(?P<part>第?[一二三四1-4]季度|上半年|下半年|上旬|中旬|下旬|年初|年中|年底|年末|月初|月中|月底|月末|初|中期|中|底|末|春季?|夏季?|秋季?|冬季?|晚些时候|年代|早些时候)?"
)
_DECADE = re.compile(r"(?:(\d{2}|二十)世纪)?(?:(\d{2})(\d)0|(\d)0)年代(初|中期|末)?")
_JOIN = re.compile("至|到|-|—|~|和|与|及|、|，|,")
_LEAD = re.compile("^(?:自|从|截至|截止)")
_MODIFIERS: dict[str, Modifier] = {"初": "early", "中": "mid", "底": "late", "末": "late"}
_HALVES = {"上半年": (1, 6), "下半年": (7, 12)}


@dataclass(frozen=True, slots=True)
class Period:
    """A date or a period.

    Attributes:
        start: its first day, month or year as precise as the text: ``2017-03-01``, ``2017-03`` or ``2017``.
        end: its last one; the same as `start` for a single date.
        modifier: ``early`` (初), ``mid`` (中), ``late`` (底, 末) where the text narrows it so.
    """

    start: str
    end: str
    modifier: Modifier | None = None

    def __str__(self) -> str:
        return self.start if self.start == self.end else f"{self.start}/{self.end}"


class _Piece(NamedTuple):
    year: int | None
    month: int | None
    day: int | None
    months: tuple[int, int] | None = None
    modifier: Modifier | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """What decides the year of a date without one.

    Attributes:
        start, end: the period that the document reports on, ISO 8601, None if not known.
        year: the year of the last date before in the same sentence, None if there is none.
    """

    start: str | None = None
    end: str | None = None
    year: int | None = None


def read_period(text: str, calendar_: Calendar) -> Period | None:
    """Return the period that a date states; None where it is impossible (2月30日), or its year cannot be known.

    Args:
        text: the mention, folded and without white space, see `names.view_text`.
        calendar_: what decides a year left out.
    """
    decade = _DECADE.fullmatch(text)
    if decade:
        return _decade(decade)
    pieces = _pieces(_LEAD.sub("", text))
    if not pieces:
        return None
    first, last = pieces[0], pieces[-1]
    # In a range the later end gives the year and month that the earlier one lacks, or the other way round.
    last = last._replace(
        year=last.year or first.year, month=last.month or (first.month if last.day and not last.months else None)
    )
    if (
        len(pieces) > 1
        and pieces[-1].year is None
        and first.year
        and last.month
        and first.month
        and last.month < first.month
    ):
        last = last._replace(year=first.year + 1)
    if first.year is None and last.year is not None:
        before = bool(first.month and last.month and first.month > last.month)
        first = first._replace(year=last.year - before)
    if first.year is None:
        year = _year(first, last, calendar_)
        if year is None:
            return None
        over = bool(first.month and last.month and first.month > last.month)
        first, last = first._replace(year=year), last._replace(year=year + over)
    return _period(first, last)


def _pieces(text: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    at = 0
    while at < len(text):
        match = _PIECE.match(text, at)
        if match is None or match.end() == at:
            return []
        piece = _piece(match)
        if piece is None:
            return []
        pieces.append(piece)
        at = match.end()
        join = _JOIN.match(text, at)
        if join:
            at = join.end()
        elif at < len(text):
            return []
    return pieces


def _piece(match: re.Match[str]) -> _Piece | None:
    year, month, day = (_int(match[name]) for name in ("year", "month", "day"))
    part = match["part"] or ""
    if year is None and month is None and day is None:
        return None
    months: tuple[int, int] | None = _HALVES.get(part)
    if part.endswith("季度"):
        quarter = int(number(part.removeprefix("第")[0]) or 0)
        months = 3 * quarter - 2, 3 * quarter
    modifier = next((value for sign, value in _MODIFIERS.items() if part.endswith(sign) or part == "中期"), None)
    if part == "上旬":
        modifier = "early"
    elif part in ("中旬", "中期"):
        modifier = "mid"
    elif part == "下旬":
        modifier = "late"
    return _Piece(year, month, day, months, modifier)


def _int(text: str | None) -> int | None:
    value = number(text) if text else None
    return None if value is None else int(value)


def _year(first: _Piece, last: _Piece, calendar_: Calendar) -> int | None:
    """Return the year of a date without one: that of the sentence, or the only one in the reporting period."""
    if first.month is None:
        return None
    within = [year for year in _years(calendar_) if _inside(first._replace(year=year), calendar_)]
    if calendar_.year is not None and (calendar_.year in within or not _years(calendar_)):
        return calendar_.year
    return within[0] if len(within) == 1 else None


def _years(calendar_: Calendar) -> range:
    if not calendar_.start or not calendar_.end:
        return range(0)
    return range(int(calendar_.start[:4]), int(calendar_.end[:4]) + 1)


def _inside(piece: _Piece, calendar_: Calendar) -> bool:
    at = f"{piece.year:04d}-{piece.month:02d}"
    return str(calendar_.start)[:7] <= at <= (str(calendar_.end) + "-12")[:7]


def _period(first: _Piece, last: _Piece) -> Period | None:
    start, end = _iso(first, 0), _iso(last, 1)
    if start is None or end is None or (start > end and len(start) == len(end)):
        return None
    period = Period(start, end)
    modifier = last.modifier if first.modifier is None or first is last else None
    return replace(period, modifier=modifier or first.modifier) if (modifier or first.modifier) else period


def _iso(piece: _Piece, side: int) -> str | None:
    year, month, day = piece.year, piece.months[side] if piece.months else piece.month, piece.day
    assert year is not None
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12 or not 1 <= year <= 9999:
        return None
    if day is None:
        return f"{year:04d}-{month:02d}"
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def _decade(match: re.Match[str]) -> Period | None:
    century, hundreds, tens, short, part = match.groups()
    if hundreds:
        start = int(hundreds) * 100 + int(tens) * 10
    else:
        base = 1900 if century is None else (int(number(century) or 0) - 1) * 100
        start = base + int(short) * 10
    return Period(f"{start:04d}", f"{start + 9:04d}", _MODIFIERS.get(part[0]) if part else None)
