"""Short names that a text itself introduces: 联合国毒品和犯罪问题办公室（毒品和犯罪问题办公室）, ……（以下称“公约”）, ……（粮农组织，FAO）.

Method: the idea of Schwartz and Hearst (2003), "A simple algorithm for identifying abbreviation definitions in biomedical text": the
characters of a short name stand in the long one, in that order. Extended by the words that announce a short name in Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from unodc_nlp.spans import Span

_ANNOUNCED = "(?:以下统?简?称|下称|简称|通称|又称|亦称|又名|也称|原称|缩写|英文缩写)(?:作|为|是)?[:,]?"
_BRACKET = re.compile(r"\(([^()]{1,60})\)")
_ANNOUNCEMENT = re.compile(_ANNOUNCED)
_AFTER_COMMA = re.compile(rf",?{_ANNOUNCED}(?:[“《‘]([^“”《》‘’]{{1,30}})[”》’])?")
_OR = re.compile("[,、;]|或(?:称)?|和|以及")
_ACRONYM = re.compile(r"[A-Za-z][A-Za-z0-9&./-]{0,11}[A-Za-z0-9]")
_QUOTES = "“”‘’《》"
_LONGEST = 40
_LABELS = frozenset({"ORG", "COUNTRY", "REGION", "PLACE", "TREATY", "PROGRAMME", "PUBLICATION"})


@dataclass(frozen=True, slots=True)
class Definition:
    """A short name where it is introduced; offsets into the text that was searched.

    Attributes:
        start, end: the long name.
        short_start, short_end: the short name, without quotation marks unless a span includes them.
    """

    start: int
    end: int
    short_start: int
    short_end: int


def find_definitions(folded: str, spans: Sequence[Span]) -> list[Definition]:
    """Return the definitions in a folded text (`names.view_text`).

    Args:
        folded: the text.
        spans: the outermost names found in it, as offsets into `folded`, in reading order.
    """
    return sorted(
        {*_in_brackets(folded, spans), *_announced(folded, spans)}, key=lambda found: (found.start, found.short_start)
    )


def _in_brackets(folded: str, spans: Sequence[Span]) -> Iterator[Definition]:
    ends = {span.end: span for span in spans if span.label in _LABELS}
    starts = {span.start: span for span in spans}
    for bracket in _BRACKET.finditer(folded):
        long = ends.get(bracket.start())
        announced = False
        for start, end in _alternatives(folded, *bracket.span(1), starts):
            announcement = _ANNOUNCEMENT.match(folded, start, end)
            if announcement:
                announced = True  # and so are the alternatives after it
                start, end = _bare(folded, announcement.end(), end)
            short = folded[start:end].strip(_QUOTES)
            if not short or any(character.isspace() for character in short):
                continue
            name = (long.start, long.end) if long else _unmarked_name(folded, bracket.start(), short, announced)
            if name is None:
                continue
            full = folded[name[0] : name[1]]
            marked = starts.get(start)
            same_kind = long and marked and marked.end == end and marked.label == long.label
            if announced or same_kind or _abbreviates(short, full) or (long and _acronym(short, long)):
                yield Definition(*name, start, end)


def _announced(folded: str, spans: Sequence[Span]) -> Iterator[Definition]:
    starts = {span.start: span for span in spans}
    for span in spans:
        if span.label not in _LABELS or _in_bracket(folded, span.start):
            continue
        found = _AFTER_COMMA.match(folded, span.end)
        if found is None:
            continue
        short = starts.get(found.end())
        if found[1]:
            yield Definition(span.start, span.end, *found.span(1))
        elif short is not None and short.label in _LABELS | {"ORG_REF"}:
            yield Definition(span.start, span.end, short.start, short.end)


def _in_bracket(folded: str, at: int) -> bool:
    stretch = folded[max(0, at - _LONGEST) : at]
    return stretch.rfind("(") > stretch.rfind(")")


def _alternatives(folded: str, begin: int, end: int, starts: dict[int, Span]) -> Iterator[tuple[int, int]]:
    """Yield the pieces between commas and 或, never cutting a name."""
    at = start = begin
    while at < end:
        span = starts.get(at)
        if span is not None and span.end <= end:
            at = span.end
            continue
        cut = _OR.match(folded, at, end)
        if cut:
            yield _bare(folded, start, at)
            start = at = cut.end()
        else:
            at += 1
    yield _bare(folded, start, end)


def _bare(folded: str, start: int, end: int) -> tuple[int, int]:
    """Leave out quotation marks that enclose the whole piece; 《》 belongs to a title."""
    if end - start > 2 and folded[start] in "“‘" and folded[end - 1] in "”’":
        return start + 1, end - 1
    return start, end


def _unmarked_name(folded: str, end: int, short: str, announced: bool) -> tuple[int, int] | None:
    """Return the name before a bracket that no span ends at: from the nearest first character of the short name that gives all of it."""
    if len(short) < 3 or announced or not _is_han(short):
        return None
    stretch = folded[max(0, end - _LONGEST) : end]
    for start in range(len(stretch) - len(short) - 1, -1, -1):
        if (
            stretch[start] == short[0]
            and _subsequence(short, stretch[start:])
            and not re.search("[,。;:()]", stretch[start:])
        ):
            return end - len(stretch) + start, end
    return None


def _abbreviates(short: str, full: str) -> bool:
    """Return whether a Han short name is made of characters of the full one, in order."""
    return 2 <= len(short) < len(full) and _is_han(short) and _subsequence(short, full)


def _acronym(short: str, long: Span) -> bool:
    return long.label != "COUNTRY" and bool(_ACRONYM.fullmatch(short)) and sum(map(str.isupper, short)) >= 2


def _subsequence(short: str, full: str) -> bool:
    rest = iter(full)
    return all(character in rest for character in short)


def _is_han(text: str) -> bool:
    return all("\u3400" <= character <= "\u9fff" for character in text)
