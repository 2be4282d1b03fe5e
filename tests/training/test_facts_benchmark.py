import pytest

from unodc_nlp.facts import Activity, Indicator, Mention
from unodc_nlp.facts.roles import Setting
from unodc_nlp.gold.facts import GoldActivity, GoldIndicator
from unodc_nlp.scoring import Counts
from unodc_nlp.training.fact_scores import Identities, field_counts, indicator_counts, pair
from unodc_nlp.training.facts_baseline import baseline_activities
from unodc_nlp.training.facts_benchmark import facts_table, summarise_facts

NOBODY = Identities({})


def name(text, identity=None):
    return Mention("p1", text, "ORG", 0, len(text), 0, len(text), False, identity)


def gold(start, end, kind="workshop", dates=(None, None), partners=()):
    return GoldActivity("p1", kind, start, end, dates, (), (), partners, 1, None, None, "done")


def found(start, end, kind="workshop", dates=(None, None), partners=()):
    return Activity("p1", kind, 1, *dates, (), (), partners, None, None, "done", "x" * (end - start), start, end)


def test_an_activity_is_found_by_type_and_overlap():
    assert len(pair([gold(0, 10)], [found(8, 20)])) == 1
    assert pair([gold(0, 10)], [found(10, 20)]) == []
    assert pair([gold(0, 10)], [found(0, 10, "meeting")]) == []


def test_each_activity_is_used_once():
    assert len(pair([gold(0, 10), gold(0, 10)], [found(0, 10)])) == 1


def test_an_activity_is_paired_with_the_one_that_shares_most():
    ((_, given),) = pair([gold(0, 10)], [found(0, 90), found(0, 11)])
    assert given.evidence_end == 11


def test_names_are_the_same_when_they_mean_the_same():
    identities = Identities({"国际刑警组织": "interpol"})
    counts = field_counts(
        gold(0, 9, partners=("国际刑警组织",)), found(0, 9, partners=(name("刑警组织", "interpol"),)), identities
    )
    assert counts["partners"] == Counts(1, 1, 1)


@pytest.mark.parametrize(
    ("wanted", "given", "counts"),
    [
        (("2016", "2016"), ("2016", "2016"), Counts(1, 1, 1)),
        (("2016", None), ("2016", "2016"), Counts(0, 1, 1)),
        ((None, None), ("2016", "2016"), Counts(0, 1, 0)),
        ((None, None), (None, None), Counts(0, 0, 0)),
    ],
)
def test_dates_are_right_as_a_whole(wanted, given, counts):
    assert field_counts(gold(0, 9, dates=wanted), found(0, 9, dates=given), NOBODY)["dates"] == counts


def test_a_year_and_its_days_are_the_same_period_of_a_figure():
    wanted = GoldIndicator("p1", "projects", 0, 3, 5, "exact", ("2016-01-01", "2016-12-31"), None)
    given = Indicator("p1", "other", 5.0, "exact", "2016", "2016", None, "5 个", 0, 3)
    counts = indicator_counts([wanted], [given])
    assert counts["value and period"] == Counts(1, 1, 1)
    assert counts["value, period and name"] == Counts(0, 1, 1)


def test_baseline_wants_a_date_and_a_place():
    text = "去年在罗马举办讲习班。"
    date = Mention("p1", "去年", "DATE", 0, 2, 0, 2, False)
    place = Mention("p1", "罗马", "PLACE", 3, 5, 3, 5, False)
    assert [one.type for one in baseline_activities("p1", text, [date, place], Setting())] == ["workshop"]
    assert baseline_activities("p1", text, [date], Setting()) == []


def test_table_shows_reports_that_rules_were_written_on_apart():
    counts = {"p1": {"activities": Counts(1, 2, 2)}}
    nothing = {"p1": {"activities": Counts(0, 0, 2)}}
    data = summarise_facts({report: {"rules": counts, "baseline": nothing} for report in ("2017", "2019")})
    row = next(line for line in facts_table(data).splitlines() if line.startswith("| activities:"))
    assert row.count("0.500") >= 4
