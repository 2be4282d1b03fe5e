"""Features of the characters of a strip: what stands around, how it is cut into words, which tables know it.

A feature is a 64-bit key of its template and the values that the template combines; `KeyIndex` turns keys into rows of the weights.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from unodc_nlp.model.attributes import (
    character_types,
    edge,
    enclosure_ends,
    enclosures,
    fold_characters,
    heads_ahead,
    paint,
    word_classes,
    word_keys,
)
from unodc_nlp.model.hashing import KeyArray, mix
from unodc_nlp.model.names import Matches, NameTable
from unodc_nlp.model.strip import Strip
from unodc_nlp.model.view import IntArray


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
