"""Page furniture, what a page carries besides its text: running heads, page numbers, rulers, links, contents."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from unodc_nlp.reading.lines import Line

#: A United Nations document symbol: E/CN.15/2017/5, A/RES/71/209, CTOC/COP/2016/15, S/2017/969, CAC/COSP/IRG/2018/2.
SYMBOL = (
    r"(?:[A-Z]{1,6}(?:\.\d{1,4})?/(?:[A-Z]{1,6}[A-Z0-9.\-]{0,12}/){0,4}(?:[A-Z]{1,4}\.?)?\d{1,4}"
    r"(?:/(?:[A-Z]{1,6}\.?)?\d{0,5}){0,4}(?:/(?:Add|Corr|Rev|L)\.\d{1,3}){0,3}(?:\(\d{1,4}\))?)"
)
_SYMBOL_LINE = re.compile(rf"(?:联合国\s{{0,9}})?({SYMBOL})\Z")
# Job numbers of the conference services, with the page they stand on: V.17-01720 6/16, 15/16 V.17-01720, 18-13174 (C).
_JOB = r"(?:[A-Z]{1,3}\.)?\d{2}-\d{5}"
_FOOT = re.compile(
    rf"(?:{_JOB}(?:\s{{0,9}}\([A-Z]\))?(?:\s{{1,9}}[A-Z]{{2,4}})?(?:\s{{1,9}}\d{{6}}){{0,3}}(?:\s{{1,9}}\d{{1,3}}(?:/\d{{1,3}})?)?"
    rf"|\d{{1,3}}(?:/\d{{1,3}})?\s{{1,9}}{_JOB}(?:\s{{0,9}}\([A-Z]\))?|\*\d{{6,9}}\*|请回收\S?|Please recycle\S?)\Z"
)
_PAGE_OF = re.compile(r"(\d{1,3})\s?/\s?(\d{1,3})\Z")
_PAGE = re.compile(
    r"(?:[-–—]\s?\d{1,3}\s?[-–—]|第\s?\d{1,3}\s?页(?:[，,\s]{0,2}共\s?\d{1,3}\s?页)?"
    r"|[Pp]age\s\d{1,3}(?:\sof\s\d{1,3})?)\Z"
)
_NUMBER = re.compile(r"\d{1,3}\Z")
_RULER = re.compile(r"[_\-–—─━=＿*·.\s]{3,}\Z")
_URL = re.compile(r"<?(?:https?://|www\.)[^\s\u4e00-\u9fff]{3,500}>?\Z")
_OWN_URL = re.compile(r"<?https?://(?:undocs\.org|docs\.un\.org|daccess|documents)", re.I)
_MARKUP = re.compile(r"(?:<!--.{0,500}-->|!\[[^\]]{0,200}\]\([^)]{0,500}\))\Z")
_CONTENTS_TITLE = re.compile(r"(?:目\s{0,9}[录次]|内容提要目录|Contents)\Z")
_CONTENTS_HEAD = re.compile(r"(?:章次|段次|页次|章|段|页|次|[\s、/])+\Z")
_LEADER = re.compile(r"(?:\.\s?){4,}|(?:…\s?){2,}|·{4,}|\t(?=[\s.…·]{0,40}(?:\d{1,3}|[ivx]{1,5})\Z)")
_PAGE_AT_END = re.compile(r"[\s.…·\t](?:\d{1,3}|[ivx]{1,5})\Z")
_RUNNING_COLUMNS = 60


def mark_furniture(lines: list[Line]) -> None:
    """Set `skip` of the lines that are furniture or contents, and `page` and `ruled` of the lines after them.

    Of formats that know their paragraphs the furniture is known too, and only contents are looked for.
    """
    _mark_furniture([line for line in lines if not line.whole])
    _mark_contents([line for line in lines if not line.row])
    _carry(lines)


def _mark_furniture(lines: list[Line]) -> None:
    symbols = Counter(match[1] for line in lines if (match := _SYMBOL_LINE.match(line.text)))
    totals = Counter(match[2] for line in lines if (match := _PAGE_OF.match(line.text)))
    certain = [_is_certain(line, symbols, totals) for line in lines]
    for at, line in enumerate(lines):  # a symbol or an address beside furniture is furniture too
        if not certain[at] and (_SYMBOL_LINE.match(line.text) or _URL.match(line.text[:600])):
            certain[at] = at == 0 or line.page or certain[at - 1] or (at + 1 < len(lines) and _is_foot(lines[at + 1]))
    near = _near_page_end(lines, certain)
    running = Counter(line.text for at, line in enumerate(lines) if near[at] and line.width <= _RUNNING_COLUMNS)
    numbers = _page_numbers(lines, near)
    for at, line in enumerate(lines):
        if certain[at] or at in numbers or (near[at] and running[line.text] > 2 and not line.ending):
            line.skip = "furniture"


def symbol_of(line: Line) -> str | None:
    """Return the document symbol that a line consists of, or None."""
    match = _SYMBOL_LINE.match(line.text)
    return match[1] if match else None


def is_ruler(line: Line) -> bool:
    """Tell whether a line is a ruler."""
    return _RULER.match(line.text) is not None


def _is_foot(line: Line) -> bool:
    return any(pattern.match(line.text[:600]) for pattern in (_FOOT, _PAGE, _PAGE_OF))


def _is_certain(line: Line, symbols: Counter[str], totals: Counter[str]) -> bool:
    text = line.text
    if line.skip:
        return True
    if len(text) > 600:
        return is_ruler(line)
    if _FOOT.match(text) or _PAGE.match(text) or is_ruler(line) or _MARKUP.match(text):
        return True
    symbol = _SYMBOL_LINE.match(text)
    if symbol:
        return symbols[symbol[1]] > 1
    page = _PAGE_OF.match(text)
    if page:
        return totals[page[2]] > 1 and int(page[1]) <= int(page[2])
    return _URL.match(text) is not None and _OWN_URL.match(text) is not None  # a link's target, set below the page


def _near_page_end(lines: list[Line], certain: list[bool]) -> list[bool]:
    """Tell for every line whether a page ends right before or behind it."""
    near = [line.page for line in lines]
    for at in range(len(lines)):
        if certain[at] and not is_ruler(lines[at]):
            near[max(0, at - 1) : at + 2] = [True] * len(near[max(0, at - 1) : at + 2])
        if lines[at].page and at:
            near[at - 1] = True
    return near


def _page_numbers(lines: list[Line], near: list[bool]) -> set[int]:
    """Return which lines are bare page numbers: they count up through the document, or stand beside furniture."""
    found = [(at, int(line.text)) for at, line in enumerate(lines) if _NUMBER.match(line.text)]
    rising = [
        (at, number)
        for i, (at, number) in enumerate(found)
        if (i and 0 < number - found[i - 1][1] <= 2) or (i + 1 < len(found) and 0 < found[i + 1][1] - number <= 2)
    ]
    if len(rising) < 3 or any(b - a < 3 for (a, _), (b, _) in pairwise(rising)):
        rising = []  # numbers close together are a table's
    return {at for at, _ in rising} | {at for at, _ in found if near[at]}


def _mark_contents(lines: list[Line]) -> None:
    """Mark a table of contents: its title, and lines that end with a page number, with a leader or under it."""
    inside = False
    for at, line in enumerate(lines):
        if line.skip:
            continue
        head = line.text[:400]
        entry = _is_entry(head, leader=not inside)
        if _CONTENTS_TITLE.match(head):
            inside = True
        elif inside and not entry and not _CONTENTS_HEAD.match(head):
            # An entry's first line of two, if the leader follows at once.
            follower = lines[at + 1].text[:400] if at + 1 < len(lines) else ""
            inside = not line.ending and _is_entry(follower, leader=True) and not _is_entry(head, leader=True)
            if not inside:
                continue
        elif not inside and not entry:
            continue
        line.skip = "contents"


def _is_entry(text: str, leader: bool) -> bool:
    return _PAGE_AT_END.search(text) is not None and (not leader or _LEADER.search(text) is not None)


def _carry(lines: list[Line]) -> None:
    """Let the lines that stay know of the page ends and rulers among those that go."""
    page = ruled = False
    for line in lines:
        page = page or line.page
        if line.skip:
            ruler = is_ruler(line)
            ruled, page = ruled or ruler, page or not ruler
        else:
            line.page, line.ruled = page, ruled
            page = ruled = False
