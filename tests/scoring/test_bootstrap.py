from unodc_nlp.scoring import Counts, bootstrap


def test_interval_of_units_that_are_all_the_same_is_a_point():
    low, high = bootstrap([Counts(1, 2, 2)] * 20)
    assert low == high == 0.5


def test_interval_holds_the_pooled_figure():
    units = [Counts(1, 1, 1)] * 30 + [Counts(0, 1, 1)] * 10
    low, high = bootstrap(units)
    assert low < 0.75 < high


def test_interval_is_the_same_for_the_same_seed():
    units = [Counts(1, 1, 1), Counts(0, 1, 1), Counts(2, 3, 2)]
    assert bootstrap(units, seed=3) == bootstrap(units, seed=3)


def test_interval_of_nothing_is_zero():
    assert bootstrap([]) == (0.0, 0.0)
