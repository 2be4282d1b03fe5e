"""Counts of right, missing and spurious spans, and precision, recall and F1 from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from unodc_nlp.spans import Span


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are in the gold, how many were found, and how many of both are the same.

    Overlapping spans are matched one to one, so `right` is never more than `gold` or `found`.
    """

    right: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Share of the found that is right; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 0 where there is no gold."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 2 * right / (found + gold); 0 where there is neither."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


def span_counts(gold: Iterable[Span], found: Iterable[Span]) -> dict[str, Counts]:
    """Count, per label, spans with the same start, end and label; a span given twice counts twice only where both have it."""
    wanted, given = Counter(gold), Counter(found)
    return _by_label(wanted, given, wanted & given)


def overlap_counts(gold: Iterable[Span], found: Iterable[Span]) -> dict[str, Counts]:
    """Count, per label, spans of the same label that share a character, each used once, in order of their start."""
    wanted, given = sorted(gold), sorted(found)
    left = list(given)
    right: Counter[Span] = Counter()
    for span in wanted:
        for other in left:
            if other.label == span.label and other.start < span.end and span.start < other.end:
                right[span] += 1
                left.remove(other)
                break
    return _by_label(Counter(wanted), Counter(given), right)


def word_counts(gold: Sequence[tuple[int, int]], found: Sequence[tuple[int, int]]) -> Counts:
    """Count words with the same start and end."""
    return Counts(len(set(map(tuple, gold)) & set(map(tuple, found))), len(found), len(gold))


def total(counts: Mapping[str, Counts]) -> Counts:
    """Return the pooled counts of all labels (micro average)."""
    return sum(counts.values(), Counts())


def _by_label(gold: Counter[Span], found: Counter[Span], right: Counter[Span]) -> dict[str, Counts]:
    tallies = [Counter[str](), Counter[str](), Counter[str]()]
    for tally, spans in zip(tallies, (right, found, gold), strict=True):
        for span, times in spans.items():
            tally[span.label] += times
    labels = sorted(tallies[1] | tallies[2])
    return {label: Counts(tallies[0][label], tallies[1][label], tallies[2][label]) for label in labels}
