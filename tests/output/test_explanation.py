"""Why a text has a topic."""

import numpy as np
import pytest
from scipy.special import logit

import unodc_nlp
from unodc_nlp.model.attribution import attribute
from unodc_nlp.pipeline.topics import spans_of

TEXT = "办公室<b>为检察官</b>举办了关于制止资助恐怖主义和冻结资产的讲习班。"


@pytest.fixture(scope="module")
def why(topic_nlp):
    return unodc_nlp.explain(topic_nlp(TEXT), "financing", topic_nlp)


def test_words_stand_at_their_offsets(why):
    assert all(TEXT[piece.start : piece.end] == piece.text for piece in why.words)


def test_the_words_of_the_topic_decided(why):
    assert {"资助", "资产"} <= {piece.text for piece in why.strongest(5)}
    assert why.strongest(1)[0].weight > 0


@pytest.mark.parametrize("topic", ["financing", "coordination", "gender"])
def test_weights_and_bias_give_the_log_odds(topic_nlp, topic):
    model = topic_nlp.get_pipe("unodc_topics").model
    doc = topic_nlp(TEXT)
    column = model.topics.index(topic)
    rest = model.alone.slope[column] * model.bias[column] + model.alone.offset[column]
    inside = attribute(model, doc.text, spans_of(doc), topic).sum()
    odds = logit(np.float64(model.read([doc.text], [spans_of(doc)]).topics[0, column]))
    assert inside + rest == pytest.approx(odds, abs=0.15)  # the marks before and after the text hold what is left


def test_html_is_escaped_and_coloured(why):
    page = why.to_html()
    assert "<b>" not in page
    assert "&lt;" in page
    assert 'style="background:rgba(46,160,67,1.00)"' in page


def test_an_empty_text_is_explained_by_no_words(topic_nlp):
    assert unodc_nlp.explain(topic_nlp(""), "gender", topic_nlp).words == ()


def test_an_unknown_topic_is_an_error_that_lists_the_topics(topic_nlp):
    with pytest.raises(unodc_nlp.SelectionError, match="no topic 'money'; the topics are legislation"):
        unodc_nlp.explain(topic_nlp("大会"), "money", topic_nlp)


def test_a_pipeline_without_topics_is_an_error(topic_nlp):
    with topic_nlp.select_pipes(disable="unodc_topics"), pytest.raises(unodc_nlp.ModelError, match="tells no topics"):
        unodc_nlp.explain(topic_nlp("大会"), "gender", topic_nlp)
