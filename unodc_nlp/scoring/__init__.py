"""Scoring of extraction against gold, on exact character offsets."""

from unodc_nlp.scoring.bootstrap import Interval, bootstrap
from unodc_nlp.scoring.counts import Counts, overlap_counts, span_counts, word_counts
from unodc_nlp.scoring.figures import figures_of
from unodc_nlp.scoring.paired import Difference, difference

__all__ = [
    "Counts",
    "Difference",
    "Interval",
    "bootstrap",
    "difference",
    "figures_of",
    "overlap_counts",
    "span_counts",
    "word_counts",
]
