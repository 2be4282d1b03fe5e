"""The view of a text that the model reads: white space and layout marks left out, typographic variants folded.

A report that writes 第 72/194 号决议, 第72/194号决议 or 第７２/１９４号决议, or breaks a line inside the name, gives the same view; `index`
leads from every character of the view back to the user's text, which is never altered.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]

PAD = 0
_BMP = 0x10000
_DROP = 0xFFFFFFFF
_ASTRAL = ord("▲")

# Variants that UN documents use for the same mark; white space and the invisible characters are dropped.
_FOLDS = {
    "“": '“„‟＂"「『',
    "”": "”」』",
    "‘": "‘‛",
    "’": "’'＇",
    "《": "〈《«",
    "》": "〉》»",
    "-": "‐‑‒–—―−﹣－",
    "·": "·•・‧∙",
    ",": "，",
    "/": "∕⁄",
}
#: Characters without ink or width, which stand in texts for the layout only.
INVISIBLE = "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff" + "".join(map(chr, range(0x202A, 0x202F)))


@dataclass(frozen=True, slots=True)
class View:
    """A text as the model reads it.

    Attributes:
        codes: code points of the view's characters, folded; shape (n,).
        index: for each of them the offset of the character in the text; shape (n,), strictly increasing.
    """

    codes: IntArray
    index: IntArray

    def __len__(self) -> int:
        return len(self.codes)


def make_view(text: str) -> View:
    """Return the view of `text` (any string, lone surrogates too)."""
    raw = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    codes = _fold_table()[np.where(raw < _BMP, raw, _ASTRAL)]
    kept = np.flatnonzero(codes != _DROP)
    return View(codes[kept].astype(np.int64), kept)


@cache
def _fold_table() -> npt.NDArray[np.uint32]:
    table = np.arange(_BMP, dtype=np.uint32)
    table[0] = ord("\ufffd")
    for full in range(0xFF01, 0xFF5F):
        table[full] = full - 0xFEE0
    for mark, variants in _FOLDS.items():
        for variant in variants:
            table[ord(variant)] = ord(mark)
    for code in range(_BMP):
        if chr(code).isspace() or chr(code) in INVISIBLE:
            table[code] = _DROP
    return table
