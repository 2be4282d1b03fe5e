"""The occasions of an activity: one for each time and place that its stretch of text gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from unodc_nlp.facts.heads import EVENTS, Head
from unodc_nlp.facts.mentions import Mention
from unodc_nlp.facts.roles import AREAS, in_role
from unodc_nlp.facts.signs import Signs, sign

_DATE = sign("DATE")
_BRACKET = re.compile(r"\([^()]*\)")
_TOPIC = re.compile(rf"{_DATE}[^,;]{{0,6}},")
_NAMED = "".join(map(sign, ("COUNTRY", "REGION", "ORG", "ORG_REF")))
_LISTED_BEFORE = re.compile(rf"(?:[{_NAMED}](?:国家)?(?:、|和|与|及|以及)?)+$")


@dataclass(frozen=True, slots=True)
class Occasion:
    """One time and place of an activity; offsets into the text of the signs.

    Attributes:
        start, end: the stretch that gives it, up to the end of the activity's.
        date: its date, None if none is given.
        places: its venues.
        beneficiaries: for whom alone it is; empty where that is said of all occasions together.
    """

    start: int
    end: int
    date: Mention | None
    places: tuple[Mention, ...]
    beneficiaries: tuple[Mention, ...] = ()


def find_occasions(signs: Signs, head: Head) -> list[Occasion]:
    """Return the occasions of an activity, at least one."""
    bracketed = _bracketed(signs, head)
    if bracketed:
        return bracketed
    begin = _behind_topic(signs.text, head)
    dates = [at for at in range(begin, head.end) if signs.text[at] == _DATE]
    places = in_role(signs, "venues", begin, head.finish) if head.type in EVENTS else []
    if len(dates) > 1 and head.type in EVENTS:
        return _dated(signs, head, dates, places)
    date = signs.mentions[dates[0]] if dates else None
    return [Occasion(head.begin, head.finish, date, tuple(places))]


def topic_date(signs: Signs, start: int, end: int) -> Mention | None:
    """Return the date that a sentence begins with and that holds for all of it, None if it begins with none."""
    match = _TOPIC.search(signs.text, start, min(end, start + 16))
    return signs.mentions[match.start()] if match else None


def _behind_topic(text: str, head: Head) -> int:
    """Return where the stretch begins without the date that it begins with, if it has another one."""
    match = _TOPIC.search(text, head.begin, min(head.end, head.begin + 16))
    return match.end() if match and _DATE in text[match.end() : head.end] else head.begin


def _bracketed(signs: Signs, head: Head) -> list[Occasion]:
    """Return occasions given in brackets: 为阿尔及利亚（阿尔及尔，5 月 24 日）和马里（…）举办, or behind the noun."""
    occasions: list[Occasion] = []
    start = head.begin
    for match in _BRACKET.finditer(signs.text, head.begin, head.finish):
        names = signs.within(*match.span())
        dates = [name for name in names if name.label == "DATE"]
        if not dates:
            continue
        places = tuple(name for name in names if name.label in AREAS)
        before = _LISTED_BEFORE.search(signs.text, start, match.start())
        listed = signs.within(*before.span()) if before and match.end() <= head.start else []
        for date in dates:
            occasions.append(Occasion(start, match.end(), date, places, tuple(listed)))
        start = match.end()
    return occasions


def _dated(signs: Signs, head: Head, dates: Sequence[int], places: Sequence[Mention]) -> list[Occasion]:
    """Return an occasion for each date; the places behind a date are its own, up to the next date."""
    ends = [*dates[1:], head.finish]
    own = [_between(signs, places, at, end) for at, end in zip(dates, ends, strict=True)]
    if len(dates) == len(places) and all(not group for group in own[:-1]):
        own = [(place,) for place in places]  # 2 月和 3 月分别在东京、伦敦
    for number in range(len(own) - 2, -1, -1):
        own[number] = own[number] or own[number + 1]
    return [
        Occasion(at if number else head.begin, head.finish, signs.mentions[at], group or tuple(places))
        for number, (at, group) in enumerate(zip(dates, own, strict=True))
    ]


def _between(signs: Signs, mentions: Sequence[Mention], start: int, end: int) -> tuple[Mention, ...]:
    return tuple(mention for mention in mentions if mention in signs.within(start, end))


