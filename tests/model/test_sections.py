"""Smoothing of sections along the running text."""

import numpy as np
import pytest

from unodc_nlp.model.sections import SectionChain

BODY = np.ones(5, dtype=bool)
UNKNOWN = np.full(5, -1)


@pytest.fixture
def chain():
    return SectionChain.count([[0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]], 3, 0.3)


def logs(*labels):
    return np.log(
        np.array([[0.8 if label == column else 0.1 for column in range(3)] for label in labels], dtype=np.float32)
    )


def test_a_unit_between_units_of_one_section_is_drawn_to_it(chain):
    assert chain.smooth(logs(0, 0, 1, 0, 0), UNKNOWN, BODY).argmax(axis=1).tolist() == [0, 0, 0, 0, 0]


def test_a_section_that_goes_on_is_kept(chain):
    assert chain.smooth(logs(0, 0, 1, 1, 1), UNKNOWN, BODY).argmax(axis=1).tolist() == [0, 0, 1, 1, 1]


def test_a_known_section_is_certain_and_tells_its_neighbours(chain):
    known = np.array([-1, 2, -1, -1, -1])
    flat = np.full((5, 3), -np.log(3), dtype=np.float32)
    smoothed = chain.smooth(flat, known, BODY)
    assert smoothed[1].tolist() == [0, 0, 1]
    assert smoothed[2].argmax() == 2


def test_what_is_no_running_text_stands_by_itself(chain):
    body = np.array([True, True, False, True, True])
    smoothed = chain.smooth(logs(0, 0, 2, 0, 0), UNKNOWN, body)
    np.testing.assert_allclose(smoothed[2], [0.1, 0.1, 0.8], atol=1e-6)


def test_no_units_give_no_rows(chain):
    assert chain.smooth(np.zeros((0, 3), np.float32), np.zeros(0, int), np.zeros(0, bool)).shape == (0, 3)
