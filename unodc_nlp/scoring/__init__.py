"""Scoring of extraction against gold, on exact character offsets."""

from unodc_nlp.scoring.bootstrap import Interval, bootstrap
from unodc_nlp.scoring.counts import Counts, overlap_counts, span_counts, word_counts

__all__ = ["Counts", "Interval", "bootstrap", "overlap_counts", "span_counts", "word_counts"]
