import pytest

from unodc_nlp.linking import Background
from unodc_nlp.linking.resolutions import bodies_for, read_number, read_symbol

NAMES = {
    "A": "[ORG:大会]",
    "S": "[ORG:安全理事会]",
    "E": "[ORG:经济及社会理事会]",
    "H": "[ORG:人权理事会]",
    "C": "[ORG:预防犯罪和刑事司法委员会]",
    "N": "[ORG:麻醉药品委员会]",
}


@pytest.mark.parametrize(
    ("body", "written", "symbol"),
    [
        ("A", "第 72/194 号决议", "A/RES/72/194"),
        ("A", "第72/194号决议", "A/RES/72/194"),
        ("A", "第３２３５（XXIX）号决议", "A/RES/3235(XXIX)"),
        ("A", "第 S-17/2 号决议", "A/RES/S-17/2"),
        ("A", "第 ES-10/2 号决议", "A/RES/ES-10/2"),
        ("A", "第 65/187 A 号决议", "A/RES/65/187A"),
        ("A", "A/RES/60/288", "A/RES/60/288"),
        ("A", "第 72/411 号决定", "A/DEC/72/411"),
        ("S", "第 1373 (2001)号决议", "S/RES/1373(2001)"),
        ("S", "第1373号决议", "S/RES/1373(2001)"),
        ("E", "第 2017/19 号决议", "E/RES/2017/19"),
        ("E", "第 2017/241 号决定", "E/DEC/2017/241"),
        ("H", "第 34/5 号决议", "A/HRC/RES/34/5"),
        ("H", "第 S-17/1 号决议", "A/HRC/RES/S-17/1"),
        ("C", "第 26/3 号决议", "E/CN.15/RES/26/3"),
        ("C", "第 22/1 号决定", "E/CN.15/DEC/22/1"),
        ("N", "第 61/7 号决议", "E/CN.7/RES/61/7"),
    ],
)
def test_a_number_and_its_body_give_the_official_symbol(link, body, written, symbol):
    (links,) = link(f"{NAMES[body]}[RESOLUTION:{written}]")
    assert links[written] == symbol


def test_each_of_a_list_takes_the_body_before_the_list(link):
    (links,) = link(
        "[ORG:安全理事会][RESOLUTION:第 1267 (1999)]、[RESOLUTION:1989 (2011)]和[RESOLUTION:2253 (2015)号决议]"
    )
    assert list(links.values())[1:] == ["S/RES/1267(1999)", "S/RES/1989(2011)", "S/RES/2253(2015)"]


def test_each_list_takes_its_own_body(link):
    (links,) = link("[ORG:大会][RESOLUTION:第 68/178 号]和[ORG:人权理事会][RESOLUTION:第 34/5 号]决议")
    assert links["第 68/178 号"] == "A/RES/68/178"
    assert links["第 34/5 号"] == "A/HRC/RES/34/5"


def test_the_body_may_stand_at_a_distance(link):
    (links,) = link("[ORG:大会]在其题为“技术援助”的[RESOLUTION:第 46/152 号决议]中")
    assert links["第 46/152 号决议"] == "A/RES/46/152"


def test_a_body_that_never_numbered_so_does_not_govern(link):
    (links,) = link(
        "[ORG:大会]在[RESOLUTION:第 26/3 号决议]中"
    )  # the Assembly numbers so from its thirty-first session
    assert "第 26/3 号决议" not in links


def test_a_session_that_only_one_body_has_reached_names_it(link):
    assert link("根据[RESOLUTION:第 72/194 号决议]", background=Background(end="2018-05-31")) == [
        {"第 72/194 号决议": "A/RES/72/194"}
    ]


def test_a_number_that_several_bodies_may_have_is_left_unlinked(link):
    assert link("根据[RESOLUTION:第 34/5 号决议]") == [{}]


def test_a_number_without_body_is_the_one_that_has_it_elsewhere(link):
    _, second = link("[ORG:人权理事会][RESOLUTION:第 34/5 号决议]", "依照[RESOLUTION:第 34/5 号决议]")
    assert second["第 34/5 号决议"] == "A/HRC/RES/34/5"


def test_a_reference_to_the_body_governs_too(link):
    (links,) = link("[ORG:麻醉药品委员会]开会。[ORG_REF:该委员会][RESOLUTION:第 61/7 号决议]")
    assert links["第 61/7 号决议"] == "E/CN.7/RES/61/7"


def test_the_last_of_a_list_says_that_all_are_decisions(link):
    (links,) = link("[ORG:大会][RESOLUTION:第 70/401 号]和[RESOLUTION:第 70/402 号]决定")
    assert list(links.values())[1:] == ["A/DEC/70/401", "A/DEC/70/402"]


def test_bodies_are_limited_by_the_year_of_the_document():
    number = read_number("第72/194号决议")
    assert [body.id for body in bodies_for(number, 2018)] == ["un-ga"]
    assert bodies_for(number, 2010) == ()


def test_a_symbol_is_read_as_written():
    assert read_symbol("A/RES/60/288号决议") == "A/RES/60/288"
    assert read_symbol("WHA70.11号决议") == "WHA70.11"
    assert read_symbol("第72/194号决议") is None


def test_text_without_a_number_is_none():
    assert read_number("号决议") is None
