"""Training of sections and topics, and their figures."""

import json
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from unodc_nlp.errors import GoldError
from unodc_nlp.gold.corpus import Gold
from unodc_nlp.model.topic_storage import pack_topics
from unodc_nlp.scheme import load_scheme
from unodc_nlp.training.folds import leave_one_report_out
from unodc_nlp.training.linear import Folded, calibrate, temperature
from unodc_nlp.training.tables import fill_in
from unodc_nlp.training.topics import TopicSettings, layouts, term_lists, train_topics, with_topics
from unodc_nlp.training.topics_baselines import keywords, majority
from unodc_nlp.training.topics_benchmark import calibration_error, run_topics
from unodc_nlp.training.topics_tables import topic_tables

ROOT = Path(__file__).parent.parent.parent
FAST = TopicSettings(penalties=(30.0,), parts=2)


@pytest.fixture(scope="module")
def few(gold):
    """A third of each report."""
    return Gold(gold.reports[::3], gold.authored[:200])


def test_only_units_with_topics_are_trained_on(gold):
    usable = with_topics(gold.reports + gold.authored)
    assert len(usable) == 464 + 56
    assert {unit.id[:5] for unit in usable if unit.document == "authored"} == {"a-p8-"}


def test_training_twice_gives_the_same_arrays(few):
    (head, arrays), (other_head, others) = (pack_topics(train_topics(few.reports, FAST)) for _ in range(2))
    assert head == other_head
    assert all(np.array_equal(arrays[name], others[name]) for name in arrays)


def test_gold_without_sections_is_an_error(gold):
    with pytest.raises(GoldError, match="no unit has a section"):
        train_topics(gold.authored[:50])


def test_a_model_on_the_basis_is_the_model_on_the_features():
    random = np.random.default_rng(0)
    rows = random.normal(size=(30, 200))
    gold = rows[:, :2] > 0
    folded = Folded.topics(csr_matrix(rows), gold, np.arange(30) % 3, (0.1,))
    plain = LogisticRegression(C=0.1, tol=1e-8, max_iter=5000).fit(rows, gold[:, 0])
    np.testing.assert_allclose(folded.weights[:, 0], plain.coef_[0], atol=1e-3)
    np.testing.assert_allclose(folded.bias[0], plain.intercept_[0], atol=1e-3)


def test_scores_on_a_part_come_from_the_other_parts():
    rows = csr_matrix(np.eye(6))  # units that share nothing: a model that has not seen one can say nothing of it
    gold = np.array([[True], [False], [True], [False], [True], [False]])
    folded = Folded.topics(rows, gold, np.array([0, 0, 1, 1, 2, 2]), (10.0,))
    np.testing.assert_allclose(folded.held_out, 0, atol=1e-2)
    assert (folded.weights[:, 0] > 0).tolist() == gold[:, 0].tolist()


def test_topics_that_stand_nowhere_or_everywhere_are_learnt_as_such():
    rows, gold = csr_matrix(np.eye(4)), np.array([[False, True]] * 4)
    bias = Folded.topics(rows, gold, np.array([0, 0, 1, 1]), (1.0,)).bias
    assert bias[0] < -5
    assert bias[1] > 5


@pytest.mark.parametrize("sections", [[0, 0, 0, 0], [0, 0, 2, 2], [0, 1, 2, 2]])
def test_any_number_of_sections_can_be_told_apart(sections):
    gold = np.array(sections)
    folded = Folded.classes(csr_matrix(np.eye(3)[gold]), gold, np.array([0, 1, 0, 1]), (10.0,), 3)
    assert (np.eye(3)[gold] @ folded.weights + folded.bias).argmax(axis=1).tolist() == sections


def test_calibration_mends_scores_that_are_too_sure():
    random = np.random.default_rng(0)
    scores = random.normal(size=(2000, 1))
    gold = random.random((2000, 1)) < 1 / (1 + np.exp(-scores))
    line = calibrate(5 * scores, gold)
    assert line.slope[0] == pytest.approx(0.2, abs=0.05)
    assert calibration_error(line(5 * scores)[:, 0], gold[:, 0]) < 0.05
    assert temperature(np.hstack([5 * scores, 0 * scores]), np.where(gold[:, 0], 0, 1)) == 0.5


def test_calibration_error_is_the_gap_between_what_is_said_and_what_is():
    assert calibration_error(np.array([0.9, 0.9]), np.array([True, False])) == pytest.approx(0.4)
    assert calibration_error(np.array([1.0, 0.0]), np.array([True, False])) == 0


def test_without_headings_nothing_of_them_is_seen(gold):
    units = [unit for unit in gold.reports if unit.document == "2019"]
    _, without = layouts(units, np.zeros(len(units), dtype=int))
    assert (without.sections == -1).all()
    assert (without.headings == -1).all()
    assert (without.kinds == -1).all()


def test_terms_belong_to_every_topic():
    lists = term_lists()
    assert {name for name in lists if ":" not in name} == set(load_scheme().topics)
    assert {name.removeprefix("section:") for name in lists if ":" in name} <= set(load_scheme().sections)
    assert all(term == term.lower() and term for terms in lists.values() for term in terms)


def test_baselines_answer_for_every_text(few):
    for baseline in (majority, keywords):
        sections, topics = baseline(few.reports, ["为受害者和证人提供支持", ""])
        assert len(sections) == 2
        assert topics.shape == (2, len(load_scheme().topics))
    assert keywords(few.reports, ["恐怖主义行为受害者和证人的赔偿"])[1][0, load_scheme().topics.index("victims")]


def test_figures_cover_rows_topics_and_sections(few):
    data = run_topics(leave_one_report_out(few), settings=FAST)
    assert data["units"] == len(few.reports)
    assert data["sections"]["section from headings"]["accuracy"] == 1.0
    assert data["topics"]["topics (with headings)"]["f1"] > data["topics"]["topics: majority"]["f1"]
    assert set(data["per_topic"]) == set(load_scheme().topics)
    assert sum(map(sum, data["confusion"]["counts"])) == len(few.reports)
    assert all(table.startswith("|") for table in topic_tables(data).values())


def test_pages_show_the_figures_of_the_benchmark():
    data = json.loads((ROOT / "training" / "results" / "topics.json").read_text(encoding="utf-8"))
    for page in (ROOT / "README.md", ROOT / "docs" / "topics.md"):
        text = page.read_text(encoding="utf-8")
        assert fill_in(text, topic_tables(data)) == text
