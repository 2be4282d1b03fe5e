"""CoNLL: a token and its tag a line (BIO, IOB1, BIOES or BILOU), an empty line between units; outermost spans only.

Comments of our own (`# id = …`, `# text = …`, `# unodc = …`) keep the text and what else belongs to a unit.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from unodc_nlp.annotations.draft import CARRIED_KEY, FAULT, Draft, Drafts, Finding, Mark, carried
from unodc_nlp.annotations.files import lines_of
from unodc_nlp.errors import GoldError
from unodc_nlp.gold.corpus import GoldUnit
from unodc_nlp.spans import Word

_COMMENT = re.compile(r"# (\w+) = (.*)")
_TAG = re.compile(r"([BIESLUbieslu])-(\S+)")
_LATIN_END, _LATIN_START = re.compile(r"[A-Za-z0-9]$"), re.compile(r"[A-Za-z0-9]")
Rows = list[tuple[int, str]]


def read(path: Path) -> Drafts:
    """Yield the units of a file; tokens are taken for words only where the file was written by us."""
    for number, rows in enumerate(_blocks(lines_of(path)), start=1):
        comments: dict[str, str] = {}
        tokens: Rows = []
        for line, row in rows:
            comment = _COMMENT.fullmatch(row)
            if comment and not tokens:
                comments[comment[1]] = comment[2]
            else:
                tokens.append((line, row))
        if not tokens:
            continue
        unit_id = comments.get("id") or str(number)
        try:
            yield _draft(path, unit_id, comments, tokens)
        except GoldError as error:
            yield Finding(path, tokens[0][0], unit_id, FAULT, str(error))


def files(units: Sequence[GoldUnit]) -> dict[str, bytes]:
    """Return one file; spans inside others are lost."""
    return {"": "".join(map(_block, units)).encode()}


def _block(unit: GoldUnit) -> str:
    kept = {name: value for name, value in carried(unit).items() if name != "words"}
    lines = [
        f"# id = {unit.id}",
        f"# text = {unit.text}",
        f"# {CARRIED_KEY} = {json.dumps(kept, ensure_ascii=False)}",
    ]
    tags: dict[Word, str] = {}
    for span in unit.outer_spans:
        inside = [word for word in unit.words if span.start <= word.start and word.end <= span.end]
        tags |= {word: ("I-" if number else "B-") + span.label for number, word in enumerate(inside)}
    lines += [f"{unit.text[word.start : word.end]}\t{tags.get(word, 'O')}" for word in unit.words]
    return "\n".join(lines) + "\n\n"


def _blocks(lines: Sequence[str]) -> Iterator[Rows]:
    block: Rows = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip() and not line.startswith("-DOCSTART-"):
            block.append((number, line))
        elif block:
            yield block
            block = []


def _draft(path: Path, unit_id: str, comments: dict[str, str], rows: Rows) -> Draft:
    tokens: list[str] = []
    tags: list[str] = []
    for line, row in rows:
        cells = row.split("\t") if "\t" in row else row.split()
        if len(cells) < 2 or not (cells[-1] == "O" or _TAG.fullmatch(cells[-1])):
            raise GoldError(f"line {line} is {row!r}; write a token and a tag (O, B-LABEL, I-LABEL)")
        tokens.append(cells[0])
        tags.append(cells[-1])
    text = comments.get("text")
    text = _joined(tokens) if text is None else text
    words = _place(tokens, text)
    kept: dict[str, Any] = {}
    if CARRIED_KEY in comments:
        try:
            kept = dict(json.loads(comments[CARRIED_KEY]))
        except (ValueError, TypeError):
            raise GoldError(f"the comment '# {CARRIED_KEY} = ' is no JSON object; remove it") from None
        kept["words"] = words
    marks = tuple(mark._replace(quoted=text[mark.start : mark.end]) for mark in _marks(words, tags))
    return Draft(path, rows[0][0], unit_id, text, marks, kept)


def _joined(tokens: Sequence[str]) -> str:
    """Return the text that tokens come from, as far as it can be known: spaces stand between Latin words only."""
    text = ""
    for token in tokens:
        text += (" " if _LATIN_END.search(text) and _LATIN_START.match(token) else "") + token
    return text


def _place(tokens: Sequence[str], text: str) -> list[tuple[int, int]]:
    places, at = [], 0
    for token in tokens:
        found = text.find(token, at)
        if found < 0 or text[at:found].strip():
            raise GoldError(f"token {token!r} does not follow at {at} in '# text ='; restore the text or the token")
        at = found + len(token)
        places.append((found, at))
    return places


def _marks(words: Sequence[tuple[int, int]], tags: Sequence[str]) -> Iterator[Mark]:
    start, end, label = 0, 0, ""
    for (begin, stop), tag in zip(words, tags, strict=True):
        part, _, name = tag.partition("-")
        goes_on = part.upper() in "IEL" and name == label
        if label and not goes_on:
            yield Mark(start, end, label)
            label = ""
        if part != "O":
            if not label:
                start, label = begin, name
            end = stop
            if part.upper() in "ESLU":
                yield Mark(start, end, label)
                label = ""
    if label:
        yield Mark(start, end, label)
