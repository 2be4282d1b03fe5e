"""Official symbols of resolutions and decisions, from a number as written and the body that adopted it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from unodc_nlp.knowledge.tables import created, load_rows

_SYMBOL = re.compile(r"[A-Z][A-Z0-9.]*(?:/[A-Z0-9.]+)*/(?:RES|DEC)[./][A-Z0-9./()-]+", re.IGNORECASE)
_LETTER = "(?P<letter>[A-Z](?:[-和、及与]?[A-Z])*)?"
_FORMS = (
    ("emergency", re.compile(rf"ES-(?P<session>\d+)/(?P<number>\d+){_LETTER}")),
    ("special", re.compile(rf"S-(?P<session>\d+)/(?P<number>\d+){_LETTER}")),
    ("roman", re.compile(rf"(?P<number>\d+){_LETTER}\((?P<session>S-[IVXLC]+|[IVXLC]+)\)")),
    ("paren-year", re.compile(r"(?P<number>\d+)\((?P<year>(?:19|20)\d\d)\)")),
    ("year-slash", re.compile(rf"(?P<year>(?:19|20)\d\d)/(?P<number>\d+){_LETTER}")),
    ("slash", re.compile(rf"(?P<session>\d{{1,3}})/(?P<number>\d+){_LETTER}")),
    ("bare", re.compile(r"(?P<number>\d{3,4})(?=号?(?:决议|$|号))")),
)
_PREFIXES = {"special": "S-", "emergency": "ES-"}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_OWN = "own"
_KINDS = ("resolution", "decision")
_DECISION = re.compile("决定")


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a resolution or decision as written.

    Attributes:
        form: how it is written: ``slash`` (72/194), ``paren-year`` (1373(2001)), ``year-slash`` (2017/19), ``roman`` (3235(XXIX)),
            ``special`` (S-17/2), ``emergency`` (ES-10/2), ``bare`` (1373).
        session, number, year, letter: its parts, empty where it has none.
        decision: whether it is a decision.
    """

    form: str
    session: str = ""
    number: str = ""
    year: str = ""
    letter: str = ""
    decision: bool = False

    def __str__(self) -> str:
        number = self.number + self.letter
        if self.form == "paren-year":
            return f"{number}({self.year})"
        if self.form == "roman":
            return f"{number}({self.session})"
        before = _PREFIXES.get(self.form, "") + (self.session or self.year)
        return f"{before}/{number}" if before else number


@dataclass(frozen=True, slots=True)
class Body:
    """How one body numbers its resolutions in one form; the fields are described in `knowledge/datapackage.json`."""

    id: str
    form: str
    resolution: str
    decision: str
    first_year: int
    last_year: int
    first_session: int
    last_session: int | None
    sessions_per_year: float | None
    session_years: tuple[int, ...]
    most: int | None

    def may_have(self, number: Number, year: int) -> bool:
        """Return whether the body can have adopted that number by the end of `year`."""
        if number.form != self.form or (self.most and not number.decision and int(number.number) > self.most):
            return False
        if number.year:
            return self.first_year <= int(number.year) <= min(self.last_year, year)
        session = _session(number)
        return self.first_session <= session <= self._session_by(min(year, self.last_year))

    def symbol(self, number: Number) -> str | None:
        """Return the official symbol of that number, None where the body's resolutions or decisions have none."""
        template = self.decision if number.decision else self.resolution
        session = _PREFIXES.get(number.form, "") + number.session
        symbol = template.format(session=session, number=number.number + number.letter, year=number.year)
        return symbol or None

    def _session_by(self, year: int) -> float:
        if self.session_years:
            by_year: float = self.first_session - 1 + sum(held <= year for held in self.session_years)
        elif self.sessions_per_year:
            by_year = self.first_session + int((year - self.first_year + 1) * self.sessions_per_year)
        else:
            by_year = math.inf
        return by_year if self.last_session is None else min(by_year, self.last_session)


def read_symbol(text: str) -> str | None:
    """Return the official symbol that a mention spells out itself, None if it gives only a number.

    Args:
        text: the mention, folded and without white space.
    """
    found = _SYMBOL.search(text)
    if found:
        return found[0].upper().rstrip("/.")
    return next((match[0] for pattern in _own_forms() if (match := pattern.search(text))), None)


def read_number(text: str, decision: bool | None = None) -> Number | None:
    """Return the number that a mention states, None if it is of no known form.

    Args:
        text: the mention, folded and without white space.
        decision: whether it is a decision, where the mention itself does not say so (the earlier ones of a list).
    """
    for form, pattern in _FORMS:
        found = pattern.search(text)
        if found:
            parts = {name: value or "" for name, value in found.groupdict().items()}
            said = True if _DECISION.search(text) else None
            return Number(form=form, decision=bool(said or decision), **parts)
    return None


def bodies_for(number: Number, year: int | None = None) -> tuple[Body, ...]:
    """Return the bodies that can have adopted that number.

    Args:
        number: the number.
        year: the year of the document; later sessions are left out. The date of the tables by default.
    """
    by = year or int(created()[:4])
    return tuple(body for body in _bodies() if body.may_have(number, by))


def with_year(number: Number) -> Number:
    """Return the number of a Security Council resolution without its year as one with it, where the year is known."""
    if number.form != "bare":
        return number
    for year, (first, last) in _security_council_years().items():
        if first <= int(number.number) <= last:
            return Number("paren-year", number=number.number, year=year, decision=number.decision)
    return number


@cache
def _bodies() -> tuple[Body, ...]:
    def integer(cell: str) -> int | None:
        return int(cell) if cell else None

    return tuple(
        Body(
            id=row["id"],
            form=row["form"],
            resolution=row["resolution"],
            decision=row["decision"],
            first_year=integer(row["first_year"]) or 0,
            last_year=integer(row["last_year"]) or 9999,
            first_session=integer(row["first_session"]) or 0,
            last_session=integer(row["last_session"]),
            sessions_per_year=float(row["sessions_per_year"]) if row["sessions_per_year"] else None,
            session_years=tuple(int(year) for year in row["session_years"].split(";") if year),
            most=integer(row["most"]),
        )
        for row in load_rows("resolution_bodies")
        if row["form"] != _OWN
    )


@cache
def _own_forms() -> tuple[re.Pattern[str], ...]:
    """Return patterns of the symbols that bodies write in the number's place (WHA70.11)."""
    templates = [
        row[kind] for row in load_rows("resolution_bodies") if row["form"] == _OWN for kind in _KINDS if row[kind]
    ]
    return tuple(
        re.compile(re.escape(template).replace(r"\{session\}", r"\d+").replace(r"\{number\}", r"\d+"))
        for template in templates
    )


@cache
def _security_council_years() -> Mapping[str, tuple[int, int]]:
    return {row["year"]: (int(row["first"]), int(row["last"])) for row in load_rows("security_council_years")}


def _session(number: Number) -> int:
    if number.form == "roman":
        return _roman(number.session.removeprefix("S-"))
    return int(number.session or 0)


def _roman(text: str) -> int:
    values = [_ROMAN.get(character, 0) for character in text]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
