"""How good a chain is on units that it is not trained on, looked at after each epoch."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from unodc_nlp.gold.corpus import GoldUnit
from unodc_nlp.model.crf import ChainCRF
from unodc_nlp.model.features import Features
from unodc_nlp.model.hashing import KeyIndex
from unodc_nlp.model.tagger import feature_rows, lay_out, word_borders
from unodc_nlp.model.tags import TagScheme
from unodc_nlp.model.view import make_view
from unodc_nlp.scoring import Counts, span_counts
from unodc_nlp.scoring.counts import total
from unodc_nlp.spans import Span


class Watch:
    """Units to score chains on while they are trained; their features are computed once.

    Args:
        units: the gold; no unit that is trained on.
        cut: cuts a text into words as new text will be cut.
        features: computes features.
        index: the rows of the features.
    """

    def __init__(
        self,
        units: Sequence[GoldUnit],
        cut: Callable[[str], Sequence[tuple[int, int]]],
        features: Features,
        index: KeyIndex,
    ) -> None:
        self.units = units
        self._views = [make_view(unit.text) for unit in units]
        borders = [word_borders(view, cut(unit.text)) for view, unit in zip(self._views, units, strict=True)]
        self._strip, self._begins, self._ends = lay_out(self._views, borders)
        self._rows = feature_rows(features, index, self._strip)

    def f1(self, scheme: TagScheme, chain: ChainCRF, gold: Sequence[Sequence[Span]]) -> float:
        """Return F1 of what a chain finds against `gold`, the spans of each unit."""
        scores = chain.scores(self._rows)
        scheme.forbid_inside_words(scores, self._begins, self._ends)
        tags = chain.best_paths(scores, self._strip.bounds)
        counts = Counts()
        for view, wanted, (start, end) in zip(self._views, gold, self._strip.bounds, strict=True):
            counts += total(span_counts(wanted, scheme.decode(view, tags[start:end])))
        return counts.f1
