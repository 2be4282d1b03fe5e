"""What is known of each character of a strip: its type, its word, what encloses it, the names and words over it, what lies ahead."""

from __future__ import annotations

import numpy as np

from unodc_nlp.model.hashing import KeyArray, mix
from unodc_nlp.model.names import Matches, NameTable
from unodc_nlp.model.strip import Strip
from unodc_nlp.model.view import IntArray


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
