"""The chain against counting by hand: all paths of a short sequence are tried one by one."""

from itertools import pairwise, product

import numpy as np
import pytest

from unodc_nlp.model.crf import ChainCRF, Rules
from unodc_nlp.model.fitting import Fitting, fit

TAGS, LENGTH = 3, 4
FREE = Rules(np.ones((2, 2), bool), np.ones(2, bool), np.ones(2, bool))


@pytest.fixture
def chain():
    random = np.random.default_rng(1)
    allowed = np.ones((TAGS, TAGS), bool)
    allowed[0, 2] = False
    first, last = np.array([True, True, False]), np.array([True, False, True])
    emission = random.normal(size=(6, TAGS)).astype(np.float32)
    emission[-1] = 0
    return ChainCRF(emission, random.normal(size=(TAGS, TAGS)).astype(np.float32), Rules(allowed, first, last))


def all_paths(chain, scores):
    for path in product(range(TAGS), repeat=len(scores)):
        legal = (
            chain.rules.first[path[0]]
            and chain.rules.last[path[-1]]
            and all(chain.rules.allowed[a, b] for a, b in pairwise(path))
        )
        if legal:
            steps = sum(chain.transition[a, b] for a, b in pairwise(path))
            yield path, float(sum(scores[i, tag] for i, tag in enumerate(path)) + steps)


def test_best_path_is_the_best_of_all_paths(chain):
    scores = np.random.default_rng(2).normal(size=(LENGTH, TAGS)).astype(np.float32)
    best = max(all_paths(chain, scores), key=lambda pair: pair[1])[0]
    assert tuple(chain.best_paths(scores, [(0, LENGTH)])) == best


def test_marginals_are_the_shares_of_all_paths(chain):
    scores = np.random.default_rng(3).normal(size=(LENGTH, TAGS)).astype(np.float32)
    expected = np.zeros((LENGTH, TAGS))
    for path, score in all_paths(chain, scores):
        expected[np.arange(LENGTH), path] += np.exp(score)
    expected /= expected[0].sum()
    np.testing.assert_allclose(chain.marginals(scores, [(0, LENGTH)]), expected, atol=1e-4)


def test_sequences_of_a_batch_do_not_touch_each_other(chain):
    scores = np.random.default_rng(4).normal(size=(9, TAGS)).astype(np.float32)
    together = chain.best_paths(scores, [(0, 2), (2, 9)])
    assert list(together[:2]) == list(chain.best_paths(scores[:2], [(0, 2)]))
    assert list(together[2:]) == list(chain.best_paths(scores[2:], [(0, 7)]))


def test_scores_add_up_the_rows_and_skip_the_missing_one(chain):
    rows = np.array([[0, 1], [2, 5]], dtype=np.int32)
    np.testing.assert_allclose(
        chain.scores(rows), [chain.emission[0] + chain.emission[1], chain.emission[2]], rtol=1e-6
    )


def test_compact_chain_gives_nearly_the_same_scores(chain):
    rows = np.array([[0, 1], [2, 5]], dtype=np.int32)
    np.testing.assert_allclose(chain.compact(np.arange(5)).scores(rows), chain.scores(rows), atol=0.2)


def test_fit_learns_tags_that_follow_from_features():
    rows = np.array([[0], [1], [0], [1], [0]], dtype=np.int32)
    tags = np.array([0, 1, 0, 1, 0])
    chain = fit(rows, tags, [(0, 2), (2, 5)], FREE, 2, Fitting(epochs=20, dropout=0.0, batch=1))
    assert list(chain.best_paths(chain.scores(rows), [(0, 2), (2, 5)])) == list(tags)


def test_fit_with_the_same_seed_gives_the_same_weights():
    rows = np.array([[0], [1], [0], [1]], dtype=np.int32)
    arguments = (rows, np.array([0, 1, 0, 1]), [(0, 2), (2, 4)], FREE, 2, Fitting(epochs=3))
    assert fit(*arguments).emission.tobytes() == fit(*arguments).emission.tobytes()


class Remembers:
    """A memory that can be told to break off the training after an epoch."""

    def __init__(self, breaks_off_after=None):
        self.saved, self.epochs, self.breaks_off_after = None, 0, breaks_off_after

    def load(self):
        return self.saved

    def save(self, arrays):
        self.saved = {name: array.copy() for name, array in arrays.items()}
        self.epochs += 1
        if self.epochs == self.breaks_off_after:
            raise KeyboardInterrupt


def test_fit_goes_on_where_it_was_interrupted():
    rows = np.array([[0], [1], [0], [1]], dtype=np.int32)
    arguments = (rows, np.array([0, 1, 0, 1]), [(0, 2), (2, 4)], FREE, 2, Fitting(epochs=6, dropout=0.3, batch=1))
    memory = Remembers(breaks_off_after=4)
    with pytest.raises(KeyboardInterrupt):
        fit(*arguments, memory=memory)
    resumed, whole = fit(*arguments, memory=memory), fit(*arguments)
    assert memory.epochs == 6
    np.testing.assert_array_equal(resumed.emission, whole.emission)
    np.testing.assert_array_equal(resumed.transition, whole.transition)


def test_fit_starts_from_a_chain():
    rows = np.array([[0], [1]], dtype=np.int32)
    start = ChainCRF(np.array([[9, 0], [0, 9], [0, 0]], np.float32), np.zeros((2, 2), np.float32), FREE)
    losses = []
    how = Fitting(epochs=1, dropout=0.0)
    fit(rows, np.array([0, 1]), [(0, 2)], FREE, 2, how, lambda _, loss, __: losses.append(loss), start=start)
    assert losses[0] < 0.01
