import pytest
from hypothesis import given
from hypothesis import strategies as st

from unodc_nlp.linking.dates import Calendar, read_period
from unodc_nlp.linking.names import view_text
from unodc_nlp.model.view import make_view

REPORT_OF_2016 = Calendar("2016-01-01", "2016-12-31")
REPORT_OVER_TWO_YEARS = Calendar("2017-01-01", "2018-05-31")


def read(text, calendar=REPORT_OF_2016):
    period = read_period(view_text(make_view(text)), calendar)
    return None if period is None else str(period)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2017 年 3 月 1 日", "2017-03-01"),
        ("２０１７年３月１日", "2017-03-01"),
        ("2017 年 3 月", "2017-03"),
        ("2017年", "2017"),
        ("二〇一六年五月十八日", "2016-05-18"),
        ("2017 年 1 月 1 日至 2018 年 5 月 31 日", "2017-01-01/2018-05-31"),
        ("2016 年 5 月 18 日和 19日", "2016-05-18/2016-05-19"),
        ("2016 年 6 月 30 日和 7 月 1 日", "2016-06-30/2016-07-01"),
        ("2016 年 12 月 28 日至 1 月 3 日", "2016-12-28/2017-01-03"),
        ("2013-2015 年", "2013/2015"),
        ("2016 年上半年", "2016-01/2016-06"),
        ("2016 年第三季度", "2016-07/2016-09"),
        ("2016年1月至3月", "2016-01/2016-03"),
        ("20世纪90年代", "1990/1999"),
        ("3 月 20 日和 21 日", "2016-03-20/2016-03-21"),
        ("9 月", "2016-09"),
    ],
)
def test_a_date_is_read_as_iso_8601(text, value):
    assert read(text) == value


@pytest.mark.parametrize(
    ("text", "modifier"), [("2018 年初", "early"), ("2018 年底", "late"), ("2018年中", "mid"), ("2018年", None)]
)
def test_a_part_of_a_year_is_a_modifier(text, modifier):
    period = read_period(view_text(make_view(text)), Calendar())
    assert (str(period), period.modifier) == ("2018", modifier)


@pytest.mark.parametrize("text", ["2017年2月30日", "2017年13月", "2017年4月31日", "2018年至2017年", "某日", ""])
def test_what_is_no_date_has_no_value(text):
    assert read(text) is None


def test_a_year_that_the_period_does_not_decide_is_left_open():
    assert read("3 月 1 日", REPORT_OVER_TWO_YEARS) is None
    assert read("9 月 1 日", REPORT_OVER_TWO_YEARS) == "2017-09-01"
    assert read("3 月 1 日", Calendar()) is None


def test_the_year_of_the_sentence_goes_before_the_only_one_of_the_period():
    assert read("3 月 1 日", Calendar("2017-01-01", "2018-05-31", 2018)) == "2018-03-01"
    assert read("9 月 1 日", Calendar("2017-01-01", "2018-05-31", 2018)) == "2017-09-01"
    assert read("3 月 1 日", Calendar(year=2015)) == "2015-03-01"


@given(st.text(alphabet="0123456789年月日至和初底第季度一二三十〇-号上半", max_size=30))
def test_any_text_of_date_characters_is_read_without_failing(text):
    value = read(text)
    assert value is None or all(len(part) in (4, 7, 10) for part in value.split("/"))


@given(st.dates())
def test_every_day_is_read_as_itself(day):
    assert read(f"{day.year:04d}年{day.month}月{day.day}日") == day.isoformat()
