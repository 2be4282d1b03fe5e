"""The difference of two systems, against what is known of it."""

import pytest

from unodc_nlp.scoring import Counts, difference


def test_a_system_is_no_better_than_itself():
    units = [Counts(1, 2, 2), Counts(3, 3, 4)] * 10
    assert difference(units, units) == (0.0, (0.0, 0.0), 1.0)


def test_the_difference_is_that_of_the_pooled_f1():
    old, new = [Counts(1, 2, 2), Counts(0, 0, 2)], [Counts(2, 2, 2), Counts(0, 0, 2)]
    assert difference(old, new).f1 == pytest.approx(2 / 3 - 1 / 3)


def test_a_system_that_is_better_everywhere_is_significantly_better():
    found = difference([Counts(1, 2, 2)] * 30, [Counts(2, 2, 2)] * 30)
    assert found.p < 0.001
    assert found.interval.low > 0


def test_a_single_changed_unit_is_not_significant():
    same = [Counts(2, 2, 2)] * 20
    found = difference([*same, Counts(0, 1, 1)], [*same, Counts(1, 1, 1)])
    assert found.p == 1.0
    assert found.interval.low == 0


def test_the_p_of_two_units_is_that_of_counting_all_exchanges():
    old, new = [Counts(0, 1, 1), Counts(0, 1, 1)], [Counts(1, 1, 1), Counts(1, 1, 1)]
    assert difference(old, new).p == pytest.approx(0.5, abs=0.03)  # two of the four exchanges give a difference of 1


def test_without_units_there_is_no_difference():
    assert difference([], []) == (0.0, (0.0, 0.0), 1.0)
