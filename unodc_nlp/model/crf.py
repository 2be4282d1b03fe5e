"""A linear-chain conditional random field over feature rows: marginals, best path.

Method: Lafferty, McCallum and Pereira (2001). All sequences of a batch go through each step together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]
RowArray = npt.NDArray[np.int32]

_IMPOSSIBLE = np.float32(-1e4)
_LEVELS = 15


class Rules(NamedTuple):
    """Which tags may stand where.

    Attributes:
        allowed: which tag may be followed by which, shape (K, K).
        first: which tags may begin a sequence, shape (K,).
        last: which tags may end one, shape (K,).
    """

    allowed: npt.NDArray[np.bool_]
    first: npt.NDArray[np.bool_]
    last: npt.NDArray[np.bool_]


@dataclass(slots=True)
class ChainCRF:
    """Weights of a chain over K tags.

    Attributes:
        emission: weight of each feature row for each tag, shape (rows + 1, K); the last row is zero (an unknown feature).
        transition: weight of each pair (tag, next tag), shape (K, K).
        rules: which tags may stand where.
        scale: what whole numbers in `emission` are to be multiplied with (1 where it holds floats).
    """

    emission: FloatArray | npt.NDArray[np.int8]
    transition: FloatArray
    rules: Rules
    scale: float = 1.0

    def scores(self, rows: RowArray) -> FloatArray:
        """Return the emission scores, shape (n, K), of positions with the feature rows `rows`, shape (n, templates)."""
        whole = self.emission.dtype == np.int8
        scores = np.zeros((len(rows), self.emission.shape[1]), dtype=np.int16 if whole else np.float32)
        for column in np.ascontiguousarray(rows.T):
            scores += self.emission[column]
        return scores.astype(np.float32) * np.float32(self.scale) if whole else scores

    def strong_rows(self, weakest: float) -> npt.NDArray[np.int64]:
        """Return the rows that have a weight of at least `weakest` for some tag."""
        return np.flatnonzero(np.abs(self.emission[:-1]).max(axis=1) >= weakest)

    def compact(self, kept: npt.NDArray[np.int64]) -> ChainCRF:
        """Return the chain with small whole weights and only the rows `kept`: row i of the new chain is row `kept[i]` of this one.

        Weights are rounded to a fifteenth of the largest; finer steps change no figure and make the model twice as large.
        """
        scale = float(np.abs(self.emission).max(initial=1e-6)) / _LEVELS
        small = np.zeros((len(kept) + 1, self.emission.shape[1]), dtype=np.int8)
        small[:-1] = np.rint(self.emission[kept] / scale)
        return ChainCRF(small, self.transition, self.rules, scale)

    def best_paths(self, scores: FloatArray, bounds: Sequence[tuple[int, int]]) -> npt.NDArray[np.int64]:
        """Return the best tag of every position, shape (n,), for sequences at `bounds` (start, end) in `scores`.

        Method: Viterbi (1967).
        """
        best = np.zeros(len(scores), dtype=np.int64)
        transition = np.where(self.rules.allowed, self.transition, _IMPOSSIBLE)
        for batch in _batches(bounds):
            starts, lengths = batch[:, 0], batch[:, 1] - batch[:, 0]
            back = np.zeros((int(lengths[0]), len(batch), scores.shape[1]), dtype=np.int16)
            score = scores[starts] + np.where(self.rules.first, 0, _IMPOSSIBLE)
            final = score.copy()
            for step in range(1, int(lengths[0])):
                active = int((lengths > step).sum())
                paths = score[:active, :, None] + transition
                back[step, :active] = choice = paths.argmax(axis=1)
                score = np.take_along_axis(paths, choice[:, None, :], axis=1)[:, 0] + scores[starts[:active] + step]
                final[:active] = score
            tag = (final + np.where(self.rules.last, 0, _IMPOSSIBLE)).argmax(axis=1)
            for step in range(int(lengths[0]) - 1, -1, -1):
                active = int((lengths > step).sum())
                best[starts[:active] + step] = tag[:active]
                tag[:active] = back[step, np.arange(active), tag[:active]]
        return best

    def marginals(self, scores: FloatArray, bounds: Sequence[tuple[int, int]]) -> FloatArray:
        """Return the probability of each tag at each position, shape (n, K); arguments as in `best_paths`."""
        marginals = np.zeros_like(scores)
        for batch in _batches(bounds):
            self.forward_backward(scores, batch, marginals, None)
        return marginals

    def forward_backward(
        self,
        scores: FloatArray,
        batch: npt.NDArray[np.int64],
        marginals: FloatArray,
        pairs: npt.NDArray[np.float64] | None,
    ) -> float:
        """Fill `marginals`, add expected transitions to `pairs`; return the sum of log partition functions."""
        starts, lengths = batch[:, 0], batch[:, 1] - batch[:, 0]
        matrix = np.where(self.rules.allowed, np.exp(self.transition), 0).astype(np.float32)
        steps, size, tags = int(lengths[0]), len(batch), scores.shape[1]
        alpha = np.zeros((steps, size, tags), dtype=np.float32)
        scale = np.ones((steps, size), dtype=np.float32)
        local = np.zeros((steps, size, tags), dtype=np.float32)
        log_z = 0.0
        for step in range(steps):
            active = int((lengths > step).sum())
            emission = scores[starts[:active] + step]
            top = emission.max(axis=1, keepdims=True)
            local[step, :active] = np.exp(emission - top)
            forward = (alpha[step - 1, :active] @ matrix if step else self.rules.first.astype(np.float32)) * local[
                step, :active
            ]
            scale[step, :active] = total = np.maximum(forward.sum(axis=1), 1e-30)
            alpha[step, :active] = forward / total[:, None]
            log_z += float(np.log(total).sum() + top.sum())
        beta = np.broadcast_to(self.rules.last.astype(np.float32), (size, tags)).copy()
        ends = alpha[lengths - 1, np.arange(size)] @ self.rules.last.astype(np.float32)
        log_z += float(np.log(np.maximum(ends, 1e-30)).sum())
        for step in range(steps - 1, -1, -1):
            active = int((lengths > step).sum())
            posterior = alpha[step, :active] * beta[:active]
            posterior /= np.maximum(posterior.sum(axis=1, keepdims=True), 1e-30)
            marginals[starts[:active] + step] = posterior
            if step:
                onward = local[step, :active] * beta[:active] / scale[step, :active, None]
                if pairs is not None:
                    joint = alpha[step - 1, :active]
                    norm = np.einsum("bi,ij,bj->b", joint, matrix, onward)
                    pairs += (joint / np.maximum(norm, 1e-30)[:, None]).T.astype(np.float64) @ onward * matrix
                beta[:active] = onward @ matrix.T
        return log_z


def _batches(bounds: Sequence[tuple[int, int]], size: int = 64) -> list[npt.NDArray[np.int64]]:
    """Group sequences of similar length, longest first within each batch; empty sequences are left out."""
    kept = np.array([bound for bound in bounds if bound[1] > bound[0]], dtype=np.int64).reshape(-1, 2)
    order = np.argsort(kept[:, 0] - kept[:, 1], kind="stable")
    return [kept[order[at : at + size]] for at in range(0, len(order), size)]
