"""Sections from headings, as they are and reworded, renumbered, missing, in another order."""

import json
from collections import namedtuple
from importlib.resources import files

import pytest

from unodc_nlp.facts.sections import headings_above, section_by_headings, section_of_heading
from unodc_nlp.scheme import load_scheme

Placed = namedtuple("Placed", "kind headings text")


def paragraph(*headings):
    return Placed("paragraph", headings, "正文。")


@pytest.mark.parametrize(
    ("section", "headings"),
    [
        ("introduction", ["导言", "引言", "背景", "一. 导言"]),
        (
            "foreign_fighters",
            ["应对外国恐怖主义战斗人员造成的威胁", "外国恐怖主义作战人员", "返回和转移的外国恐怖主义战斗人员问题"],
        ),
        ("gender", ["解决性别问题", "刑事司法对策的性别层面", "反恐中的妇女与性别平等"]),
        ("financing", ["制止资助恐怖主义行为", "打击资助恐怖主义", "打击洗钱和恐怖主义融资"]),
        ("human_rights", ["加强反恐刑事司法对策中的人权", "人权与法治"]),
        ("capacity_building", ["开展能力建设以执行反恐立法", "建设国家能力"]),
        ("legislation", ["批准和立法援助", "国际法律文书的批准和执行"]),
        ("recommendations", ["建议", "结论和建议", "结论与意见", "五、结论及建议"]),
        ("security_council_bodies", ["与安全理事会各反恐机构合作", "与安理会附属机构的协作"]),
        ("organizations", ["与区域组织的合作", "与国际、区域和次区域组织建立伙伴关系"]),
        ("partnerships", ["伙伴关系", "伙伴关系与合作"]),
        ("delivery", ["提供技术援助", "技术援助活动", "二. 技术援助的提供"]),
    ],
)
def test_a_heading_is_known_in_several_wordings(section, headings):
    assert {heading: section_of_heading(heading) for heading in headings} == dict.fromkeys(headings, section)


@pytest.mark.parametrize(
    "number", ["", "一. ", "二十三、", "IV. ", "Ⅱ. ", "3. ", "(c) ", "（三）", "A．", "第一章 ", "第2节　", "附件一. "]
)
def test_the_number_of_a_heading_makes_no_difference(number):
    assert section_of_heading(f"{number}引言") == "introduction"


def test_typography_of_a_heading_makes_no_difference():
    assert (
        section_of_heading("打击化学、生物、\n辐射 和核恐怖主义")
        == section_of_heading("打击化学、生物、辐射和核恐怖主义")
        == "cbrn"
    )


@pytest.mark.parametrize("heading", ["", "统计数字", "毒品贩运趋势", "世界大麻市场", "Introduction"])
def test_an_unknown_heading_tells_no_section(heading):
    assert section_of_heading(heading) is None


def test_the_nearest_known_heading_decides():
    assert section_by_headings(paragraph("二. 提供技术援助", "1. 立法援助")) == "legislation"
    assert section_by_headings(paragraph("二. 提供技术援助", "1. 立法援助", "(a) 东非")) == "legislation"
    assert section_by_headings(paragraph("九. 东非")) is None
    assert section_by_headings(paragraph()) is None


def test_a_heading_is_in_its_own_section_and_a_summary_is_one_by_its_place():
    assert section_by_headings(Placed("heading", ("二. 提供技术援助",), "立法援助")) == "legislation"
    assert section_by_headings(Placed("heading", ("二. 提供技术援助",), "东非")) == "delivery"
    assert section_by_headings(Placed("summary", (), "本报告……")) == "summary"


def test_headings_tell_the_section_of_every_unit_of_the_reports(gold):
    assert [unit.id for unit in gold.reports if section_by_headings(unit) != unit.section] == []


def test_the_order_of_headings_makes_no_difference(gold):
    for unit in gold.reports[::-1]:
        assert section_by_headings(unit) == unit.section


def test_the_heading_above_is_found_where_two_have_the_same_words():
    units = [
        Placed("heading", (), "培训"), paragraph("一. 培训"), Placed("heading", ("一. 培训",), "东非"), paragraph("一. 培训", "A. 东非"),
        Placed("heading", (), "合作"), Placed("heading", ("二. 合作",), "东非"), paragraph("二. 合作", "A. 东非"), paragraph("三. 无"),
    ]  # fmt: skip
    assert headings_above(units).tolist() == [-1, 0, -1, 2, -1, -1, 5, -1]


def test_rules_name_sections_of_the_scheme():
    data = json.loads(files("unodc_nlp.facts").joinpath("headings.json").read_text(encoding="utf-8"))
    assert {rule["section"] for rule in data["rules"]} == set(load_scheme().sections)
    assert data["source"]
    assert data["date"]
