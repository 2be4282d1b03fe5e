"""How certain a tagger is: of a whole text, and of a span that it or somebody else marked.

Method: marginal probabilities of the chains' tags (forward-backward; Lafferty, McCallum and Pereira, 2001). That units are ordered by
the probability of the best labelling is "least confidence" of Culotta and McCallum (2005); see Settles and Craven (2008).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from unodc_nlp.model.crf import FloatArray
from unodc_nlp.model.tagger import Chain, Tagger, WordBorders
from unodc_nlp.model.view import View
from unodc_nlp.spans import Span


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a tagger finds in a text and how certain it is.

    Attributes:
        spans: the spans, outer before inner, as offsets into the text.
        certainty: estimated probability that all of them are right and none is missing, 0 to 1.
        view: the text as the tagger reads it.
        outer: probability of each tag of the chain for names, shape (len(view), tags).
        inner: the same of the chain for names inside names.
        schemes: the chains that the tags belong to.
    """

    spans: tuple[Span, ...]
    certainty: float
    view: View
    outer: FloatArray
    inner: FloatArray
    schemes: tuple[Chain, Chain]

    def probability(self, span: Span, nested: bool = False) -> float:
        """Return the probability of `span` at most: that of its least probable tag; `nested` for a span inside another one."""
        chain, marginals = (self.schemes[1], self.inner) if nested else (self.schemes[0], self.outer)
        start, end = np.searchsorted(self.view.index, (span.start, span.end))
        if start == end:
            return 0.0
        tags = chain.scheme.encode(self.view, [span])[start:end]
        return float(marginals[np.arange(start, end), tags].min())


def judge(tagger: Tagger, views: Sequence[View], borders: Sequence[WordBorders]) -> list[Judgement]:
    """Return for each view what the tagger finds and how certain it is.

    The certainty of a text is the product of the probabilities of the best tags of its characters, in both chains.
    """
    judgements = []
    found = tagger.find(views, borders)
    marginals = tagger.marginals(views, borders)
    for view, spans, (outer, inner) in zip(views, found, marginals, strict=True):
        best = np.log(np.maximum(np.concatenate([outer.max(axis=1), inner.max(axis=1)]), 1e-30, dtype=np.float64))
        certainty = float(np.exp(best.sum()))
        judgements.append(Judgement(tuple(spans), certainty, view, outer, inner, (tagger.outer, tagger.inner)))
    return judgements
