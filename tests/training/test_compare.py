"""Two systems side by side: the table, the units that changed, and nothing unescaped."""

import pytest
import spacy
from spacy.tokens import Doc

from unodc_nlp.gold.corpus import GoldUnit
from unodc_nlp.spans import Span, Word
from unodc_nlp.training.compare import compare
from unodc_nlp.training.compare_page import as_html, as_markdown

TEXT = "大会访问法国<b>"
WORDS = tuple(Word(at, at + 1) for at in range(len(TEXT)))
ORG, COUNTRY, WRONG = Span(0, 2, "ORG"), Span(4, 6, "COUNTRY"), Span(4, 6, "PLACE")
GOLD = [GoldUnit(f"d-{number}", "d", TEXT, WORDS, (ORG, COUNTRY)) for number in range(10)]


class Finds:
    """A pipeline that finds the same in every text."""

    def __init__(self, *spans, trained_on=()):
        self.spans = spans
        self.meta = {"unodc_nlp": {"gold": {"documents": list(trained_on)}}}
        self.vocab = spacy.blank("zh").vocab

    def pipe(self, texts):
        for text in texts:
            doc = Doc(self.vocab, words=list(text), spaces=[False] * len(text))
            doc.spans["unodc"] = [doc.char_span(*span[:2], label=span.label) for span in self.spans]
            yield doc


@pytest.fixture
def comparison():
    return compare(Finds(ORG, WRONG), Finds(ORG, COUNTRY, trained_on=["d", "e"]), GOLD)


def test_a_row_has_both_scores_their_difference_and_a_test(comparison):
    row = next(row for row in comparison.rows if row.name == "COUNTRY")
    assert (row.old.f1, row.new.f1, row.difference.f1) == (0.0, 1.0, 1.0)
    assert row.difference.p < 0.01


def test_labels_that_do_not_occur_have_no_row(comparison):
    assert [row.name for row in comparison.rows] == ["words", "spans", "spans with nested", "ORG", "COUNTRY", "PLACE"]


def test_units_that_changed_are_listed_with_what_they_gained(comparison):
    assert [(change.unit.id, change.gained) for change in comparison.changes][:2] == [("d-0", 2), ("d-1", 2)]
    assert len(compare(Finds(ORG), Finds(ORG), GOLD).changes) == 0


def test_markdown_says_what_is_found_now_and_what_no_longer(comparison):
    page = as_markdown(comparison, "old", "new")
    assert "## 10 units better" in page
    assert "* right: finds COUNTRY 法国" in page
    assert "* right: no longer finds PLACE 法国" in page


def test_a_model_that_has_seen_the_gold_is_told(comparison):
    assert "The new model was trained on d:" in as_markdown(comparison, "old", "new")


def test_html_shows_both_and_the_gold_escaped(comparison):
    page = as_html(comparison, "<old>", "new")
    assert page.count("<h4>gold</h4>") == 10
    assert '<mark data-label="PLACE" title="PLACE">法国</mark>&lt;b&gt;' in page
    assert "<old>" not in page
    assert "<b>" not in page


def test_words_that_a_tokenizer_cut_are_not_scored():
    from dataclasses import replace

    automatic = [replace(unit, automatic_words=True) for unit in GOLD]
    assert compare(Finds(ORG), Finds(ORG), automatic).rows[0].name == "spans"
