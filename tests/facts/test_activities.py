import pytest
from hypothesis import given
from hypothesis import strategies as st

from unodc_nlp.facts.activities import find_activities
from unodc_nlp.facts.roles import Setting

OFFICE = "{ORG:毒品和犯罪问题办公室}"


def texts(mentions):
    return [mention.text for mention in mentions]


def test_roles_follow_the_prepositions(activity):
    found = activity(
        OFFICE + "与{ORG:欧安组织}合作，于{DATE:2016年3月1日至3日}在{PLACE:贝鲁特}为{COUNTRY:埃及}举办了讲习班。"
    )
    assert (found.type, found.start, found.end, found.status) == ("workshop", "2016-03-01", "2016-03-03", "done")
    assert (texts(found.places), texts(found.beneficiaries), texts(found.partners)) == (
        ["贝鲁特"],
        ["埃及"],
        ["欧安组织"],
    )


def test_roles_do_not_depend_on_order(activity):
    found = activity("为{COUNTRY:埃及}举办的讲习班（{PLACE:贝鲁特}，{DATE:2016年3月1日}）由{ORG:欧洲联盟}供资。")
    assert (texts(found.places), texts(found.beneficiaries)) == (["贝鲁特"], ["埃及"])


@pytest.mark.parametrize(
    "sentence",
    [
        OFFICE + "与{ORG:刑警组织}联合为{COUNTRY:埃及}举办了讲习班。",
        OFFICE + "联合{ORG:刑警组织}为{COUNTRY:埃及}举办了讲习班。",
        OFFICE + "在{ORG:刑警组织}的支持下为{COUNTRY:埃及}举办了讲习班。",
        OFFICE + "和{ORG:刑警组织}为{COUNTRY:埃及}举办了讲习班。",
        OFFICE + "为{COUNTRY:埃及}举办了由{ORG:刑警组织}供资的讲习班。",
        OFFICE + "参加了{ORG:刑警组织}为{COUNTRY:埃及}举办的讲习班。",
    ],
)
def test_who_holds_or_pays_is_a_partner(activity, sentence):
    found = activity(sentence)
    assert texts(found.partners) == ["刑警组织"]
    assert texts(found.beneficiaries) == ["埃及"]


def test_names_of_a_list_share_their_role(activity):
    found = activity(OFFICE + "向{COUNTRY:马里}、{COUNTRY:尼日尔}以及{COUNTRY:乍得}提供了技术援助。")
    assert (found.type, texts(found.beneficiaries)) == ("other", ["马里", "尼日尔", "乍得"])


def test_each_date_with_its_place_is_an_activity(activities):
    found = activities(
        OFFICE + "参加了{DATE:4月12日至13日}在{PLACE:海牙}和{DATE:9月19日}在{PLACE:纽约}举行的{ORG:全球反恐论坛}会议。"
    )
    assert [(one.start, texts(one.places)) for one in found] == [("2016-04-12", ["海牙"]), ("2016-09-19", ["纽约"])]


def test_each_bracket_with_a_date_is_an_activity_of_the_country_before_it(activities):
    found = activities(
        OFFICE + "为{COUNTRY:马里}（{PLACE:巴马科}，{DATE:9月27日}）和{COUNTRY:尼日尔}（{PLACE:尼亚美}，"
        "与{ORG:人权高专办}合作，{DATE:11月22日}）举办了讲习班。"
    )
    assert [(texts(one.beneficiaries), texts(one.places), texts(one.partners)) for one in found] == [
        (["马里"], ["巴马科"], []),
        (["尼日尔"], ["尼亚美"], ["人权高专办"]),
    ]


def test_each_number_with_its_country_is_an_activity(activities):
    found = activities(
        OFFICE + "分别为{COUNTRY:马里}举办了{QUANTITY:10次}、为{COUNTRY:乍得}举办了{QUANTITY:3次}培训班。"
    )
    assert [(one.type, one.count, texts(one.beneficiaries)) for one in found] == [
        ("training", 10, ["马里"]),
        ("training", 3, ["乍得"]),
    ]


def test_months_and_places_that_are_listed_apart_belong_together_in_order(activities):
    found = activities(
        "{DATE:2月}和{DATE:3月}分别在{PLACE:东京}、{PLACE:伦敦}为{COUNTRY:伊拉克}组织了{QUANTITY:两次}访问。"
    )
    assert [(one.start, texts(one.places), one.count) for one in found] == [
        ("2016-02", ["东京"], 1),
        ("2016-03", ["伦敦"], 1),
    ]


def test_items_of_a_list_share_what_introduces_them(activities):
    found = activities(
        "{DATE:2016年}，"
        + OFFICE
        + "实施了以下由{ORG:欧洲联盟}供资的项目：(a)关于{REGION:萨赫勒}的项目；(b)关于{REGION:中亚}的项目。"
    )
    assert [(one.start, texts(one.beneficiaries), texts(one.partners)) for one in found] == [
        ("2016", ["萨赫勒"], ["欧洲联盟"]),
        ("2016", ["中亚"], ["欧洲联盟"]),
    ]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        (OFFICE + "为{COUNTRY:马里}举办了一次研讨会。", "workshop"),
        (OFFICE + "为{COUNTRY:马里}提供了立法援助。", "advice"),
        (OFFICE + "协助{COUNTRY:马里}修订反恐立法。", "advice"),
        (OFFICE + "发布了关于证据的手册。", "publication"),
        (OFFICE + "为{COUNTRY:马里}编写了培训课程。", "publication"),
        (OFFICE + "为{COUNTRY:马里}启动了一个项目。", "project"),
        (OFFICE + "签署了谅解备忘录，{ORG:刑警组织}参加了会议。", "agreement"),
        (OFFICE + "组织{COUNTRY:马里}官员访问{PLACE:维也纳}。", "visit"),
        (OFFICE + "向{COUNTRY:马里}派驻了一名导师。", "deployment"),
    ],
)
def test_type_follows_noun_and_verb(activities, sentence, kind):
    assert kind in [one.type for one in activities(sentence)]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        (OFFICE + "将为{COUNTRY:马里}举办讲习班。", "planned"),
        (OFFICE + "继续为{COUNTRY:马里}提供立法援助。", "ongoing"),
        (OFFICE + "为{COUNTRY:马里}举办了模拟法庭。", "done"),
    ],
)
def test_status_follows_the_verb(activity, sentence, status):
    assert activity(sentence).status == status


def test_whole_period_is_that_of_the_report(activity):
    found = activity("在本报告所述期间，" + OFFICE + "为{COUNTRY:马里}举办了讲习班。")
    assert (found.start, found.end) == ("2016", "2016")


def test_an_activity_since_a_year_has_no_end(activity):
    found = activity("自{DATE:2013年}以来，" + OFFICE + "在{COUNTRY:马里}执行一个项目。")
    assert (found.start, found.end) == ("2013", None)


def test_an_impossible_date_is_left_unset(activity):
    found = activity(OFFICE + "于{DATE:2016年2月30日}在{PLACE:维也纳}举行了专家组会议。")
    assert (found.start, found.end) == (None, None)


def test_participants_are_counted_with_the_women_among_them(activity):
    found = activity(OFFICE + "举办了{QUANTITY:90个}讲习班，培训官员{QUANTITY:2,369名}，其中{QUANTITY:351名}是女性。")
    assert (found.count, found.participants, found.women) == (90, 2369, 351)


@pytest.mark.parametrize(
    "sentence",
    [
        OFFICE + "继续提供援助。",
        OFFICE + "努力打击恐怖主义。",
        "{ORG:委员会}不妨请" + OFFICE + "为{COUNTRY:马里}举办讲习班。",
        "跨境侦查增多给工作人员带来了巨大挑战。",
        "",
    ],
)
def test_general_phrases_and_recommendations_state_no_activity(activities, sentence):
    assert activities(sentence) == []


def test_evidence_stands_at_its_offsets(read):
    text, mentions, setting = read("此外，" + OFFICE + "为{COUNTRY:马里}举办了讲习班。")
    (found,) = find_activities("p001", text, mentions, setting)
    assert text[found.evidence_start : found.evidence_end] == found.evidence == "毒品和犯罪问题办公室为马里举办了讲习班"


@given(st.text(alphabet="为在与举办了讲习班项目（）()、，；。：“” 0123年月日\n"))
def test_any_text_is_read_without_error_and_evidence_lies_in_it(text):
    for found in find_activities("p001", text, [], Setting()):
        assert text[found.evidence_start : found.evidence_end] == found.evidence != ""
