import pytest
from hypothesis import given
from hypothesis import strategies as st

from unodc_nlp.errors import GoldError
from unodc_nlp.gold.markup import Marked, parse, render
from unodc_nlp.spans import Span, Word

LINE = "{ORG:{COUNTRY:尼日利亚}|律师|协会}|于 {DATE:2017 年}|成立"


def test_markup_without_marks_is_the_text():
    assert parse(LINE).text == "尼日利亚律师协会于 2017 年成立"


def test_markup_gives_words_at_bars_spaces_and_braces():
    text, words, _ = parse(LINE)
    assert [text[a:b] for a, b in words] == ["尼日利亚", "律师", "协会", "于", "2017", "年", "成立"]


def test_markup_gives_outer_span_before_inner():
    text, _, spans = parse(LINE)
    assert [(text[a:b], label) for a, b, label in spans] == [
        ("尼日利亚律师协会", "ORG"),
        ("尼日利亚", "COUNTRY"),
        ("2017 年", "DATE"),
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{NAME:大会}", "unknown label NAME"),
        ("{ORG:大会", "span ORG is not closed"),
        ("大会}", "closing brace without a span"),
        ("{ORG:}大会", "empty ORG span"),
        ("{ORG:大会 }", "begins or ends with white space"),
        ("{ORG:{ORG:大会}|主席}", "ORG inside ORG"),
        ("{大会}", "a brace that opens no span"),
    ],
)
def test_parse_names_the_fault(line, message):
    with pytest.raises(GoldError, match=message):
        parse(line)


def test_render_gives_back_what_parse_read():
    assert render(parse(LINE)) == LINE


def test_render_refuses_a_span_inside_a_word():
    marked = Marked("尼日利亚人", (Word(0, 5),), (Span(0, 4, "COUNTRY"),))
    with pytest.raises(GoldError, match="'尼日利亚' at 0 does not fall on word borders"):
        render(marked)


@given(
    st.lists(st.text("大会A1年", min_size=1, max_size=4), min_size=1, max_size=8), st.sampled_from(["", " "]), st.data()
)
def test_render_and_parse_are_inverse(words, gap, data):
    text = gap.join(words)
    borders, at = [], 0
    for word in words:
        borders.append(Word(at, at + len(word)))
        at += len(word) + len(gap)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    spans = (Span(borders[first].start, borders[last].end, "ORG"),)
    marked = Marked(text, tuple(borders), spans)
    assert parse(render(marked)) == marked
