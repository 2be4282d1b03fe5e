"""Which words of a sentence stand for an activity, and which stretch of the sentence tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from unodc_nlp.facts.grammar import load_grammar
from unodc_nlp.facts.sentences import Sentence, in_brackets
from unodc_nlp.facts.signs import Signs, sign

EVENTS = frozenset({"workshop", "training", "meeting", "visit", "simulation"})
_DATE, _QUANTITY = sign("DATE"), sign("QUANTITY")
_PROGRAMME, _PUBLICATION, _ORG = sign("PROGRAMME"), sign("PUBLICATION"), sign("ORG")
_COORDINATED = re.compile(r",?(?:以及|和|与|及|、|,)")


@dataclass(frozen=True, slots=True)
class Head:
    """A noun or phrase that stands for an activity; offsets into the text of the signs.

    Attributes:
        type: the type of the activity.
        start, end: the noun or phrase.
        begin: where the stretch that tells of it begins: the sentence, or behind the activity told of before.
        finish: where that stretch ends: behind a bracket or a verb that follows the noun.
        verb: where its verb begins and ends, None where it has none of its own.
        phrase: whether it is a phrase with its verb, no noun.
    """

    type: str
    start: int
    end: int
    begin: int
    finish: int
    verb: tuple[int, int] | None
    phrase: bool = False


def find_heads(signs: Signs, sentence: Sentence) -> list[Head]:
    """Return the heads of a sentence in reading order."""
    heads: list[Head] = []
    begin = sentence.start
    for kind, at, to in _nouns(signs, sentence):
        if at < begin:
            continue
        head = _head(signs.text, sentence, kind, at, to, begin, heads)
        if head is None:
            continue
        before = _phrases(signs.text, head.begin, _clause_start(signs.text, head))
        if before:
            heads += before
            head = replace(head, begin=before[-1].finish)
        heads.append(head)
        begin = head.finish
    heads += _phrases(signs.text, begin, sentence.end)
    return _without_summaries(signs.text, heads) or _cooperation(signs.text, sentence)


def _without_summaries(text: str, heads: list[Head]) -> list[Head]:
    """Leave out nouns that only announce the ones behind them (若干项目，其中包括…), and those that are examples of the one before."""
    words = load_grammar().words
    kept: list[Head] = []
    for number, head in enumerate(heads):
        following = heads[number + 1] if number + 1 < len(heads) else None
        counted = _QUANTITY in text[head.begin : head.start]
        if kept and kept[-1].type == head.type and words["such_as"].match(text[kept[-1].finish :]):
            continue
        if (
            following is not None
            and following.type == head.type
            and not counted
            and words["includes"].match(text[head.finish :])
        ):
            heads[number + 1] = replace(following, begin=head.begin, verb=following.verb or head.verb)
            continue
        kept.append(head)
    return kept


def _nouns(signs: Signs, sentence: Sentence) -> Iterator[tuple[str, int, int]]:
    """Yield type and offsets of the nouns that an activity can be called by, where they end their phrase."""
    grammar = load_grammar()
    text, end = signs.text, sentence.end
    found = [(str(match.lastgroup), *match.span()) for match in grammar.nouns.finditer(text, sentence.start, end)]
    for at in range(sentence.start, end):
        if text[at] in (_PROGRAMME, _PUBLICATION, _ORG):
            kind = _kind_of_work(signs, at)
            found += [(kind, at, at + 1)] if kind else []
    for kind, at, to in sorted(found, key=lambda item: item[1]):
        rest = text[to:end]
        if in_brackets(text, sentence.start, at) or not grammar.words["head_end"].match(rest):
            continue
        if grammar.words["not_activities"].match(rest):
            continue
        if grammar.words["mentioned_before"].search(text[sentence.start : at]):
            continue
        yield kind, at, to


def _kind_of_work(signs: Signs, at: int) -> str | None:
    """Return the type of activity that the name of a work stands for, by the noun that it ends with."""
    if signs.text[at] == _PUBLICATION:
        return "publication"
    name = signs.mentions[at].text.rstrip("》”")
    if signs.text[at] == _ORG:
        return "other" if load_grammar().bodies.search(name) else None
    nouns = [match for match in load_grammar().nouns.finditer(name) if match.end() == len(name)]
    kind = nouns[-1].lastgroup if nouns else None
    return kind if kind in ("project", "platform", "agreement", "publication") else None


def _head(text: str, sentence: Sentence, kind: str, at: int, to: int, begin: int, before: list[Head]) -> Head | None:
    grammar = load_grammar()
    finish = _bracket_end(text, to, sentence.end)
    verb = _verb(text, kind, begin, at)
    if verb is None:
        later = grammar.words["later_verb"].match(text[to : sentence.end])
        if later:
            verb, finish = (to, to + later.end()), to + later.end()
    if verb is None and not _told_without_verb(text, sentence, kind, begin, at, finish, before):
        return None
    for old, noun, verbs, new in grammar.retyped:
        if verb and kind == old and noun.fullmatch(text[at:to]) and verbs.fullmatch(text[slice(*verb)]):
            kind = new
    return Head(kind, at, to, begin, finish, verb)


def _verb(text: str, kind: str, begin: int, at: int) -> tuple[int, int] | None:
    """Return the last verb before a noun that can have it as object, None if there is none."""
    found = None
    for match in load_grammar().verbs[kind].finditer(text, begin, at):
        if not in_brackets(text, begin, match.start()):
            found = match.span()
    return found


def _told_without_verb(
    text: str, sentence: Sentence, kind: str, begin: int, at: int, finish: int, before: list[Head]
) -> bool:
    """Return whether a noun without a verb stands for an activity: it has a date, or shares the verb of another one."""
    if kind in EVENTS and _DATE in text[begin:finish]:
        return True
    if sentence.lead is not None and _verb(text, kind, *sentence.lead) is not None:
        return True
    same = bool(before) and (before[-1].type == kind or {before[-1].type, kind} <= EVENTS)
    return same and bool(_COORDINATED.match(text[begin:at]))


def _clause_start(text: str, head: Head) -> int:
    """Return where the clause begins that holds a head with its verb."""
    at = min(head.verb[0], head.start) if head.verb else head.start
    return max(text.rfind(",", head.begin, at) + 1, head.begin)


def _phrases(text: str, start: int, end: int) -> list[Head]:
    """Return the phrases in a stretch without nouns that stand for activities."""
    grammar = load_grammar()
    found: list[Head] = []
    while start < end:
        matches = ((kind, pattern.search(text, start, end)) for kind, pattern in grammar.phrases)
        options = [(kind, match) for kind, match in matches if match and not in_brackets(text, start, match.start())]
        if not options:
            break
        kind, match = min(options, key=lambda option: option[1].start())
        clause = max(text.rfind(",", start, match.start()), start)
        # What an activity is for is no activity of its own.
        if not grammar.words["purpose_start"].match(text[clause : match.end()]):
            found.append(Head(kind, match.start(), match.end(), start, match.end(), match.span(), phrase=True))
        start = match.end()
    return found


def _cooperation(text: str, sentence: Sentence) -> list[Head]:
    """Return what is done in cooperation where nothing says more of it."""
    kind, pattern = load_grammar().cooperation
    match = pattern.search(text, sentence.start, sentence.end)
    if match is None:
        return []
    return [Head(kind, match.start(), match.end(), sentence.start, match.end(), match.span(), phrase=True)]


def _bracket_end(text: str, at: int, end: int) -> int:
    close = text.find(")", at, end) if text[at : at + 1] == "(" else -1
    return close + 1 if close >= 0 else at
