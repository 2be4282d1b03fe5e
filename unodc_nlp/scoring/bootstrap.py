"""Confidence intervals by bootstrap over units.

Method: Efron (1979); percentiles of the pooled figure over samples of units with replacement.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from unodc_nlp.scoring.counts import Counts


class Interval(NamedTuple):
    """Lower and upper bound of a figure."""

    low: float
    high: float


def bootstrap(units: Sequence[Counts], level: float = 0.95, samples: int = 1000, seed: int = 0) -> Interval:
    """Return the interval of pooled F1 over `units`, the counts of each unit.

    Args:
        units: counts per unit; units are what is sampled, since mistakes in one unit hang together.
        level: how much of the distribution lies in the interval.
        samples: number of samples drawn.
        seed: seed of the sampling, so that the same counts give the same interval.
    """
    if not units:
        return Interval(0.0, 0.0)
    table = np.array([(unit.right, unit.found + unit.gold) for unit in units], dtype=np.float64)
    random = np.random.default_rng(seed)
    figures = np.empty(samples)
    for sample in range(samples):
        right, all_of_them = table[random.integers(0, len(table), len(table))].sum(axis=0)
        figures[sample] = 2 * right / all_of_them if all_of_them else 0.0
    low, high = np.quantile(figures, ((1 - level) / 2, (1 + level) / 2))
    return Interval(float(low), float(high))
