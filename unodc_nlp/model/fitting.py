"""Training of a chain.

Method: maximum conditional likelihood by stochastic gradient with AdaGrad (Duchi et al., 2011) and feature dropout.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from unodc_nlp.model.crf import ChainCRF, FloatArray, RowArray, Rules

Arrays = dict[str, npt.NDArray[Any]]


class Memory(Protocol):
    """Keeps the state of a training between epochs, so that one that was interrupted goes on where it was."""

    def load(self) -> Mapping[str, npt.NDArray[Any]] | None:
        """Return what was saved last, None where nothing was."""

    def save(self, arrays: Arrays) -> None:
        """Keep arrays in place of those before."""


@dataclass(frozen=True, slots=True)
class Fitting:
    """How a chain is trained."""

    epochs: int = 12
    rate: float = 0.1
    l2: float = 1e-4
    dropout: float = 0.1
    batch: int = 16
    seed: int = 0


def fit(
    rows: RowArray,
    tags: npt.NDArray[np.int64],
    bounds: Sequence[tuple[int, int]],
    rules: Rules,
    features: int,
    how: Fitting,
    progress: Callable[[int, float, ChainCRF], None] | None = None,
    start: ChainCRF | None = None,
    memory: Memory | None = None,
) -> ChainCRF:
    """Train a chain.

    Args:
        rows: feature rows, shape (n, templates), values 0..features, where `features` means "no feature".
        tags: the gold tag of each position, shape (n,).
        bounds: (start, end) of each sequence.
        rules: which tags may stand where.
        features: number of feature rows.
        how: epochs, learning rate, regularisation, seed.
        progress: called after each epoch with its number, the mean negative log likelihood per position, and the chain as it is then.
        start: a chain with float weights for the same rows to go on from; by default all weights are zero. It is changed.
        memory: keeps the state after each epoch, and gives it back to a training that was interrupted; the result is the same.

    Returns:
        The chain with the mean of the weights over the second half of the epochs.
    """
    count = len(rules.first)
    model = start or ChainCRF(np.zeros((features + 1, count), np.float32), np.zeros((count, count), np.float32), rules)
    steps = _AdaGrad(model, how)
    mean_emission, mean_transition = np.zeros_like(model.emission), np.zeros_like(model.transition)
    random = np.random.default_rng(how.seed)
    where = np.array(bounds, dtype=np.int64)
    state = {
        "emission": model.emission,
        "transition": model.transition,
        "square": steps.square,
        "square_transition": steps.square_transition,
        "mean_emission": mean_emission,
        "mean_transition": mean_transition,
    }
    done = _restore(state, random, memory.load() if memory else None)
    for epoch in range(done, how.epochs):
        loss = 0.0
        for chosen in _shuffled_batches(where, how.batch, random):
            lengths = where[chosen, 1] - where[chosen, 0]
            picked = np.concatenate([np.arange(start, end) for start, end in where[chosen]])
            some = rows[picked]
            if how.dropout:
                some = np.where(random.random(some.shape, dtype=np.float32) < how.dropout, features, some)
            loss += steps.take(some, tags[picked], lengths)
        if epoch >= how.epochs // 2:
            mean_emission += model.emission
            mean_transition += model.transition
        if memory:
            memory.save(state | _position(epoch + 1, random))
        if progress:
            progress(epoch, loss / max(1, len(tags)), model)
    averaged = np.float32(how.epochs - how.epochs // 2)
    model.emission, model.transition = mean_emission / averaged, mean_transition / averaged
    return model


def _position(done: int, random: np.random.Generator) -> Arrays:
    """Return the number of epochs that are done and the state of the generator as arrays."""
    generator = json.dumps(random.bit_generator.state).encode()
    return {"done": np.array(done), "generator": np.frombuffer(generator, dtype=np.uint8)}


def _restore(state: Arrays, random: np.random.Generator, saved: Mapping[str, npt.NDArray[Any]] | None) -> int:
    """Fill the arrays of `state` and the generator from what was saved; return the number of epochs that are done."""
    if saved is None:
        return 0
    for name, array in state.items():
        array[...] = saved[name]
    random.bit_generator.state = json.loads(saved["generator"].tobytes())
    return int(saved["done"])


class _AdaGrad:
    """Takes steps along the gradient of the log likelihood; changes the weights of `model`."""

    def __init__(self, model: ChainCRF, how: Fitting) -> None:
        self._model = model
        self._how = how
        # Training with some features missing is to expect the scores of all.
        self._keep = np.float32(1 / (1 - how.dropout))
        self.square = np.full(model.emission.shape, 1e-8, np.float32)
        self.square_transition = np.full(model.transition.shape, 1e-8, np.float32)

    def take(self, rows: RowArray, gold: npt.NDArray[np.int64], lengths: npt.NDArray[np.int64]) -> float:
        """Take a step on sequences of `lengths` that lie behind each other; return the negative log likelihood."""
        model, decay = self._model, self._how.l2 * self._how.batch
        starts = np.cumsum(lengths) - lengths
        order = np.argsort(-lengths, kind="stable")
        scores = model.scores(rows) * self._keep
        marginals = np.zeros_like(scores)
        pairs = np.zeros(model.transition.shape)
        loss = model.forward_backward(scores, np.stack([starts, starts + lengths], axis=1)[order], marginals, pairs)
        places = np.arange(len(gold))
        later = np.setdiff1d(places, starts)
        loss -= float(scores[places, gold].sum() + model.transition[gold[later - 1], gold[later]].sum())
        gradient = -marginals
        gradient[places, gold] += 1
        np.add.at(pairs, (gold[later - 1], gold[later]), -1)
        touched, push = _gather(rows, gradient * self._keep)
        push -= decay * model.emission[touched]
        self.square[touched] += push * push
        model.emission[touched] += self._how.rate * push / np.sqrt(self.square[touched])
        model.emission[-1] = 0
        shove = -pairs.astype(np.float32) - decay * model.transition
        self.square_transition += shove * shove
        model.transition += self._how.rate * shove / np.sqrt(self.square_transition)
        return loss


def _gather(rows: RowArray, gradient: FloatArray) -> tuple[RowArray, FloatArray]:
    """Return the rows that occur, and for each the sum of the gradients of the positions where it does."""
    unique, inverse = np.unique(rows, return_inverse=True)
    ends = np.arange(0, rows.size + 1, rows.shape[1])
    spread = csr_matrix((np.ones(rows.size, np.float32), inverse.ravel(), ends), shape=(len(rows), len(unique)))
    return unique, spread.T @ gradient


def _shuffled_batches(
    where: npt.NDArray[np.int64], size: int, random: np.random.Generator
) -> list[npt.NDArray[np.int64]]:
    """Random batches of sequences of similar length, so that little of a batch is padding."""
    noise = random.random(len(where)) * 20
    order = np.argsort(where[:, 1] - where[:, 0] + noise, kind="stable")
    groups = [order[at : at + size] for at in range(0, len(order), size)]
    return [groups[i] for i in random.permutation(len(groups))]
