"""Sections and topics of texts: linear models over the features of a text, and over those and its surroundings in a report.

Everything is logistic regression; probabilities are calibrated by a line fitted to scores on held-out units (Platt, 1999).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from unodc_nlp.model.sections import SectionChain
from unodc_nlp.model.topic_features import FloatArray, TopicFeatures
from unodc_nlp.model.view import IntArray
from unodc_nlp.spans import Span

KINDS = ("heading", "footnote", "subparagraph", "summary")
_NEAR, _KNOWN = np.float32(0.3), np.float32(0.5)  # how much the neighbours, and the section, count beside the text


class Evidence(NamedTuple):
    """What texts say by themselves.

    Attributes:
        topics: calibrated probability of each topic; shape (n, topics).
        sections: log probability of each section; shape (n, sections).
        scores: what the text adds to each topic's score when its surroundings are known; shape (n, topics).
    """

    topics: FloatArray
    sections: FloatArray
    scores: FloatArray


class Layout(NamedTuple):
    """What is known of the units of one report, in reading order, beside their texts.

    Attributes:
        sections: the number of a unit's section, -1 where no heading tells it, and for headings; shape (n,).
        headings: the position of the heading that a unit stands under, -1 where there is none; shape (n,).
        kinds: the unit's place in `KINDS`, -1 for paragraphs and blocks, and where kinds are not known; shape (n,).
        body: whether the unit is part of the running text (no heading, no footnote); shape (n,).
    """

    sections: IntArray
    headings: IntArray
    kinds: IntArray
    body: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Line:
    """Calibration of one set of scores: probability = 1 / (1 + exp(-(slope * score + offset))), each of shape (topics,)."""

    slope: FloatArray
    offset: FloatArray
    threshold: float = 0.5

    def __call__(self, scores: FloatArray) -> FloatArray:
        """Return calibrated probabilities of scores, shape (n, topics)."""
        probabilities: FloatArray = _logistic(self.slope * scores + self.offset).astype(np.float32)
        return probabilities


@dataclass(frozen=True, slots=True)
class TopicModel:
    """A trained model.

    Attributes:
        topics, sections: names.
        features: the features of a text.
        weights: of each feature for each score, shape (columns, topics + sections + topics): topics by the text alone,
            sections, topics with the surroundings.
        bias: of each score.
        surroundings: weights of the surroundings, shape (3 * topics + sections + kinds, topics).
        alone, within: calibration of topics by the text alone, and within a report.
        temperature: what scores of sections are multiplied with.
        chain: how sections follow each other.
        made_with: versions that the model was trained with; nothing here depends on them.
    """

    topics: tuple[str, ...]
    sections: tuple[str, ...]
    features: TopicFeatures
    weights: FloatArray
    bias: FloatArray
    surroundings: FloatArray
    alone: Line
    within: Line
    temperature: float
    chain: SectionChain
    made_with: dict[str, Any] = field(default_factory=dict)

    def read(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> Evidence:
        """Return what each text says by itself; `spans` are the names found in it."""
        scores = self.features.rows(texts, spans) @ self.weights + self.bias
        first, last = len(self.topics), len(self.topics) + len(self.sections)
        sections = _log_softmax(self.temperature * scores[:, first:last]).astype(np.float32)
        return Evidence(self.alone(scores[:, :first]), sections, scores[:, last:].astype(np.float32))

    def in_report(self, evidence: Evidence, layout: Layout) -> tuple[FloatArray, FloatArray]:
        """Return the probabilities of topics, shape (n, topics), and of sections, shape (n, sections), of a report's units."""
        sections = self.chain.smooth(evidence.sections, layout.sections, layout.body)
        around = surroundings(evidence.topics, sections, layout)
        return self.within(evidence.scores + around @ self.surroundings), sections


def surroundings(topics: FloatArray, sections: FloatArray, layout: Layout) -> FloatArray:
    """Return what stands around each unit, shape (n, 3 * topics + sections + kinds).

    Topics of the unit before, of the unit after and of the heading above, the section, the kind. What is no running text has no
    neighbours, and has a section only where it is known.

    Args:
        topics: probabilities by the texts alone, shape (n, topics).
        sections: probabilities, certain where the section is known, shape (n, sections).
        layout: the report.
    """
    before, after, above = (np.zeros_like(topics) for _ in range(3))
    body = np.flatnonzero(layout.body)
    before[body[1:]] = topics[body[:-1]]
    after[body[:-1]] = topics[body[1:]]
    under = np.flatnonzero(layout.headings >= 0)
    above[under] = topics[layout.headings[under]]
    seen = layout.body | (layout.sections >= 0)
    kinds = (layout.kinds[:, None] == np.arange(len(KINDS))).astype(np.float32)
    parts = [_NEAR * before, _NEAR * after, _NEAR * above, _KNOWN * sections * seen[:, None], _KNOWN * kinds]
    stacked: FloatArray = np.hstack(parts).astype(np.float32)
    return stacked


# scipy.special has both, but importing it takes a tenth of a second.
def _logistic(scores: FloatArray) -> FloatArray:
    probabilities: FloatArray = 0.5 * (1 + np.tanh(0.5 * scores))
    return probabilities


def _log_softmax(scores: FloatArray) -> FloatArray:
    shifted = scores - scores.max(axis=1, keepdims=True)
    logs: FloatArray = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return logs
