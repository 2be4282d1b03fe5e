"""The figures that a report gives about results and scale, with their name, value and period."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from unodc_nlp.facts.mentions import Mention
from unodc_nlp.facts.occasions import topic_date
from unodc_nlp.facts.roles import Setting, in_role
from unodc_nlp.facts.sentences import Sentence, find_sentences, in_brackets
from unodc_nlp.facts.signs import Signs, fill_in, read_signs, sign
from unodc_nlp.linking.values import Amount, Period

Pattern = re.Pattern[str]
_DATE, _QUANTITY = sign("DATE"), sign("QUANTITY")


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure.

    Attributes:
        unit: id of the unit that gives it.
        name: what is counted, the same in every report: ``officials_trained``, ``countries_assisted``, ….
        value: the number; a percentage as 92.5.
        qualifier: ``exact``, ``about``, ``over`` or ``under``.
        start, end: the period that it covers, ISO 8601; None if not stated.
        scope: the countries, regions or bodies that it is limited to, as in the text, None if it is not.
        evidence: the words that give it.
        evidence_start, evidence_end: their offsets in the unit's text.
        source_start, source_end: their offsets in the source text of the report.
    """

    unit: str
    name: str
    value: float
    qualifier: str
    start: str | None
    end: str | None
    scope: str | None
    evidence: str
    evidence_start: int
    evidence_end: int
    source_start: int = 0
    source_end: int = 0


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    unit: Pattern
    before: Pattern
    after: Pattern
    sentence: Pattern


@dataclass(frozen=True, slots=True)
class _Rules:
    rules: tuple[_Rule, ...]
    no_figures: Mapping[str, Pattern]
    timeless: frozenset[str]
    period_names: frozenset[str]
    period_too: frozenset[str]


def find_indicators(unit: str, text: str, mentions: Iterable[Mention], setting: Setting) -> list[Indicator]:
    """Return the figures that a unit gives, in reading order.

    Args:
        unit: the unit's id.
        text: its text.
        mentions: the names and quantities in it, with what they mean.
        setting: what is known of the report.
    """
    signs = read_signs(text, mentions)
    found: list[Indicator] = []
    for sentence in find_sentences(signs.text):
        found += _of_period(list(_in_sentence(unit, text, signs, sentence, setting)), setting)
    return found


def _in_sentence(unit: str, text: str, signs: Signs, sentence: Sentence, setting: Setting) -> Iterator[Indicator]:
    begin = sentence.start
    for at in range(sentence.start, sentence.end):
        if signs.text[at] != _QUANTITY:
            continue
        amount = signs.mentions[at].value
        name = _name(signs.text, sentence, at, amount) if isinstance(amount, Amount) else None
        if not isinstance(amount, Amount) or amount.value is None or name is None:
            continue  # a vague number such as 数百: the mention keeps its text
        if signs.mentions[at].text.startswith("一") and amount.value == 1:
            continue  # 一个 is an article here, no figure
        finish = _clause_end(signs.text, at, sentence.end)
        dated = name not in _load().timeless
        start, end = _dates(signs, sentence, begin, at, finish) if dated else (None, None)
        named = _limits(signs, begin, at, finish, setting)
        clause = max(signs.text.rfind(mark, begin, at) for mark in ",;、") + 1
        evidence = signs.span(max(clause, begin), finish)
        yield Indicator(
            unit=unit,
            name=name,
            value=amount.value,
            qualifier=amount.qualifier,
            start=start,
            end=end,
            scope=text[named[0].start : named[-1].end] if named else None,
            evidence=text[slice(*evidence)],
            evidence_start=evidence[0],
            evidence_end=evidence[1],
        )
        begin = at + 1


def _limits(signs: Signs, begin: int, at: int, finish: int, setting: Setting) -> list[Mention]:
    """Return the names that a figure is limited to: for whom it is, and the countries and regions that its noun tells of."""
    places = {*in_role(signs, "beneficiaries", begin, finish), *in_role(signs, "venues", begin, finish)}
    places |= {p for p in range(at, finish) if p in signs.mentions and signs.mentions[p].label in ("COUNTRY", "REGION")}
    return [signs.mentions[p] for p in sorted(places) if not setting.own(signs.mentions[p])]


def _of_period(found: list[Indicator], setting: Setting) -> list[Indicator]:
    """Give results of the whole work, told without a date or a limit, the period that the report covers."""
    rules = _load()
    period = setting.period
    if period is None or not any(one.name in rules.period_names and one.scope is None for one in found):
        return found
    names = rules.period_names | rules.period_too
    return [
        replace(one, start=period.start, end=period.end)
        if one.name in names and one.start is None and one.scope is None
        else one
        for one in found
    ]


def _name(text: str, sentence: Sentence, at: int, amount: Amount) -> str | None:
    """Return the name of a figure, None if it is none: a duration, a number of an example, part of another one."""
    loaded = _load()
    before, after = text[sentence.start : at], text[at + 1 : sentence.end]
    no_figures = loaded.no_figures
    if (
        no_figures["unit"].search(amount.unit)
        or no_figures["before"].search(before)
        or no_figures["after"].match(after)
    ):
        return None
    for rule in loaded.rules:
        if (
            rule.unit.search(amount.unit)
            and rule.before.search(before)
            and rule.after.match(after)
            and rule.sentence.search(text, sentence.start, sentence.end)
        ):
            return rule.name
    return None


def _dates(signs: Signs, sentence: Sentence, begin: int, at: int, finish: int) -> tuple[str | None, str | None]:
    """Return first and last day of the dates of a figure: in a bracket behind it, or before it, else that of the sentence."""
    text = signs.text
    inside = [at_ for at_ in range(begin, finish) if text[at_] == _DATE and not in_brackets(text, begin, at_)]
    if text[at + 1 : at + 2] == "(":
        bracket = [at_ for at_ in range(at, text.find(")", at, sentence.end) + 1) if text[at_] == _DATE]
        inside = bracket or inside
    dates = [signs.mentions[at_] for at_ in inside]
    if not dates and (topic := topic_date(signs, sentence.first, sentence.end)) is not None:
        dates = [topic]
    periods = [mention.value for mention in dates if isinstance(mention.value, Period)]
    if not periods:
        return None, None
    first, last = min(period.start for period in periods), max(period.end for period in periods)
    if len(dates) == 1 and "以来" in text[begin:at]:
        return first, None
    if len(dates) == 1 and inside and (dates[0].text.startswith("截") or re.search("截[至止]$", text[: inside[0]])):
        return None, last
    return first, last


def _clause_end(text: str, at: int, end: int) -> int:
    match = re.compile(r"[,;。、(]").search(text, at, end)
    return match.start() if match else end


@cache
def _load() -> _Rules:
    data: dict[str, Any] = json.loads(
        files("unodc_nlp.facts").joinpath("indicator_patterns.json").read_text(encoding="utf-8")
    )

    def compiled(pattern: str) -> Pattern:
        return re.compile(fill_in(pattern, data["parts"]))

    return _Rules(
        rules=tuple(
            _Rule(rule["name"], *(compiled(rule.get(part, "")) for part in ("unit", "before", "after", "sentence")))
            for rule in data["rules"]
        ),
        no_figures={part: compiled(pattern) for part, pattern in data["no_figures"].items()},
        timeless=frozenset(data["timeless"]),
        period_names=frozenset(data["period_names"]),
        period_too=frozenset(data["period_too"]),
    )
