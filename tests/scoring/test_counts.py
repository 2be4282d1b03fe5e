"""The scorer against cases counted by hand and against seqeval, an independent implementation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unodc_nlp.scoring import Counts, overlap_counts, span_counts, word_counts
from unodc_nlp.scoring.counts import total
from unodc_nlp.spans import Span

ORG, ORG_LATER, ORG_SHORT = Span(0, 5, "ORG"), Span(7, 9, "ORG"), Span(0, 4, "ORG")
COUNTRY = Span(10, 14, "COUNTRY")


def test_a_span_is_right_only_with_the_same_start_end_and_label():
    found = [ORG_SHORT, Span(10, 14, "REGION"), ORG_LATER]
    counts = span_counts([ORG, ORG_LATER, COUNTRY], found)
    assert counts == {"ORG": Counts(1, 2, 2), "COUNTRY": Counts(0, 0, 1), "REGION": Counts(0, 1, 0)}


def test_precision_recall_and_f1_by_hand():
    counts = Counts(right=2, found=4, gold=3)
    assert (counts.precision, counts.recall) == (0.5, pytest.approx(2 / 3))
    assert counts.f1 == pytest.approx(2 * 2 / 7)


def test_equal_counts_of_two_labels_both_count():
    gold = [ORG, COUNTRY]
    assert total(span_counts(gold, gold)) == Counts(2, 2, 2)


def test_overlap_uses_each_span_once():
    assert total(overlap_counts([ORG], [ORG_SHORT, Span(4, 5, "ORG")])) == Counts(1, 2, 1)


def test_overlap_needs_the_same_label():
    assert total(overlap_counts([ORG], [Span(0, 5, "PLACE")])).right == 0


def test_words_count_with_both_borders():
    assert word_counts([(0, 2), (2, 4)], [(0, 2), (2, 3), (3, 4)]) == Counts(1, 3, 2)


def test_nothing_found_and_nothing_there_is_zero_not_an_error():
    assert (Counts().precision, Counts().recall, Counts().f1) == (0.0, 0.0, 0.0)


tags = st.lists(st.sampled_from(["O", "B-ORG", "I-ORG", "B-DATE", "I-DATE"]), min_size=1, max_size=12)


def spans_of(sequence):
    """Spans of an IOB2 sequence by its definition: a B opens, an I of the same label goes on."""
    spans, start = [], None
    for i, tag in enumerate([*sequence, "O"]):
        if start is not None and tag != f"I-{sequence[start][2:]}":
            spans.append(Span(start, i, sequence[start][2:]))
            start = None
        if tag.startswith("B-"):
            start = i
    return spans


@given(st.lists(st.tuples(tags, tags), min_size=1, max_size=5))
@pytest.mark.filterwarnings("ignore")
def test_scores_agree_with_seqeval(pairs):
    from seqeval.metrics import f1_score
    from seqeval.scheme import IOB2

    pairs = [(gold[: len(found)], found[: len(gold)]) for gold, found in pairs]
    counts = sum((total(span_counts(spans_of(gold), spans_of(found))) for gold, found in pairs), Counts())
    golds, founds = [gold for gold, _ in pairs], [found for _, found in pairs]
    if counts.gold and counts.found:
        assert counts.f1 == pytest.approx(f1_score(golds, founds, mode="strict", scheme=IOB2))
