"""Certainty is a probability, high where the model has no doubt."""

import numpy as np
import pytest

from unodc_nlp.annotations.judging import judge_texts
from unodc_nlp.spans import Span, outermost

SENTENCE = "大会在其第 72/194 号决议中请毒品和犯罪问题办公室协助尼日利亚律师协会。"


@pytest.fixture(scope="module")
def judged(nlp):
    return [judgement for _, judgement in judge_texts(nlp, [SENTENCE, ""])]


def test_marginals_of_each_character_add_up_to_one(judged):
    np.testing.assert_allclose(judged[0].outer.sum(axis=1), 1, atol=1e-4)
    np.testing.assert_allclose(judged[0].inner.sum(axis=1), 1, atol=1e-4)


def test_spans_are_those_of_the_pipeline(nlp, judged):
    doc = nlp(SENTENCE)
    spans = [Span(span.start_char, span.end_char, span.label_) for span in doc.spans["unodc"]]
    assert list(judged[0].spans) == spans


def test_what_is_found_is_probable_and_what_is_not_is_not(judged):
    for span in outermost(judged[0].spans):
        assert judged[0].probability(span) > 0.5
    assert judged[0].probability(Span(0, 2, "PERSON")) < 0.5
    start = SENTENCE.index("尼日利亚")
    assert judged[0].probability(Span(start, start + 4, "COUNTRY"), nested=True) > 0.5


def test_an_empty_text_is_certain(judged):
    assert judged[1].certainty == 1
    assert judged[1].spans == ()


def test_long_texts_are_judged_in_pieces(nlp):
    ((_, judgement),) = judge_texts(nlp, [SENTENCE * 100])
    assert len(judgement.outer) == len(judgement.view)
    assert judgement.probability(Span(0, 2, "ORG")) > 0.5
    last = len(SENTENCE) * 99
    assert judgement.probability(Span(last, last + 2, "ORG")) > 0.5
