import pytest
from hypothesis import given
from hypothesis import strategies as st

from unodc_nlp.model.view import make_view


def read(text):
    return "".join(map(chr, make_view(text).codes))


@pytest.mark.parametrize(
    "variant",
    [
        "第72/194号决议",
        "第 72/194 号决议",
        "第７２／１９４号决议",
        "第72/\n194号决议",
        "第\u300072/194\u200b号\u00ad决议",
    ],
)
def test_view_is_the_same_whatever_the_typography(variant):
    assert read(variant) == "第72/194号决议"


@pytest.mark.parametrize(
    ("a", "b"), [("（2014）", "(2014)"), ("〈契约〉", "《契约》"), ("2013–2015", "2013-2015"), ("「论坛」", "“论坛”")]
)
def test_view_folds_variants_of_a_mark(a, b):
    assert read(a) == read(b)


@given(st.text(st.characters(), max_size=50))
def test_view_index_leads_to_increasing_offsets_in_the_text(text):
    view = make_view(text)
    assert all(0 <= offset < len(text) for offset in view.index)
    assert all(a < b for a, b in zip(view.index, view.index[1:], strict=False))


def test_view_takes_lone_surrogates_and_emoji():
    assert list(make_view("大\ud800会😀").index) == [0, 1, 2, 3]
