"""Finding all names of a table in a text in one vectorised pass.

A table is a trie whose nodes are keys of prefixes: a window grows by one character at a time, and only windows whose key is a
prefix of some name go on. The cost is proportional to the text and independent of the size of the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from unodc_nlp.model.hashing import KeyArray, KeyIndex, mix
from unodc_nlp.model.view import IntArray, make_view

_ROOT = np.uint64(0x5851F42D4C957F2D)


@dataclass(frozen=True, slots=True)
class Matches:
    """Occurrences of names: offsets into the codes that were searched, and the value of the name; shapes (m,)."""

    starts: IntArray
    ends: IntArray
    values: IntArray


class NameTable:
    """Names with a positive integer value each (a class, or a set of classes as bits).

    Args:
        names: value of each name; names are folded as texts are, so that typography makes no difference.
    """

    def __init__(self, names: Mapping[str, int]) -> None:
        keys, values = _prefixes(names)
        self._fill(keys, values)

    @classmethod
    def from_arrays(cls, keys: KeyArray, values: npt.NDArray[np.integer]) -> NameTable:
        """Rebuild a table from the arrays of `arrays`."""
        table = cls.__new__(cls)
        table._fill(keys, np.asarray(values, dtype=np.int64))
        return table

    def arrays(self) -> tuple[KeyArray, IntArray]:
        """Return the keys of all prefixes and the value of each (0 for a prefix that is no name)."""
        return self._index.keys, self._values[:-1]

    def find(self, codes: IntArray) -> Matches:
        """Return every occurrence of every name in `codes` (a view's code points; 0 matches nothing), shortest first."""
        at = np.arange(len(codes), dtype=np.int64)
        key = np.full(len(codes), _ROOT, dtype=np.uint64)
        starts: list[IntArray] = []
        ends: list[IntArray] = []
        values: list[IntArray] = []
        padded = np.append(codes, 0)
        length = 0
        while len(at):
            key = mix(key, padded[at + length])
            rows = self._index.rows(key)
            alive = rows != self._index.missing
            at, key, rows = at[alive], key[alive], rows[alive]
            length += 1
            value = self._values[rows]
            named = value > 0
            starts.append(at[named])
            ends.append(at[named] + length)
            values.append(value[named])
        return Matches(np.concatenate(starts), np.concatenate(ends), np.concatenate(values)) if starts else _NOTHING

    def _fill(self, keys: KeyArray, values: IntArray) -> None:
        self._index = KeyIndex(keys)
        self._values = np.append(values, 0)


_NOTHING = Matches(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64))


def _prefixes(names: Mapping[str, int]) -> tuple[KeyArray, IntArray]:
    """Return the key of every prefix of every name and the name's value, 0 where the prefix is no name itself."""
    views = [(make_view(name).codes, value) for name, value in names.items()]
    views = [(codes, value) for codes, value in views if len(codes)]
    key = np.full(len(views), _ROOT, dtype=np.uint64)
    width = max((len(codes) for codes, _ in views), default=0)
    grid = np.zeros((len(views), width), dtype=np.int64)
    lengths = np.array([len(codes) for codes, _ in views], dtype=np.int64)
    for row, (codes, _) in enumerate(views):
        grid[row, : len(codes)] = codes
    value = np.array([value for _, value in views], dtype=np.int64)
    keys: list[KeyArray] = []
    values: list[IntArray] = []
    for column in range(width):
        rows = np.flatnonzero(lengths > column)
        key[rows] = mix(key[rows], grid[rows, column])
        keys.append(key[rows].copy())
        values.append(np.where(lengths[rows] == column + 1, value[rows], 0))
    if not keys:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    unique, inverse = np.unique(np.concatenate(keys), return_inverse=True)
    merged = np.zeros(len(unique), dtype=np.int64)
    np.bitwise_or.at(merged, inverse, np.concatenate(values))
    return unique, merged
