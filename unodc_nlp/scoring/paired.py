"""Two systems on the same units: the difference of their F1, with an interval and a test.

Methods: interval by bootstrap over units (Efron, 1979), both systems on the same sample; test by approximate randomisation (Noreen, 1989;
for F1, Yeh, 2000): where the systems are alike, which of them made a unit's spans is a matter of chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from unodc_nlp.scoring.bootstrap import Interval
from unodc_nlp.scoring.counts import Counts

FloatArray = npt.NDArray[np.float64]
_AT_A_TIME = 500


class Difference(NamedTuple):
    """F1 of the new system minus that of the old one.

    Attributes:
        f1: the difference.
        interval: its bootstrap interval.
        p: probability of a difference at least as large, in either direction, between systems that are alike.
    """

    f1: float
    interval: Interval
    p: float


def difference(
    old: Sequence[Counts],
    new: Sequence[Counts],
    level: float = 0.95,
    samples: int = 1000,
    trials: int = 5000,
    seed: int = 0,
) -> Difference:
    """Compare two systems.

    Args:
        old: the old system's counts for each unit.
        new: the new system's counts for the same units.
        level: how much of the distribution lies in the interval.
        samples: samples drawn for the interval.
        trials: random exchanges made for the test.
        seed: seed of both.
    """
    before, after = _table(old), _table(new)
    observed = float(_f1(after.sum(axis=0)) - _f1(before.sum(axis=0)))
    if not len(before):
        return Difference(0.0, Interval(0.0, 0.0), 1.0)
    random = np.random.default_rng(seed)
    drawn = np.empty(samples)
    for sample in range(samples):
        chosen = random.integers(0, len(before), len(before))
        drawn[sample] = _f1(after[chosen].sum(axis=0)) - _f1(before[chosen].sum(axis=0))
    low, high = np.quantile(drawn, ((1 - level) / 2, (1 + level) / 2))
    as_large = 0
    exchange = after - before
    for at in range(0, trials, _AT_A_TIME):
        swapped = random.random((min(_AT_A_TIME, trials - at), len(before))) < 0.5
        moved = swapped @ exchange
        differences = _f1(after.sum(axis=0) - moved) - _f1(before.sum(axis=0) + moved)
        as_large += int((np.abs(differences) >= abs(observed) - 1e-12).sum())
    return Difference(observed, Interval(float(low), float(high)), (as_large + 1) / (trials + 1))


def _table(units: Sequence[Counts]) -> FloatArray:
    return np.array([(unit.right, unit.found + unit.gold) for unit in units], dtype=np.float64).reshape(-1, 2)


def _f1(sums: FloatArray) -> FloatArray:
    """Return F1 from (right, found + gold), shape (…, 2); 0 where there is neither."""
    right, both = sums[..., 0], sums[..., 1]
    return np.where(both > 0, 2 * right / np.maximum(both, 1), 0.0)
