"""Sections that follow from the headings of a report, however they are worded, numbered or ordered (`headings.json`)."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Protocol

import numpy as np

from unodc_nlp.model.view import IntArray, make_view


class Placed(Protocol):
    """A unit in its report: one as read, or one of the gold."""

    @property
    def kind(self) -> str:
        """What the unit is: heading, paragraph, summary and so on."""

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings above it, outermost first, with their numbers."""

    @property
    def text(self) -> str:
        """Its text."""


def section_of_heading(heading: str) -> str | None:
    """Return the section that a heading (with or without its number) opens, None where its words are not known."""
    text = "".join(map(chr, make_view(heading).codes)).lower()
    number, rules = _rules()
    bare = number.sub("", text, count=1) or text
    return next((section for section, pattern in rules if pattern.search(bare)), None)


def section_by_headings(unit: Placed) -> str | None:
    """Return the section of a unit by the nearest heading that is known, for a heading its own text; None where none is.

    A summary is known by its place on the first page.
    """
    if unit.kind == "summary":
        return "summary"
    own = [unit.text] if unit.kind == "heading" else []
    sections = (section_of_heading(heading) for heading in (*own, *reversed(unit.headings)))
    return next((section for section in sections if section), None)


def headings_above(units: Sequence[Placed]) -> IntArray:
    """Return for each unit of a report the position of the unit that is its nearest heading, -1 where there is none."""
    places: dict[tuple[str, ...], list[int]] = {}
    above = np.full(len(units), -1)
    for place, unit in enumerate(units):
        if unit.kind == "heading":
            places.setdefault(unit.headings, []).append(place)
    for place, unit in enumerate(units):
        for heading in reversed(places.get(unit.headings[:-1], ())):
            if unit.kind != "heading" and unit.headings and unit.headings[-1].endswith(units[heading].text):
                above[place] = heading
                break
    return above


@cache
def _rules() -> tuple[re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    data = json.loads(files(__package__).joinpath("headings.json").read_text(encoding="utf-8"))
    rules = ((rule["section"], re.compile("|".join(rule["patterns"]))) for rule in data["rules"])
    return re.compile(data["number"]), tuple(rules)
