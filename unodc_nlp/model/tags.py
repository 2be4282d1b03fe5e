"""Tags of characters for spans that do not overlap: O, and B, I, E, S for the begin, inside, end or whole of each label."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from unodc_nlp.model.crf import Rules
from unodc_nlp.model.view import IntArray, View
from unodc_nlp.spans import Span

_B, _I, _E, _S = 1, 2, 3, 4
BoolArray = npt.NDArray[np.bool_]


class TagScheme:
    """The tags for a list of labels: 0 is O, label k has tags 4k + 1 to 4k + 4 for B, I, E, S.

    Attributes:
        labels: the labels, in the order of their tags.
        rules: which tag may follow which, begin a text, end one.
    """

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = tuple(labels)
        tags = np.arange(4 * len(self.labels) + 1)
        part = np.where(tags == 0, 0, (tags - 1) % 4 + 1)
        label = np.where(tags == 0, -1, (tags - 1) // 4)
        self._opens = (part == _B) | (part == _S)
        self._closes = (part == _E) | (part == _S)
        first, last = self._opens | (part == 0), self._closes | (part == 0)
        goes_on = (part == _I) | (part == _E)
        unfinished = (part == _B) | (part == _I)
        inside = unfinished[:, None] & goes_on[None, :] & (label[:, None] == label[None, :])
        self.rules = Rules(inside | (last[:, None] & first[None, :]), first, last)

    def __len__(self) -> int:
        return len(self.rules.first)

    def encode(self, view: View, spans: Iterable[Span]) -> IntArray:
        """Return the tags, shape (n,), of a view's characters for spans (offsets into the text) that do not overlap."""
        tags = np.zeros(len(view), dtype=np.int64)
        for span in spans:
            start, end = np.searchsorted(view.index, (span.start, span.end))
            base = 4 * self.labels.index(span.label)
            tags[start:end] = base + _I
            tags[start], tags[end - 1] = base + _B, base + _E
            if end == start + 1:
                tags[start] = base + _S
        return tags

    def decode(self, view: View, tags: IntArray) -> list[Span]:
        """Return the spans, as offsets into the text, of a valid sequence of tags."""
        starts = np.flatnonzero(self._opens[tags])
        ends = np.flatnonzero(self._closes[tags])
        return [
            Span(int(view.index[start]), int(view.index[end]) + 1, self.labels[(int(tags[start]) - 1) // 4])
            for start, end in zip(starts, ends, strict=True)
        ]

    def forbid_inside_words(self, scores: npt.NDArray[np.float32], begins: BoolArray, ends: BoolArray) -> None:
        """Make a span's begin impossible where no word begins, and its end where none ends; changes `scores` in place."""
        scores[np.ix_(~begins, self._opens)] = -np.inf
        scores[np.ix_(~ends, self._closes)] = -np.inf
