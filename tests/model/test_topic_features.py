"""Features of a text for its topics."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unodc_nlp.gold.corpus import GoldUnit
from unodc_nlp.spans import Span
from unodc_nlp.training.topics import TopicSettings, make_topic_features

TEXTS = ["办公室培训了 25 名法官。", "办公室培训了 30 名检察官。", "大会通过第 72/194 号决议。"]


@pytest.fixture(scope="module")
def features():
    units = [GoldUnit(str(number), "x", text, (), (Span(0, 3, "ORG"),)) for number, text in enumerate(TEXTS)]
    return make_topic_features(units, TopicSettings(rarest=1))


def row(features, text, spans=()):
    return features.rows([text], [list(spans)]).toarray()[0]


@pytest.mark.parametrize(
    "other", ["办公室培训了25名法官。", "办公室培训了 ２５ 名\n法官。", "办公室培训了 99 名法官。"]
)
def test_white_space_typography_and_digits_make_no_difference(features, other):
    np.testing.assert_array_equal(row(features, TEXTS[0]), row(features, other))


def test_a_text_reads_the_same_among_others(features):
    together = features.rows(TEXTS, [[], [], []]).toarray()
    np.testing.assert_allclose(together[1], row(features, TEXTS[1]))


def test_labels_of_names_are_features(features):
    assert (row(features, TEXTS[0], [Span(0, 3, "ORG")]) != row(features, TEXTS[0])).sum() == 1


@pytest.mark.parametrize("text", ["The General Assembly", "Совет Безопасности", "これはペンです", ""])
def test_a_text_that_is_not_chinese_says_nothing(features, text):
    assert abs(row(features, text)).sum() < 0.5


def test_no_texts_give_no_rows(features):
    assert features.rows([], []).shape == (0, sum(features.sizes))


@given(st.text())
def test_any_text_has_a_finite_row_within_the_strengths(features, text):
    numbers = row(features, text)
    assert np.isfinite(numbers).all()
    assert np.linalg.norm(numbers) <= np.linalg.norm(features.strengths) + 1e-5
