"""The markup of the hand annotations: `|` between words, `{LABEL:…}` around spans, spans inside spans.

`parse` reads one line, `render` writes one; `render(*parse(line))` gives back a line of the same words and spans.
"""

from __future__ import annotations

import itertools
import re
from typing import NamedTuple

from unodc_nlp.errors import GoldError
from unodc_nlp.scheme import load_scheme
from unodc_nlp.spans import Span, Word, span_order

_OPEN = re.compile(r"\{([A-Z_]+):")


class Marked(NamedTuple):
    """One marked-up line, read: its text, its words in order, its spans (outer before inner)."""

    text: str
    words: tuple[Word, ...]
    spans: tuple[Span, ...]


def parse(line: str) -> Marked:
    """Read one line of markup.

    Raises:
        GoldError: an unknown label, an unbalanced brace, an empty span, a span that begins or ends with white space,
            or a span inside another one whose label may not stand there; the message quotes the place.
    """
    scheme = load_scheme()
    text: list[str] = []
    cuts = {0}
    spans: list[Span] = []
    open_spans: list[tuple[int, str]] = []
    at = 0
    while at < len(line):
        opening = _OPEN.match(line, at)
        if opening:
            label = opening[1]
            if label not in scheme.labels:
                raise GoldError(
                    f"unknown label {label} after …{_tail(text)}; the labels are {', '.join(scheme.labels)}"
                )
            open_spans.append((len(text), label))
            cuts.add(len(text))
            at = opening.end()
            continue
        char = line[at]
        at += 1
        if char == "{":
            raise GoldError(f"a brace that opens no span after …{_tail(text)}; write {{LABEL:…}}")
        if char == "}":
            if not open_spans:
                raise GoldError(f"a closing brace without a span after …{_tail(text)}; remove it or open the span")
            start, label = open_spans.pop()
            spans.append(_checked_span("".join(text), start, label, open_spans[-1][1] if open_spans else None))
            cuts.add(len(text))
        elif char == "|":
            cuts.add(len(text))
        else:
            if char == " ":
                cuts.update((len(text), len(text) + 1))
            text.append(char)
    if open_spans:
        raise GoldError(f"span {open_spans[-1][1]} is not closed; add }} where the name ends")
    return _marked("".join(text), cuts, spans)


def render(marked: Marked) -> str:
    """Write words and spans as one line of markup.

    Raises:
        GoldError: the text holds one of the characters of the markup, or a span's border is inside a word.
    """
    text, words, spans = marked
    clash = re.search(r"[{}|\n]", text)
    if clash:
        raise GoldError(f"the text holds {clash[0]!r} at {clash.start()}, which the markup cannot hold; replace it")
    check_borders(text, words, spans)
    opens: dict[int, list[Span]] = {}
    closes: dict[int, int] = {}
    for span in sorted(spans, key=span_order):
        opens.setdefault(span.start, []).append(span)
        closes[span.end] = closes.get(span.end, 0) + 1
    borders = {offset for word in words for offset in word}
    out: list[str] = []
    for at in range(len(text) + 1):
        out.append("}" * closes.get(at, 0))
        if 0 < at < len(text) and at in borders and " " not in (text[at - 1], text[at]):
            out.append("|")
        out.extend(f"{{{span.label}:" for span in opens.get(at, ()))
        out.append(text[at : at + 1])
    return "".join(out)


def check_borders(text: str, words: tuple[Word, ...], spans: tuple[Span, ...]) -> None:
    """Raise GoldError for the first span that does not begin and end where a word does."""
    starts, ends = {word.start for word in words}, {word.end for word in words}
    for span in spans:
        if span.start not in starts or span.end not in ends:
            raise GoldError(
                f"{span.label} {text[span.start : span.end]!r} at {span.start} does not fall on word borders; "
                "cut the words where the name begins and ends"
            )


def _checked_span(text: str, start: int, label: str, outer: str | None) -> Span:
    name = text[start:]
    if not name:
        raise GoldError(f"empty {label} span after …{text[-10:]}; remove it or put the name inside")
    if name != name.strip():
        raise GoldError(f"{label} span begins or ends with white space: {name!r}; move the brace")
    if outer is not None and label not in load_scheme().inner_labels:
        raise GoldError(f"{label} inside {outer}: {name}; inside a span only country, region and place are marked")
    return Span(start, len(text), label)


def _marked(text: str, cuts: set[int], spans: list[Span]) -> Marked:
    borders = sorted(cuts | {len(text)})
    words = tuple(Word(a, b) for a, b in itertools.pairwise(borders) if text[a:b].strip())
    return Marked(text, words, tuple(sorted(spans, key=span_order)))


def _tail(text: list[str]) -> str:
    return "".join(text[-10:])
