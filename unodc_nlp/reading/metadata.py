"""What a report says of itself: body, session, meeting, agenda item, title, author; and the period it covers."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date

from unodc_nlp.reading.chars import has_chinese, plain_digits
from unodc_nlp.reading.front import AGENDA, AUTHOR, SESSION, without_stars
from unodc_nlp.reading.furniture import SYMBOL, symbol_of
from unodc_nlp.reading.lines import Line
from unodc_nlp.reading.report import Metadata, Unit

_S = r"\s{0,9}"
_Y, _M, _D = rf"(\d{{4}}){_S}年", rf"(\d{{1,2}}){_S}月", rf"(\d{{1,2}}){_S}日"
_TO = rf"{_S}(?:至|到|-|–|—|~)\s{{0,9}}"
# From a day, month or year to another one, of which the year and the month may be understood.
_RANGE = re.compile(rf"{_Y}(?:{_S}{_M}(?:{_S}{_D})?)?{_TO}(?:{_Y}{_S})?(?:{_M}{_S})?(?:{_D})?")
_YEARS = re.compile(rf"(\d{{4}}){_S}(?:年{_TO}|-|–|—|至)(\d{{4}}){_S}年")
_YEAR = re.compile(rf"{_Y}(?!{_S}\d{{1,2}}{_S}月)")
_DAY = re.compile(rf"{_Y}{_S}{_M}{_S}{_D}")
_SUBITEM = r"(?:\s?[(（][a-zA-Z0-9]{1,4}[)）])"
_ITEM = re.compile(
    rf"\s{{0,9}}([0-9０-９]{{1,3}}{_SUBITEM}{{0,3}}(?:\s?[和与至、-]\s?(?:[0-9]{{1,3}}{_SUBITEM}?|{_SUBITEM})){{0,6}})"
)
_BODY = re.compile(r"\S{0,40}?(?:大会|理事会|委员会|缔约方会议|缔约国会议|会议|组|小组|机构|主席团)\Z")
_PLACE = re.compile(r"[，,]\s{0,9}([^\s，,。0-9]{2,20})\Z")
_PLACE_FIRST = re.compile(r"([^\s，,。0-9]{2,20})[，,]\s{0,9}\d{4}")
_RESOLUTION_TITLE = re.compile(r"(?:第\s?)?\d{1,4}/\d{1,3}(?:\s?号决议)?\s?[.．、]?\s{0,9}(?=[^\s\d])")
_CLERICAL = re.compile(
    r"Distr\.|Original|原件|中文|ARABIC|CHINESE|ENGLISH|普遍分发|有限分发|限制分发|联合国\Z|\d{1,2}\s\w{3,9}\s\d{4}\Z"
    r"|[\[［]根据|[*†]|\d{4}\s?年.{0,30}决议\Z|General\Z|Limited\Z",
    re.I,
)
_COVERS = re.compile(r"本报告|本说明|报告所述期间|本报告所述期间|报告期|审查期间|报告期间")
_OPEN_END = ("及", "与", "和", "、", "的", "或", "：", "，", "对", "在", "为", "以", "（", "《")
Dates = tuple[str | None, str | None]


def read_metadata(front: Sequence[Line], lines: Sequence[Line], units: Sequence[Unit], source: str) -> Metadata:
    """Return what a document says of itself.

    Args:
        front: the lines of the first page before its summary.
        lines: all lines, among which the running heads bear the document's symbol.
        units: the units; the period covered stands in the first ones.
        source: the document.
    """
    rest = [line for line in front if not _CLERICAL.match(line.text)]
    used: set[int] = set()
    session = body = place = item = None
    meeting: Dates = (None, None)
    for at, line in enumerate(rest):
        text = without_stars(line.text)
        found = SESSION.search(text)
        dates = _RANGE.search(text) or _DAY.search(text)
        agenda = AGENDA.match(line.text)
        if agenda and item is None and (number := _ITEM.match(line.text, agenda.end())):
            item = _item(number[1])
            used.add(at)
            if line.text[number.end() :].strip():
                used.discard(at)
        elif found and session is None and len(text) <= 60 and not agenda:
            session, body = _tight(found[1]), text[: found.start()].strip() or body
            used.add(at)
        elif dates and meeting == (None, None) and _is_meeting(text, dates):
            meeting, place = _dates(dates), _place(text)
            used.add(at)
        elif session is None and item is None and _BODY.match(text) and len(text) <= 40:
            body = text
            used.add(at)
        elif symbol_of(line):
            used.add(at)
    agenda_title, title, author = _titles(rest, used, item)
    return Metadata(
        symbol=_symbol(front, lines),
        body=body,
        session=session,
        meeting_start=meeting[0],
        meeting_end=meeting[1],
        meeting_place=place,
        agenda_item=item,
        agenda_title=agenda_title,
        title=title,
        author=author,
        **dict(zip(("period_start", "period_end"), _period(units), strict=True)),
        paragraphs=sum(unit.kind == "paragraph" for unit in units),
        language="zh" if has_chinese(source) else None,
    )


def _titles(rest: Sequence[Line], used: set[int], item: str | None) -> tuple[str | None, str | None, str | None]:
    """Return (agenda title, title, author): the lines behind the agenda item's, in this order on every first page."""
    first = max((at for at in used), default=-1) if item else -1
    left = [(at, line) for at, line in enumerate(rest) if at not in used and at > first - (item is not None)]
    signed = [at for at, line in left if len(line.text) <= 80 and AUTHOR.match(without_stars(line.text))]
    author = without_stars(rest[signed[-1]].text) if signed else None
    between = [line for at, line in left if (not signed or at < signed[-1]) and line.text.strip("*")]
    numbered = next((line for line in between if _RESOLUTION_TITLE.match(line.text)), None)
    if numbered:
        return None, _RESOLUTION_TITLE.sub("", numbered.text, count=1), author
    at = _split(between) if item else 0
    return _joined(between[:at]), _joined(between[at:]), author


def _split(between: Sequence[Line]) -> int:
    """Return how many of the lines between agenda item and author are the agenda item's title.

    The title stands further below than the lines of one title do. Where all stand equally far, the title is the last
    line, with those before it that cannot end a title.
    """
    if len(between) < 2:
        return 0
    usual = min(line.gap for line in between)
    for at, line in enumerate(between):
        if at and line.gap > usual:
            return at
    at = len(between) - 1
    while at > 1 and between[at - 1].text.endswith(_OPEN_END):
        at -= 1
    return at


def _joined(lines: Sequence[Line]) -> str | None:
    text = ""
    for line in lines:
        part = without_stars(line.text)
        text += " " + part if text and text[-1].isascii() and part[:1].isascii() else part
    return text or None


def _symbol(front: Sequence[Line], lines: Sequence[Line]) -> str | None:
    """Return the document's symbol: from the first page, or else from the running heads."""
    for line in front:
        if symbol := symbol_of(line):
            return symbol
        if not line.text.startswith(("*", "[", "［")) and (symbol := _last_symbol(line)):
            return symbol
    heads = [line for line in lines if line.skip == "furniture"]
    found = (find(line) for find in (symbol_of, _last_symbol) for line in heads)
    return next((symbol for symbol in found if symbol), None)


def _last_symbol(line: Line) -> str | None:
    """Return the symbol that ends a line, beside the name of the organ."""
    marked = re.search(rf"(?:\A|\s)({SYMBOL})\Z", line.text[-60:]) if len(line.text) < 60 else None
    return marked[1] if marked else None


def _item(text: str) -> str:
    return re.sub(r"\s", "", plain_digits(text))


def _tight(text: str) -> str:
    return re.sub(r"\s", "", text)


def _is_meeting(text: str, dates: re.Match[str]) -> bool:
    """Tell whether a line is the date of a meeting: the date and a place, and nothing besides."""
    other = (text[: dates.start()] + text[dates.end() :]).strip("，, \t\u3000")
    return len(other) <= 12 and (_PLACE.search(text) is not None or _PLACE_FIRST.match(text) is not None)


def _place(text: str) -> str | None:
    found = _PLACE.search(text) or _PLACE_FIRST.match(text)
    return found[1] if found else None


def _dates(found: re.Match[str]) -> Dates:
    """Return the first and the last day of what a match of `_RANGE` or `_DAY` names; None where it is no date."""
    year, month, day = found[1], found[2], found[3]
    if found.re is _DAY:
        return _iso(year, month, day, last=False), _iso(year, month, day, last=True)
    end_year, end_month, end_day = found[4], found[5], found[6]
    if not (end_year or end_month or end_day) or (end_day and not day):
        return _iso(year, month, day, last=False), _iso(year, month, day, last=True)
    end_month = end_month or (month if end_day else None)
    return _iso(year, month, day, last=False), _iso(end_year or year, end_month, end_day, last=True)


def _iso(year: str, month: str | None, day: str | None, last: bool) -> str | None:
    """Return a date in ISO 8601; without month or day, the first or last one."""
    try:
        m = int(month) if month else (12 if last else 1)
        d = int(day) if day else (calendar.monthrange(int(year), m)[1] if last else 1)
        return date(int(year), m, d).isoformat()
    except ValueError:
        return None


def _period(units: Sequence[Unit]) -> Dates:
    """Return the period that a report covers: the first one named in a sentence on the report itself."""
    opening = [unit.text for unit in units if unit.kind in ("summary", "paragraph", "block")][:4]
    for text in opening:
        for sentence in re.split("[。；]", text[:3000]):
            covers = _COVERS.search(sentence)
            if not covers:
                continue
            clause = sentence[: covers.end() + 200]
            for pattern in (_RANGE, _YEARS, _DAY, _YEAR):
                found = pattern.search(clause)
                if not found:
                    continue
                if pattern is _YEARS:
                    return _iso(found[1], None, None, last=False), _iso(found[2], None, None, last=True)
                if pattern is _YEAR:
                    return _iso(found[1], None, None, last=False), _iso(found[1], None, None, last=True)
                if pattern is _RANGE:
                    return _dates(found)
                break  # a single day is no period
    return None, None
