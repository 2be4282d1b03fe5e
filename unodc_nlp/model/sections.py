"""How sections follow each other in a report: a hidden Markov chain that smooths what single texts say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from unodc_nlp.model.view import IntArray

FloatArray = npt.NDArray[np.float32]
_DISCOUNT = 0.5  # share of the prior taken off, since the chain has one of its own


@dataclass(frozen=True, slots=True)
class SectionChain:
    """Probabilities of sections and of the step from one unit to the next.

    Attributes:
        prior: shape (sections,).
        steps: from the section of a unit to that of the next, rows sum to 1; shape (sections, sections).
    """

    prior: FloatArray
    steps: FloatArray

    @classmethod
    def count(cls, reports: Sequence[Sequence[int]], sections: int, smoothing: float) -> SectionChain:
        """Count the sections of the units of running text of each report, in reading order.

        Args:
            reports: section numbers.
            sections: how many sections there are.
            smoothing: how often any two sections are taken to follow each other, divided by what a seen pair weighs.
        """
        prior = np.ones(sections)
        turns = np.full((sections, sections), smoothing)
        same = pairs = 1
        for numbers in reports:
            np.add.at(prior, list(numbers), 1)
            for first, second in pairwise(numbers):
                pairs += 1
                same += first == second
                turns[first, second] += 1
        np.fill_diagonal(turns, 0)
        stay = min(same / pairs, 0.95)
        steps = (1 - stay) * turns / turns.sum(axis=1, keepdims=True) + stay * np.eye(sections)
        return cls((prior / prior.sum()).astype(np.float32), steps.astype(np.float32))

    def smooth(self, scores: FloatArray, known: IntArray, body: npt.NDArray[np.bool_]) -> FloatArray:
        """Return the probability of each section for each unit, shape (n, sections).

        Units of the running text are seen as one chain (forward-backward); all others stand by themselves.

        Args:
            scores: log probabilities by the texts alone, shape (n, sections).
            known: the number of the section where it is known, else -1; shape (n,).
            body: which units are running text; shape (n,).
        """
        result = np.exp(scores.astype(np.float64))
        emission = np.exp(scores - _DISCOUNT * np.log(self.prior)).astype(np.float64)
        emission /= emission.max(axis=1, keepdims=True, initial=1e-30)
        sure = known >= 0
        certain = np.eye(scores.shape[1])[known[sure]]
        emission[sure] = certain + 1e-6
        rows = np.flatnonzero(body)
        if len(rows):
            result[rows] = self._forward_backward(emission[rows])
        result[sure] = certain
        total: FloatArray = (result / result.sum(axis=1, keepdims=True)).astype(np.float32)
        return total

    def _forward_backward(self, emission: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        forward, backward = np.empty_like(emission), np.ones_like(emission)
        state = self.prior.astype(np.float64)
        for row, local in enumerate(emission):
            state = (state if row == 0 else state @ self.steps) * local
            state = state / state.sum()
            forward[row] = state
        for row in range(len(emission) - 2, -1, -1):
            onward = self.steps @ (emission[row + 1] * backward[row + 1])
            backward[row] = onward / onward.sum()
        both = forward * backward
        smoothed: npt.NDArray[np.float64] = both / both.sum(axis=1, keepdims=True)
        return smoothed
