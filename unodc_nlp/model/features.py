"""Features of the characters of a view: what stands around, how it is cut into words, which tables know it.

`Strip` puts the views of a batch behind each other, with pads between, so that every feature is one array operation over the batch.
A feature is a 64-bit key of its template and its values; `KeyIndex` turns keys into rows of the weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from unodc_nlp.model.hashing import KeyArray, mix
from unodc_nlp.model.names import Matches, NameTable
from unodc_nlp.model.view import IntArray, View

_GAP = 4
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Strip:
    """The characters of several views behind each other.

    Attributes:
        codes: code points, 0 in the gaps; shape (n,).
        bounds: (start, end) of each view.
        begins: where a word begins (all False where words are not known), shape (n,).
    """

    codes: IntArray
    bounds: list[tuple[int, int]]
    begins: BoolArray


def make_strip(views: Sequence[View], begins: Sequence[BoolArray] | None = None) -> Strip:
    """Lay views out with gaps between them; `begins` tells for each character of each view whether a word begins there."""
    bounds: list[tuple[int, int]] = []
    at = _GAP
    for view in views:
        bounds.append((at, at + len(view)))
        at += len(view) + _GAP
    codes = np.zeros(at, dtype=np.int64)
    words = np.zeros(at, dtype=bool)
    for number, (view, (start, end)) in enumerate(zip(views, bounds, strict=True)):
        codes[start:end] = view.codes
        if begins is not None:
            words[start:end] = begins[number]
    return Strip(codes, bounds, words)


def _shift(values: IntArray, by: int) -> IntArray:
    """Values of the character `by` places to the right (left if negative); zeros come in at the ends."""
    moved = np.zeros_like(values)
    if by == 0:
        moved[:] = values
    elif by > 0:
        moved[:-by] = values[by:]
    else:
        moved[-by:] = values[:by]
    return moved


def character_types(codes: IntArray) -> IntArray:
    """Return a small class for each code point: digit, Chinese numeral, Han, capital, small letter, each mark its own."""
    types = np.full(len(codes), 9, dtype=np.int64)
    types[codes == 0] = 0
    types[(codes >= 0x3400) & (codes < 0xA000)] = 1
    types[(codes >= 0x30) & (codes <= 0x39)] = 2
    types[(codes >= 0x41) & (codes <= 0x5A)] = 3
    types[((codes >= 0x61) & (codes <= 0x7A)) | ((codes >= 0xC0) & (codes < 0x250))] = 4
    types[np.isin(codes, _NUMERALS)] = 5
    for number, mark in enumerate(_MARKS, start=10):
        types[codes == ord(mark)] = number
    return types


_NUMERALS = np.array([ord(char) for char in "〇零一二三四五六七八九十百千万亿两"])
_MARKS = "、,。;:()《》“”‘’-·/.%"


def fold_characters(codes: IntArray, types: IntArray) -> IntArray:
    """All digits become one, capitals one, small letters one."""
    folded: IntArray = codes.copy()
    folded[types == 2] = ord("0")
    folded[types == 3] = ord("A")
    folded[types == 4] = ord("a")
    return folded


def paint(size: int, matches: Matches) -> IntArray:
    """Return for each position the value of the longest match over it with its place in it: 4 * value + (B, I, E, S)."""
    painted = np.zeros(size, dtype=np.int64)
    lengths = matches.ends - matches.starts
    order = np.argsort(lengths, kind="stable")
    starts, lengths, values = matches.starts[order], lengths[order], matches.values[order]
    offsets = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    where = np.repeat(starts, lengths) + offsets
    last = np.repeat(lengths, lengths) - 1
    place = np.where(last == 0, 3, np.where(offsets == 0, 0, np.where(offsets == last, 2, 1)))
    painted[where] = 4 * np.repeat(values, lengths) + place
    return painted


def edge(size: int, matches: Matches, starts: bool) -> IntArray:
    """Return at each position the value and length of the longest match that starts (or ends: last character) there."""
    lengths = matches.ends - matches.starts
    order = np.argsort(lengths, kind="stable")
    found = np.zeros(size, dtype=np.int64)
    where = matches.starts[order] if starts else matches.ends[order] - 1
    found[where] = 16 * matches.values[order] + np.minimum(lengths[order], 15)
    return found


def word_keys(strip: Strip) -> tuple[KeyArray, KeyArray, KeyArray, IntArray]:
    """Return the keys of the word, the word before and the word after each character, and its place in the word (BIES)."""
    begins = strip.begins | (strip.codes == 0)
    starts = np.flatnonzero(begins)
    lengths = np.diff(np.append(starts, len(begins)))
    place_in = np.arange(len(begins)) - np.repeat(starts, lengths)
    letters = mix(mix(np.full(len(begins), 7, np.uint64), place_in), strip.codes)
    words = np.add.reduceat(letters, starts)
    spread = np.repeat(words, lengths)
    before = np.repeat(np.concatenate([[np.uint64(0)], words[:-1]]), lengths)
    after = np.repeat(np.concatenate([words[1:], [np.uint64(0)]]), lengths)
    last = np.repeat(lengths, lengths) - 1
    place = np.where(last == 0, 3, np.where(place_in == 0, 0, np.where(place_in == last, 2, 1)))
    return spread, before, after, place


def enclosures(strip: Strip) -> IntArray:
    """Return what encloses each character: bits for 《》, “”, and brackets, opened in the same view and not yet closed."""
    state = np.zeros(len(strip.codes), dtype=np.int64)
    for bit, (opening, closing) in enumerate((("《", "》"), ("“", "”"), ("(", ")"))):
        opened = np.cumsum(strip.codes == ord(opening))
        closed = np.cumsum(strip.codes == ord(closing))
        for start, end in strip.bounds:
            base = opened[start - 1] - closed[start - 1]
            inside = opened[start:end] - closed[start:end] > base
            state[start:end] |= inside.astype(np.int64) << bit
    return state


def word_classes(strip: Strip, types: IntArray, found: Matches) -> IntArray:
    """Return the class of the word at each character: that of the lexicon, or one made from its length and first character."""
    begins = strip.begins | (strip.codes == 0)
    starts = np.flatnonzero(begins)
    lengths = np.diff(np.append(starts, len(begins)))
    length_at = np.zeros(len(begins), dtype=np.int64)
    length_at[starts] = lengths
    classes = np.zeros(len(begins), dtype=np.int64)
    classes[starts] = 64 + 8 * types[starts] + np.minimum(lengths, 7)
    single = starts[(lengths == 1) & (types[starts] != 2)]
    classes[single] = 1000 + strip.codes[single]
    whole = length_at[found.starts] == found.ends - found.starts
    classes[found.starts[whole]] = found.values[whole]
    return np.repeat(classes[starts], lengths)


def enclosure_ends(strip: Strip, state: IntArray, folded: IntArray) -> tuple[KeyArray, KeyArray]:
    """Return for characters within 《》 or “” keys of the two characters before the closing mark and the two after the opening one."""
    size = len(strip.codes)
    where = np.arange(size)
    marks = (strip.codes == ord("》")) | (strip.codes == ord("”")) | (strip.codes == 0)
    close = np.minimum.accumulate(np.where(marks, where, size - 1)[::-1])[::-1]
    marks = (strip.codes == ord("《")) | (strip.codes == ord("“")) | (strip.codes == 0)
    opening = np.maximum.accumulate(np.where(marks, where, 0))
    inside = ((state & 3) > 0) | (strip.codes == ord("》")) | (strip.codes == ord("”"))
    tail = mix(mix(np.full(size, 3, np.uint64), folded[close - 1]), folded[close - 2])
    head = mix(
        mix(np.full(size, 5, np.uint64), folded[np.minimum(opening + 1, size - 1)]),
        folded[np.minimum(opening + 2, size - 1)],
    )
    nothing = np.uint64(0)
    return np.where(inside, tail, nothing), np.where(inside, head, nothing)


_JOINS = np.array([ord(char) for char in "和与及的"])


class Features:
    """Computes feature keys of strips.

    Args:
        lexicon: general words with the number of their class, see `unodc_nlp.knowledge.tables.LEXICON_CLASSES`.
        gazetteers: one table per group of names (places, organisations, works), values are bit sets of kinds.
        heads: the words that names of organisations end in.
    """

    def __init__(self, lexicon: NameTable, gazetteers: Sequence[NameTable], heads: NameTable) -> None:
        self.lexicon = lexicon
        self.gazetteers = list(gazetteers)
        self.heads = heads

    def keys(self, strip: Strip) -> KeyArray:
        """Return the keys of all features, shape (templates, n), for a strip of n characters."""
        types = character_types(strip.codes)
        folded = fold_characters(strip.codes, types)
        found = self.lexicon.find(strip.codes)
        size = len(strip.codes)
        opens, closes = edge(size, found, True), edge(size, found, False)
        keys = _Keys(size)
        _add_characters(keys, strip, folded, types)
        _add_words(keys, strip, folded, types, found)
        _add_enclosures(keys, strip, folded, types)
        _add_lexicon(keys, folded, paint(size, found), opens, closes)
        known = [paint(size, table.find(strip.codes)) for table in self.gazetteers]
        _add_names(keys, folded, known, opens, closes)
        _add_heads(keys, folded, known, opens, closes, heads_ahead(strip, types, found, self.heads))
        return keys.stack()


class _Keys:
    """Collects templates: each is the key of its number and of the values that it combines."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._keys: list[KeyArray] = []

    def add(self, *parts: npt.NDArray[np.integer]) -> None:
        key = np.full(self._size, len(self._keys) + 1, dtype=np.uint64)
        for part in parts:
            key = mix(key, part)
        self._keys.append(key)

    def stack(self) -> KeyArray:
        return np.stack(self._keys)


def _add_characters(keys: _Keys, strip: Strip, folded: IntArray, types: IntArray) -> None:
    """Characters around, alone and up to four together, and their types."""
    c = {by: _shift(folded, by) for by in range(-3, 4)}
    t = {by: _shift(types, by) for by in range(-3, 4)}
    for by in range(-3, 4):
        keys.add(c[by])
    for by in range(-3, 3):
        keys.add(c[by], c[by + 1])
    keys.add(c[-1], c[1])
    keys.add(c[-2], c[0])
    keys.add(c[0], c[2])
    for by in range(-3, 2):
        keys.add(c[by], c[by + 1], c[by + 2])
    keys.add(c[-3], c[-2], c[-1], c[0])
    keys.add(c[0], c[1], c[2], c[3])
    keys.add(strip.codes)
    keys.add(t[-1], t[0], t[1])
    keys.add(t[-2], t[-1], t[0], t[1], t[2])
    keys.add(t[-3], t[-2], t[-1], t[0], t[1], t[2], t[3])


def _add_words(keys: _Keys, strip: Strip, folded: IntArray, types: IntArray, found: Matches) -> None:
    """The word at the character and its neighbours, as they are and by class, with the character's place in the word."""
    word, before, after, place = word_keys(strip)
    p = {by: _shift(place + 1, by) for by in range(-2, 3)}
    keys.add(p[-1], p[0], p[1])
    keys.add(p[-2], p[-1], p[0], p[1], p[2])
    keys.add(p[0], folded)
    keys.add(p[0], word)
    keys.add(p[0], before)
    keys.add(p[0], after)
    keys.add(p[0], before, word)
    keys.add(p[0], word, after)
    keys.add(p[0], before, after)
    first = strip.begins | (strip.codes == 0)
    number = np.cumsum(first) - 1
    kinds = word_classes(strip, types, found)[first]
    k = {by: _shift(kinds, by)[number] for by in range(-3, 4)}
    keys.add(p[0], k[0])
    keys.add(p[0], k[-1], k[0])
    keys.add(p[0], k[0], k[1])
    keys.add(p[0], k[-1], k[0], k[1])
    keys.add(p[0], k[-2], k[-1], k[0])
    keys.add(p[0], k[0], k[1], k[2])
    keys.add(p[0], k[-3], k[-2], k[-1], k[0])
    keys.add(p[0], k[0], k[1], k[2], k[3])
    keys.add(p[0], k[-2], k[-1], k[0], k[1], k[2])
    keys.add(p[0], before, k[0])
    keys.add(p[0], k[0], after)


def _add_enclosures(keys: _Keys, strip: Strip, folded: IntArray, types: IntArray) -> None:
    """What encloses the character, and how the title within 《》 or “” begins and ends."""
    state = enclosures(strip)
    keys.add(state)
    keys.add(state, folded)
    keys.add(state, _shift(types, -1), types, _shift(types, 1))
    tail, opening = enclosure_ends(strip, state, folded)
    keys.add(tail)
    keys.add(tail, folded)
    keys.add(opening, tail)


def _add_lexicon(keys: _Keys, folded: IntArray, cover: IntArray, opens: IntArray, closes: IntArray) -> None:
    """General words that cover the character, begin or end there, or touch it."""
    closed, opening = _shift(closes, -1), _shift(opens, 1)
    keys.add(cover)
    keys.add(_shift(cover, -1), cover)
    keys.add(cover, _shift(cover, 1))
    keys.add(opens)
    keys.add(closes)
    keys.add(closed, opens)
    keys.add(closes, opening)
    keys.add(closed, folded)
    keys.add(folded, opening)
    keys.add(closed, opens, closes, opening)


def _add_names(keys: _Keys, folded: IntArray, known: Sequence[IntArray], opens: IntArray, closes: IntArray) -> None:
    """Names of the tables that cover the character, alone and with what touches it."""
    for cover in known:
        keys.add(cover)
        keys.add(_shift(cover, -1), cover, _shift(cover, 1))
        keys.add(cover, folded)
    keys.add(*known)
    keys.add(*known, _shift(closes, -1))
    keys.add(*known, _shift(opens, 1))
    keys.add(*known, _shift(folded, -1))
    keys.add(*known, _shift(folded, 1))


def _add_heads(
    keys: _Keys,
    folded: IntArray,
    known: Sequence[IntArray],
    opens: IntArray,
    closes: IntArray,
    ahead: tuple[IntArray, IntArray, IntArray],
) -> None:
    """The nearest word ahead that names of organisations end in, and what lies between."""
    head, distance, between = ahead
    near = np.minimum(distance, 12)
    closed = _shift(closes, -1)
    keys.add(head)
    keys.add(head, near)
    keys.add(head, folded)
    keys.add(near, closed, opens)
    keys.add(near, *known)
    keys.add(head, between)
    keys.add(near, between, closed)
    keys.add(between, folded, _shift(folded, 1))


def heads_ahead(strip: Strip, types: IntArray, words: Matches, heads: NameTable) -> tuple[IntArray, IntArray, IntArray]:
    """Look ahead from each character to the end of the nearest head of a name, as far as the next mark.

    Returns:
        The head's number (0 for none), the distance in characters (63 for none), and a small number for how many verbs and how
        many of 和, 与, 及, 的 lie between (31 for none).
    """
    size = len(strip.codes)
    found = heads.find(strip.codes)
    order = np.argsort(found.ends - found.starts, kind="stable")
    head = np.zeros(size, dtype=np.int64)
    head[found.ends[order] - 1] = found.values[order]
    stop = (types == 0) | (types >= 10)
    event = np.where((head > 0) | stop, np.arange(size), size - 1)
    nearest = np.minimum.accumulate(event[::-1])[::-1]
    verbs = np.zeros(size, dtype=np.int64)
    verbs[words.starts[words.values == _VERB]] = 1
    joins = np.isin(strip.codes, _JOINS)
    between = np.zeros(size, dtype=np.int64)
    for shift, count in ((0, np.cumsum(verbs)), (2, np.cumsum(joins))):
        between |= np.minimum(count[nearest] - count, 2) << shift
    there = head[nearest] > 0
    return head[nearest], np.where(there, nearest - np.arange(size), 63), np.where(there, between, 31)


_VERB = 2
