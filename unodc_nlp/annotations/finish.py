"""From a draft to a unit of gold: offsets, labels, nesting, words, topics and section checked, words cut where there are none."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from unodc_nlp.annotations.draft import Draft, Mark, frozen
from unodc_nlp.annotations.offsets import Cut, in_characters
from unodc_nlp.errors import GoldError
from unodc_nlp.gold.corpus import GoldUnit
from unodc_nlp.scheme import load_scheme
from unodc_nlp.spans import Span, Word, span_order

_UNHOLDABLE = re.compile("[{}|\n\r\ud800-\udfff]")  # the markup's own characters, line ends, halves of a character
_DOCUMENT = re.compile(r"[^./\\:][^/\\:]*")  # it becomes the name of files, and must not lead out of their directory
_KNOWN = {field.name for field in fields(GoldUnit)} - {"id", "text", "spans", "words"}


def finish(draft: Draft, document: str, cut: Cut) -> tuple[GoldUnit, list[str]]:
    """Return the unit that a draft stands for, and what had to be changed.

    Args:
        draft: the unit as a file has it.
        document: the document it belongs to, where the file does not say.
        cut: cuts a text into words; used where the file holds no words of ours.

    Raises:
        GoldError: what makes the draft unusable, with the remedy.
    """
    text = draft.text
    clash = _UNHOLDABLE.search(text)
    if clash:
        raise GoldError(
            f"the text holds {clash[0]!r} at {clash.start()}, which a unit of gold cannot hold; give each line a unit of its own "
            "and replace braces, bars and broken characters"
        )
    if not text.strip():
        raise GoldError("the text is empty; remove the unit")
    remarks = [*draft.remarks]
    given = _given_words(text, draft.carried.get("words"), remarks)
    marks, translated = in_characters(text, draft.marks, cut if given is None else lambda _: given, draft.utf16)
    if translated and not draft.utf16:
        remarks.append("offsets counted UTF-16 code units and were translated to characters")
    spans = _spans(text, marks, remarks)
    words = cut_at_borders(given if given is not None else cut(text), spans)
    if given is not None and len(words) != len(given):
        remarks.append("words were cut where a span begins or ends inside them")
    rest = {name: frozen(value) for name, value in draft.carried.items() if name in _KNOWN}
    rest["automatic_words"] = given is None or bool(rest.get("automatic_words"))
    rest.setdefault("document", document)
    _check_names(draft.id, rest)
    return GoldUnit(id=draft.id, text=text, words=words, spans=spans, **rest), remarks


def cut_at_borders(words: Sequence[tuple[int, int]], spans: Sequence[Span]) -> tuple[Word, ...]:
    """Return words with those cut in two that a span's border is inside of: the border was set by a person, the word was not."""
    borders = sorted({offset for span in spans for offset in span[:2]})
    pieces: list[Word] = []
    for start, end in words:
        inside = [border for border in borders if start < border < end]
        pieces += [Word(*pair) for pair in itertools.pairwise([start, *inside, end])]
    return tuple(pieces)


def _spans(text: str, marks: Sequence[Mark], remarks: list[str]) -> tuple[Span, ...]:
    labels = load_scheme().labels
    spans = []
    for mark in marks:
        if mark.label not in labels:
            raise GoldError(f"unknown label {mark.label}; the labels are {', '.join(labels)}")
        if not 0 <= mark.start < mark.end <= len(text):
            raise GoldError(
                f"{mark.label} {mark.start}–{mark.end} is outside the text of {len(text)} characters; "
                "export again with the text that was annotated"
            )
        found = text[mark.start : mark.end]
        if mark.quoted not in (None, found):
            raise GoldError(
                f"{mark.label} {mark.start}–{mark.end} quotes {mark.quoted!r} but {found!r} stands there; "
                "export again with the text that was annotated"
            )
        spans.append(_trimmed(found, mark, remarks))
    ordered = sorted(set(spans), key=span_order)
    if len(ordered) < len(spans):
        remarks.append("a span that was marked twice was taken once")
    _check_nesting(text, ordered)
    return tuple(ordered)


def _trimmed(found: str, mark: Mark, remarks: list[str]) -> Span:
    name = found.strip()
    if not name:
        raise GoldError(f"{mark.label} {mark.start}–{mark.end} marks white space only; remove it")
    if name == found:
        return Span(mark.start, mark.end, mark.label)
    remarks.append(f"white space at the border of {mark.label} {found!r} was left out")
    start = mark.start + len(found) - len(found.lstrip())
    return Span(start, start + len(name), mark.label)


def _check_nesting(text: str, ordered: Sequence[Span]) -> None:
    inner_labels = load_scheme().inner_labels
    open_spans: list[Span] = []
    for span in ordered:
        while open_spans and open_spans[-1].end <= span.start:
            open_spans.pop()
        if open_spans:
            outer = open_spans[-1]
            both = f"{_shown(text, span)} and {_shown(text, outer)}"
            if span[:2] == outer[:2]:
                raise GoldError(f"{both} are one place with two labels; keep one")
            if span.end > outer.end:
                raise GoldError(f"{both} cross; move a border, so that one lies inside the other or beside it")
            if span.label not in inner_labels:
                raise GoldError(
                    f"{_shown(text, span)} lies inside {_shown(text, outer)}, where only {', '.join(sorted(inner_labels))} are "
                    "marked; remove one"
                )
        open_spans.append(span)


def _shown(text: str, span: Span) -> str:
    return f"{span.label} {text[span.start : span.end]!r} at {span.start}"


def _given_words(text: str, given: Any, remarks: list[str]) -> tuple[Word, ...] | None:
    """Return the words of a file where they are words of this text: in order, and together all but its white space."""
    if given is None:
        return None
    try:
        words = tuple(Word(int(start), int(end)) for start, end in given)
    except (TypeError, ValueError, OverflowError):
        words = ()
    at = 0
    for start, end in words:
        if not at <= start < end <= len(text) or text[at:start].strip() or not text[start:end].strip():
            words = ()
            break
        at = end
    if not words or text[at:].strip():
        remarks.append("the words of the file are not those of its text; they were cut again")
        return None
    return words


def _check_names(unit_id: str, rest: dict[str, Any]) -> None:
    scheme = load_scheme()
    if not unit_id.isprintable() or unit_id != unit_id.strip() or not unit_id:
        raise GoldError(
            f"the id {unit_id!r} is empty or has white space at its borders or control characters; rename the unit"
        )
    document = rest["document"]
    if not isinstance(document, str) or not _DOCUMENT.fullmatch(document) or not document.isprintable():
        raise GoldError(f"the document {document!r} cannot be the name of a file; rename it")
    topics = rest.get("topics", ())
    for topic in topics if isinstance(topics, tuple) else (topics,):
        if topic not in scheme.topics:
            raise GoldError(f"unknown topic {topic}; the topics are {', '.join(scheme.topics)}")
    section = rest.get("section")
    if section is not None and section not in scheme.sections:
        raise GoldError(f"unknown section {section}; the sections are {', '.join(scheme.sections)}")
