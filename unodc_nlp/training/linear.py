"""Logistic regressions on few texts with many features, with scores on held-out parts to choose and calibrate by.

An L2-penalised linear model depends on the data through inner products only, so each is fitted on an orthogonal basis of the
few hundred texts, and its weights are brought back to the thousands of features afterwards; the result is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.special import expit
from scipy.special import log_softmax as _log_softmax
from sklearn.linear_model import LogisticRegression

from unodc_nlp.model.topics import Line
from unodc_nlp.model.view import IntArray

Array = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
_NEVER = -8.0  # the score of a topic that stands nowhere in the training units
_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Folded:
    """Linear models fitted on all rows, and what models fitted on the other parts say of each part.

    Attributes:
        weights: shape (columns, outputs).
        bias: shape (outputs,).
        held_out: shape (rows, outputs).
        penalty: the inverse strength of the L2 penalty that was best on the held-out parts.
    """

    weights: npt.NDArray[np.float32]
    bias: npt.NDArray[np.float32]
    held_out: Array
    penalty: float

    @classmethod
    def topics(cls, rows: csr_matrix, gold: BoolArray, parts: IntArray, penalties: Sequence[float]) -> Folded:
        """Fit a model of its own for each topic; `gold` has shape (rows, topics)."""
        return cls._choose(
            rows, parts, penalties, lambda x, at, c: _binary(x, gold[at], c), lambda s: _log_loss(s, gold)
        )

    @classmethod
    def classes(
        cls, rows: csr_matrix, gold: IntArray, parts: IntArray, penalties: Sequence[float], classes: int
    ) -> Folded:
        """Fit one model that tells `classes` classes apart; rows whose class is -1 are scored but not trained on."""
        known = np.flatnonzero(gold >= 0)

        def fit(basis: Array, at: IntArray, penalty: float) -> tuple[Array, Array]:
            use = np.flatnonzero(gold[at] >= 0)
            return _multinomial(basis[use], gold[at[use]], penalty, classes)

        def loss(scores: Array) -> float:
            return -float(log_softmax(scores)[known, gold[known]].mean())

        return cls._choose(rows, parts, penalties, fit, loss)

    @classmethod
    def _choose(
        cls,
        rows: csr_matrix,
        parts: IntArray,
        penalties: Sequence[float],
        fit: Callable[[Array, IntArray, float], tuple[Array, Array]],
        loss: Callable[[Array], float],
    ) -> Folded:
        inner = np.asarray((rows @ rows.T).toarray(), dtype=np.float64)
        held_out: dict[float, list[tuple[IntArray, Array]]] = {penalty: [] for penalty in penalties}
        for part in np.unique(parts):
            train, test = np.flatnonzero(parts != part), np.flatnonzero(parts == part)
            back = _basis(inner[np.ix_(train, train)])
            for penalty in penalties:
                coefficients, bias = fit(inner[np.ix_(train, train)] @ back, train, penalty)
                held_out[penalty].append((test, inner[np.ix_(test, train)] @ back @ coefficients + bias))
        scores = {penalty: _joined(pieces) for penalty, pieces in held_out.items()}
        best = min(penalties, key=lambda penalty: loss(scores[penalty]))
        back = _basis(inner)
        coefficients, bias = fit(inner @ back, np.arange(len(inner)), best)
        weights = rows.T @ (back @ coefficients)
        return cls(weights.astype(np.float32), bias.astype(np.float32), scores[best], best)


def calibrate(scores: Array, gold: BoolArray) -> Line:
    """Fit a line for each topic to held-out scores, and take the threshold of all topics from the F1 that they reach.

    Methods: Platt (1999); the threshold that gives the best F1 is half of that F1 (Lipton et al., 2014), which is steadier than
    the best threshold of a few hundred units.
    """
    slope, offset = np.ones(gold.shape[1]), np.zeros(gold.shape[1])
    for topic in np.flatnonzero(gold.any(axis=0) & ~gold.all(axis=0)):
        line = LogisticRegression(C=1.0).fit(scores[:, [topic]], gold[:, topic])
        slope[topic], offset[topic] = line.coef_[0, 0], line.intercept_[0]
    probabilities = expit(slope * scores + offset)
    found = (probabilities >= threshold for threshold in np.arange(20, 61) / 100)
    best = max(2 * (gold & marked).sum() / max(1, gold.sum() + marked.sum()) for marked in found)
    return Line(slope.astype(np.float32), offset.astype(np.float32), round(float(best) / 2, 3))


def temperature(scores: Array, gold: IntArray) -> float:
    """Return the factor that makes softmax of held-out scores most probable for the classes `gold` (Guo et al., 2017)."""
    rows = np.arange(len(gold))
    candidates = np.arange(10, 31) / 20
    return float(max(candidates, key=lambda factor: log_softmax(factor * scores)[rows, gold].mean()))


def log_softmax(scores: Array) -> Array:
    """Return log probabilities of each row."""
    logs: Array = _log_softmax(scores, axis=1)
    return logs


def _basis(inner: Array) -> Array:
    """Return the matrix that takes inner products with the texts to coordinates in an orthogonal basis of them."""
    values, vectors = np.linalg.eigh(inner)
    kept = values > _LEAST * values[-1]
    basis: Array = vectors[:, kept] / np.sqrt(values[kept])
    return basis


def _binary(basis: Array, gold: BoolArray, penalty: float) -> tuple[Array, Array]:
    coefficients, bias = np.zeros((basis.shape[1], gold.shape[1])), np.full(gold.shape[1], _NEVER)
    for topic in range(gold.shape[1]):
        if gold[:, topic].all():
            bias[topic] = -_NEVER
        elif gold[:, topic].any():
            model = LogisticRegression(C=penalty, max_iter=1000).fit(basis, gold[:, topic])
            coefficients[:, topic], bias[topic] = model.coef_[0], model.intercept_[0]
    return coefficients, bias


def _multinomial(basis: Array, gold: IntArray, penalty: float, classes: int) -> tuple[Array, Array]:
    coefficients, bias = np.zeros((basis.shape[1], classes)), np.full(classes, _NEVER)
    there = np.unique(gold)
    if len(there) == 1:
        bias[there] = 0.0
        return coefficients, bias
    model = LogisticRegression(C=penalty, max_iter=1000).fit(basis, gold)
    if len(there) == 2:  # scikit-learn gives one row, the second class against the first
        coefficients[:, there[1]], bias[there] = model.coef_[0], (0.0, model.intercept_[0])
    else:
        coefficients[:, there], bias[there] = model.coef_.T, model.intercept_
    return coefficients, bias


def _log_loss(scores: Array, gold: BoolArray) -> float:
    return float(np.logaddexp(0, np.where(gold, -scores, scores)).mean())


def _joined(pieces: Sequence[tuple[IntArray, Array]]) -> Array:
    whole = np.empty((sum(len(rows) for rows, _ in pieces), pieces[0][1].shape[1]))
    for rows, values in pieces:
        whole[rows] = values
    return whole
