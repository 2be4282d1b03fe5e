"""Several views behind each other, so that what is computed for characters is one array operation over a batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

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
