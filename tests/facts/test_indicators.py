import pytest

OFFICE = "{ORG:毒品和犯罪问题办公室}"


def shown(found):
    return [(one.name, one.value, one.qualifier, one.start, one.end) for one in found]


def test_totals_of_the_report_have_its_period(indicators):
    assert shown(indicators("培训刑事司法官员共计{QUANTITY:2,369名}，其中{QUANTITY:351名}是女性。")) == [
        ("officials_trained", 2369, "exact", "2016-01-01", "2016-12-31"),
        ("women_trained", 351, "exact", "2016-01-01", "2016-12-31"),
    ]


def test_a_figure_of_one_country_has_no_period_of_the_report(indicators):
    (found,) = indicators("为{COUNTRY:马里}培训了{QUANTITY:54名}官员。")
    assert (found.start, found.end, found.scope) == (None, None, "马里")


def test_a_figure_has_the_dates_of_its_sentence(indicators):
    assert shown(
        indicators("支持其在{DATE:2016年5月}举行了{QUANTITY:六次}会议，{DATE:6月}举行了{QUANTITY:3次}会议。")
    ) == [
        ("meetings_held", 6, "exact", "2016-05", "2016-05"),
        ("meetings_held", 3, "exact", "2016-06", "2016-06"),
    ]


@pytest.mark.parametrize(
    ("quantity", "value", "qualifier"),
    [("近5,000名", 5000, "about"), ("200多名", 200, "over"), ("1.2万名", 12000, "exact"), ("三百多名", 300, "over")],
)
def test_numbers_are_normalised_with_their_qualifier(indicators, quantity, value, qualifier):
    (found,) = indicators("培训了{QUANTITY:" + quantity + "}官员。")
    assert (found.value, found.qualifier) == (value, qualifier)


def test_a_vague_number_gives_no_figure(indicators):
    assert indicators("培训了{QUANTITY:数百名}官员。") == []


@pytest.mark.parametrize("quantity", ["五年", "一周", "三个月"])
def test_a_duration_is_no_figure(indicators, quantity):
    assert indicators("启动了为期{QUANTITY:" + quantity + "}的方案。") == []


def test_a_part_counts_and_not_the_whole_that_it_is_taken_from(indicators):
    (found,) = indicators("举办了{QUANTITY:四次}讲习班中的{QUANTITY:三次}（{DATE:7月12日至15日}、{DATE:8月30日}）。")
    assert (found.name, found.value, found.start, found.end) == ("workshops_held", 3, "2016-07-12", "2016-08-30")


def test_a_figure_that_no_rule_names_is_other(indicators):
    (found,) = indicators("审查了{QUANTITY:1,200份}案卷。")
    assert (found.name, found.value) == ("other", 1200)


def test_users_and_their_countries_are_told_apart(indicators):
    found = indicators("平台已经拥有来自{QUANTITY:125个}国家的{QUANTITY:1,665名}用户。")
    assert [(one.name, one.value) for one in found] == [("platform_countries", 125), ("platform_users", 1665)]
