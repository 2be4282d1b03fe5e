"""Which words of a sentence stand for an activity, and which stretch of the sentence tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from unodc_nlp.facts.grammar import load_grammar
from unodc_nlp.facts.signs import Signs, sign

EVENTS = frozenset({"workshop", "training", "meeting", "visit", "simulation"})
_SENTENCE = re.compile(r"[^。!?;]+(?:[。!?;]|$)")
_DATE = sign("DATE")
_WORKS = {sign("PROGRAMME"), sign("PUBLICATION")}


@dataclass(frozen=True, slots=True)
class Head:
    """A noun or phrase that stands for an activity; offsets into the text of the signs.

    Attributes:
        type: the type of the activity.
        start, end: the noun or phrase.
        begin: where the stretch that tells of it begins: the sentence, or behind the activity told of before.
        finish: where that stretch ends: behind a bracket that follows the noun.
        verb: where its verb begins and ends, None where it has none of its own.
    """

    type: str
    start: int
    end: int
    begin: int
    finish: int
    verb: tuple[int, int] | None


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the sentences of a text of signs; `;` ends one, no mark in brackets or quotes does."""
    masked = re.sub(r"\([^()]*\)|“[^“”]*”", lambda match: "x" * len(match[0]), text)
    for match in _SENTENCE.finditer(masked):
        if match[0].strip("。!?; "):
            yield match.start(), match.end()


def find_heads(signs: Signs, start: int, end: int) -> list[Head]:
    """Return the heads of one sentence in reading order."""
    heads: list[Head] = []
    begin = start
    for kind, at, to in _candidates(signs, start, end):
        if at < begin:
            continue
        verb = _verb(signs.text, kind, begin, at)
        finish = _bracket_end(signs.text, to, end)
        if verb is None and not _told_without_verb(signs.text, kind, begin, at, finish, heads):
            continue
        heads.append(Head(kind, at, to, begin, finish, verb))
        begin = finish
    return heads or _phrases(signs, start, end)


def _candidates(signs: Signs, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    grammar = load_grammar()
    text = signs.text
    found = [(str(match.lastgroup), *match.span()) for match in grammar.nouns.finditer(text, start, end)]
    for at in range(start, end):
        if text[at] in _WORKS:
            name = [*grammar.nouns.finditer(signs.mentions[at].text)]
            kind = "publication" if text[at] == sign("PUBLICATION") else "project"
            if name and kind == "project" and name[-1].lastgroup in ("platform", "publication", "agreement"):
                kind = str(name[-1].lastgroup)
            found.append((kind, at, at + 1))
    for kind, at, to in sorted(found, key=lambda item: item[1]):
        rest = text[to:end]
        if _inside_brackets(text, start, at) or not grammar.words["head_end"].match(rest):
            continue
        if grammar.words["not_activities"].match(rest):
            continue
        yield kind, at, to


def _verb(text: str, kind: str, begin: int, at: int) -> tuple[int, int] | None:
    """Return the last verb before a noun that can have it as object, None if there is none."""
    found = None
    for match in load_grammar().verbs[kind].finditer(text, begin, at):
        if not _inside_brackets(text, begin, match.start()):
            found = match.span()
    return found


def _told_without_verb(text: str, kind: str, begin: int, at: int, finish: int, before: list[Head]) -> bool:
    """Return whether a noun without a verb stands for an activity: it has a date, or is coordinated with one that has a verb."""
    if kind in EVENTS and _DATE in text[begin:finish]:
        return True
    return bool(before) and before[-1].type == kind and bool(re.match(r",?(?:以及|和|与|及|、|,)", text[begin:at]))


def _phrases(signs: Signs, start: int, end: int) -> list[Head]:
    for kind, pattern in load_grammar().phrases:
        match = pattern.search(signs.text, start, end)
        if match:
            return [Head(kind, match.start(), match.end(), start, match.end(), match.span())]
    return []


def _bracket_end(text: str, at: int, end: int) -> int:
    if text[at : at + 1] != "(":
        return at
    close = text.find(")", at, end)
    return close + 1 if close >= 0 else at


def _inside_brackets(text: str, start: int, at: int) -> bool:
    return text.count("(", start, at) > text.count(")", start, at)
