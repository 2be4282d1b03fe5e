import pytest

from .conftest import parse


@pytest.fixture
def short_names(linker):
    def find(*marked):
        passages = [parse(text) for text in marked]
        return [
            (passage.text[d.start : d.end], passage.text[d.short_start : d.short_end])
            for passage, links in zip(passages, linker.link(passages), strict=True)
            for d in links.definitions
        ]

    return find


@pytest.mark.parametrize(
    ("marked", "short"),
    [
        ("[ORG:联合国毒品和犯罪问题办公室]（[ORG:毒品和犯罪问题办公室]）", "毒品和犯罪问题办公室"),
        ("[ORG:反恐怖主义委员会执行局]([ORG:反恐执行局])", "反恐执行局"),
        ("[ORG:国际刑事警察组织]（以下简称“刑警组织”）", "刑警组织"),
        ("[TREATY:《联合国反腐败公约》]（以下称[TREATY:《公约》]）", "《公约》"),
        ("[ORG:东湖市反毒志愿工作队]（简称：东湖工作队）", "东湖工作队"),
        ("[ORG:金融行动特别工作组]（FATF）", "FATF"),
        ("[ORG:伊拉克和黎凡特伊斯兰国]，又称“[ORG:达伊沙]”", "达伊沙"),
    ],
)
def test_a_short_name_is_found_where_it_is_introduced(short_names, marked, short):
    (definition,) = short_names(marked)
    assert definition[1] == short


def test_several_short_names_in_one_bracket_are_found(short_names):
    found = short_names("[ORG:联合国粮食及农业组织]（[ORG:粮农组织]，FAO）")
    assert [short for _, short in found] == ["粮农组织", "FAO"]


def test_a_short_name_of_a_name_that_nothing_marks_is_found(short_names):
    assert short_names("新成立的东湖反毒志愿工作队（东湖工作队）开会") == [("东湖反毒志愿工作队", "东湖工作队")]


@pytest.mark.parametrize(
    "marked",
    [
        "[ORG:经济及社会理事会]（2017年）",
        "[PLACE:维也纳]（[COUNTRY:奥地利]）",
        "[ORG:大会]（见附件）",
        "[ORG:世界银行]（已核实）",
        "第 2178 (2014)号",
    ],
)
def test_other_brackets_introduce_nothing(short_names, marked):
    assert short_names(marked) == []


def test_later_uses_have_the_identity_of_the_long_name(link):
    first, second = link("[ORG:东湖市反毒志愿工作队]（简称“东湖队”）", "[ORG:东湖队]开会。")
    assert second["东湖队"] == first["东湖市反毒志愿工作队"] == "local:东湖市反毒志愿工作队"


def test_what_a_document_introduces_goes_before_the_tables(link):
    _, second = link("[ORG:国际原子能机构]（以下称“[ORG:开发署]”）", "[ORG:开发署]开会。")
    assert second["开发署"] == "iaea"


def test_a_short_name_in_the_tables_gives_the_long_name_its_identity(link):
    (links,) = link("[ORG:国际刑事警察大组织]（[ORG:国际刑警组织]）")
    assert set(links.values()) == {"interpol"}


def test_a_generic_noun_may_be_introduced(link):
    _, second = link("[ORG:国际原子能机构]（以下称“机构”）", "[ORG_REF:机构]开会。")
    assert second["机构"] == "iaea"
