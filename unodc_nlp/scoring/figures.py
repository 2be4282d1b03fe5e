"""The figures of a row of a benchmark: pooled counts with their interval, as plain data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from unodc_nlp.scoring.bootstrap import bootstrap
from unodc_nlp.scoring.counts import Counts

_DIGITS = 4


def figures_of(units: Iterable[Counts]) -> dict[str, Any]:
    """Return pooled F1 with its 95 % interval over units, precision, recall and the counts themselves, of the counts of each unit."""
    counts = list(units)
    pooled = sum(counts, Counts())
    interval = bootstrap(counts)
    return {
        "f1": round(pooled.f1, _DIGITS),
        "low": round(interval.low, _DIGITS),
        "high": round(interval.high, _DIGITS),
        "precision": round(pooled.precision, _DIGITS),
        "recall": round(pooled.recall, _DIGITS),
        "right": pooled.right,
        "found": pooled.found,
        "gold": pooled.gold,
    }
