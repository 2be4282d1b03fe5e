"""Vectorised hashing: 64-bit keys of windows of characters, and an index from keys to rows."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

KeyArray = npt.NDArray[np.uint64]
RowArray = npt.NDArray[np.int32]

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_ROUND = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(29)


def mix(key: KeyArray, value: npt.NDArray[np.integer] | int) -> KeyArray:
    """Return keys that combine `key` with `value` (order matters); arithmetic is modulo 2**64."""
    mixed: KeyArray = (key ^ np.asarray(value).astype(np.uint64)) * _MULTIPLIER
    mixed ^= mixed >> _SHIFT
    mixed *= _ROUND
    mixed ^= mixed >> _SHIFT
    return mixed


class KeyIndex:
    """An immutable map from distinct 64-bit keys to their row numbers, looked up for whole arrays at once.

    Open addressing with linear probing at a load below one half; a key that is absent gets `missing`.

    Args:
        keys: distinct keys, shape (n,); key i has row i.
    """

    def __init__(self, keys: KeyArray) -> None:
        self.keys = keys
        self.missing = len(keys)
        bits = max(4, int(2 * len(keys) + 1).bit_length())
        self._shift = np.uint64(64 - bits)
        self._mask = (1 << bits) - 1
        self._slots = np.full(1 << bits, len(keys), dtype=np.int32)
        self._table = np.append(keys, np.uint64(0))
        self._insert()

    def __len__(self) -> int:
        return len(self.keys)

    def rows(self, keys: KeyArray) -> RowArray:
        """Return the row of each key, `missing` where there is none; any shape, same shape back."""
        flat = keys.ravel()
        place = self._place(flat)
        found: RowArray = self._slots[place]
        wrong = np.flatnonzero((found != self.missing) & (self._table[found] != flat))
        while len(wrong):
            place[wrong] = (place[wrong] + 1) & self._mask
            found[wrong] = self._slots[place[wrong]]
            wrong = wrong[(found[wrong] != self.missing) & (self._table[found[wrong]] != flat[wrong])]
        return found.reshape(keys.shape)

    def _place(self, keys: KeyArray) -> npt.NDArray[np.int64]:
        place: npt.NDArray[np.int64] = ((keys * _MULTIPLIER) >> self._shift).astype(np.int64)
        return place

    def _insert(self) -> None:
        waiting = np.arange(len(self.keys), dtype=np.int32)
        place = self._place(self.keys)
        while len(waiting):
            free = self._slots[place] == self.missing
            self._slots[place[free]] = waiting[free]
            lost = self._slots[place] != waiting
            waiting, place = waiting[lost], (place[lost] + 1) & self._mask
