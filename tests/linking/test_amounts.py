import pytest
from hypothesis import given
from hypothesis import strategies as st

from unodc_nlp.linking.amounts import Amount, read_amount
from unodc_nlp.linking.names import view_text
from unodc_nlp.linking.numerals import number
from unodc_nlp.model.view import make_view


def read(text):
    return read_amount(view_text(make_view(text)))


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("2,369 名", Amount(2369, None, "exact", "名")),
        ("近 5,000 名", Amount(5000, None, "about", "名")),
        ("200 多项", Amount(200, None, "over", "项")),
        ("超过1,200份", Amount(1200, None, "over", "份")),
        ("92.5%", Amount(92.5, None, "exact", "%")),
        ("百分之五", Amount(5, None, "exact", "%")),
        ("八次", Amount(8, None, "exact", "次")),
        ("两项", Amount(2, None, "exact", "项")),
        ("二十五个", Amount(25, None, "exact", "个")),
        ("三百多名", Amount(300, None, "over", "名")),
        ("1.2 万人", Amount(12000, None, "exact", "人")),
        ("20多万人", Amount(200000, None, "over", "人")),
        ("500万美元", Amount(5_000_000, None, "exact", "美元")),
        ("3.5亿欧元", Amount(350_000_000, None, "exact", "欧元")),
        ("10至20名", Amount(10, 20, "exact", "名")),
        ("3万至5万人", Amount(30000, 50000, "exact", "人")),
        ("不到 30 天", Amount(30, None, "under", "天")),
        ("十五年多", Amount(15, None, "over", "年")),
        ("50人以上", Amount(50, None, "over", "人")),
        ("数百万美元", Amount(None, None, "about", "美元")),
        ("三分之一", Amount(1 / 3, None, "exact", "")),
    ],
)
def test_a_quantity_is_read_as_number_qualifier_and_unit(text, amount):
    assert read(text) == amount


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二百零五", 205),
        ("一千二百", 1200),
        ("十", 10),
        ("二〇一五", 2015),
        ("四万三千", 43000),
        ("一亿二千万", 120000000),
        ("名", None),
        ("", None),
    ],
)
def test_a_chinese_numeral_has_its_value(text, value):
    assert number(text) == value


@given(st.text(alphabet="0123456789,.%一二三十百千万亿多余约近超过至-分之名个", max_size=25))
def test_any_text_of_number_characters_is_read_without_failing(text):
    assert read(text).qualifier in ("exact", "about", "over", "under")


@given(st.integers(0, 10**12))
def test_every_whole_number_is_read_as_itself(value):
    assert read(f"{value:,} 名") == Amount(float(value), None, "exact", "名")


def test_number_too_great_for_a_float_has_no_value():
    assert number("9" * 400) is None
    assert number("九" * 400) is None
