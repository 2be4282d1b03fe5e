"""The occasions of an activity: one for each time and place, or each number and beneficiary, that its stretch of text gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from unodc_nlp.facts.grammar import load_grammar
from unodc_nlp.facts.heads import EVENTS, Head
from unodc_nlp.facts.mentions import Mention
from unodc_nlp.facts.roles import AREAS, in_role
from unodc_nlp.facts.signs import Signs, sign
from unodc_nlp.linking.values import Amount

_DATE, _PLACE = sign("DATE"), sign("PLACE")
_BRACKET = re.compile(r"\([^()]*\)")
_TOPIC = re.compile(rf"{_DATE}[^,;]{{0,6}},")
_NAMED = "".join(map(sign, ("COUNTRY", "REGION", "ORG", "ORG_REF")))
_LISTED_BEFORE = re.compile(rf"(?:[{_NAMED}](?:国家)?(?:以及|、|和|与|及)?)+$")


@dataclass(frozen=True, slots=True)
class Occasion:
    """One time and place of an activity; offsets into the text of the signs.

    Attributes:
        start, end: the stretch that gives it.
        date: its date, None if none is given.
        places: where its venues stand.
        beneficiaries: where those stand for whom alone it is; empty where that is said of all occasions together.
        partners: where those stand with whom alone it was held.
        count: its number, where it has one of its own.
    """

    start: int
    end: int
    date: Mention | None
    places: tuple[int, ...]
    beneficiaries: tuple[int, ...] = ()
    partners: tuple[int, ...] = ()
    count: int | None = None


def find_occasions(signs: Signs, head: Head) -> list[Occasion]:
    """Return the occasions of an activity, at least one."""
    several = _bracketed(signs, head) or _counted(signs, head) or _paired(signs, head)
    if several:
        return several
    begin = _behind_topic(signs.text, head) if head.type in EVENTS else head.begin
    dates = [at for at in range(begin, head.finish) if signs.text[at] == _DATE]
    places = _venues(signs, head, begin)
    if len(dates) > 1 and head.type in EVENTS:
        return _dated(signs, head, dates, places)
    date = signs.mentions[dates[0]] if dates else None
    return [Occasion(head.begin, head.finish, date, tuple(places))]


def topic_date(signs: Signs, start: int, end: int) -> Mention | None:
    """Return the date that a sentence begins with and that holds for all of it, None if it begins with none."""
    match = _TOPIC.search(signs.text, start, min(end, start + 16))
    return signs.mentions[match.start()] if match else None


def _venues(signs: Signs, head: Head, begin: int) -> list[int]:
    """Return where the venues stand; what is no event has one only where it is a city, since 在 + country is for whom it is."""
    found = in_role(signs, "venues", begin, head.finish)
    if head.type in EVENTS or head.type == "deployment":
        return found
    return [at for at in found if signs.text[at] == _PLACE]


def _behind_topic(text: str, head: Head) -> int:
    """Return where the stretch begins without the date that it begins with, if it has another one."""
    match = _TOPIC.search(text, head.begin, min(head.end, head.begin + 16))
    return match.end() if match and _DATE in text[match.end() : head.end] else head.begin


def _bracketed(signs: Signs, head: Head) -> list[Occasion]:
    """Return occasions given in brackets: 为阿尔及利亚（阿尔及尔，5 月 24 日）和马里（…）举办, or behind the noun."""
    occasions: list[Occasion] = []
    start = head.begin
    for match in _BRACKET.finditer(signs.text, head.begin, head.finish):
        inside = [at for at in range(*match.span()) if at in signs.mentions]
        dates = [at for at in inside if signs.text[at] == _DATE]
        if not dates:
            continue
        before = _LISTED_BEFORE.search(signs.text, start, match.start())
        listed = [at for at in range(*before.span()) if at in signs.mentions] if before else []
        for date in dates:
            occasions.append(
                Occasion(
                    start,
                    match.end() if date == dates[-1] else date + 1,
                    signs.mentions[date],
                    places=tuple(at for at in inside if signs.mentions[at].label in AREAS),
                    beneficiaries=tuple(listed) if match.end() <= head.start else (),
                    partners=tuple(in_role(signs, "partners", *match.span())),
                )
            )
        start = match.end()
    return occasions


def _counted(signs: Signs, head: Head) -> list[Occasion]:
    """Return an occasion for each number: 为尼日利亚举办了 10 次、为马里举办了 1 次培训课程."""
    matches = list(load_grammar().words["counted_for"].finditer(signs.text, head.begin, head.start))
    occasions = []
    for match in matches if len(matches) > 1 else ():
        value = signs.mentions[match.end() - 1].value
        number = int(value.value) if isinstance(value, Amount) and value.value is not None else None
        names = tuple(at for at in range(*match.span(1)) if at in signs.mentions)
        occasions.append(Occasion(match.start(), match.end(), None, (), names, count=number))
    return occasions


def _paired(signs: Signs, head: Head) -> list[Occasion]:
    """Return an occasion for each pair of venue or date and beneficiary: 在贝鲁特为伊拉克、在安曼为约旦举办."""
    matches = list(load_grammar().words["pair"].finditer(signs.text, head.begin, head.start))
    if len(matches) < 2 or head.type not in EVENTS:
        return []
    places = in_role(signs, "venues", head.begin, head.finish)
    shared = tuple(at for at in places if at >= matches[-1].end())
    occasions = []
    for match in matches:
        names = [at for at in range(*match.span(1)) if at in signs.mentions]
        dates = [at for at in range(*match.span()) if signs.text[at] == _DATE]
        own = tuple(at for at in places if match.start() <= at < match.start(1))
        date = signs.mentions[dates[0]] if dates else None
        occasions.append(Occasion(match.start(), match.end(), date, own or shared, tuple(names)))
    return [replace(occasions[0], start=head.begin), *occasions[1:-1], replace(occasions[-1], end=head.finish)]


def _dated(signs: Signs, head: Head, dates: Sequence[int], places: Sequence[int]) -> list[Occasion]:
    """Return an occasion for each date; the places behind a date are its own, up to the next date."""
    ends = [*dates[1:], head.finish]
    own = [tuple(p for p in places if at < p < end) for at, end in zip(dates, ends, strict=True)]
    groups = _adjacent(places)
    if len(dates) == len(groups) and not any(own[:-1]):
        own = groups  # 2 月和 3 月分别在东京、伦敦
    for number in range(len(own) - 2, -1, -1):
        own[number] = own[number] or own[number + 1]
    return [
        Occasion(at if number else head.begin, head.finish, signs.mentions[at], group or tuple(places))
        for number, (at, group) in enumerate(zip(dates, own, strict=True))
    ]


def _adjacent(places: Sequence[int]) -> list[tuple[int, ...]]:
    """Return places in groups of neighbours, such as 意大利 and 韦莱特里 in 意大利韦莱特里."""
    groups: list[list[int]] = []
    for at in places:
        if groups and at == groups[-1][-1] + 1:
            groups[-1].append(at)
        else:
            groups.append([at])
    return [tuple(group) for group in groups]
