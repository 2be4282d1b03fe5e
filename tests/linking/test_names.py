import pytest

from unodc_nlp.knowledge.base import Knowledge
from unodc_nlp.linking.names import Names, name_keys


@pytest.mark.parametrize(
    ("marked", "identity"),
    [
        ("[COUNTRY:尼日利亚]", "NGA"),
        ("[COUNTRY:刚果（布）]", "COG"),
        ("[COUNTRY:刚果 (布)]", "COG"),
        ("[COUNTRY:刚果民主共和国]", "COD"),
        ("[COUNTRY:前南斯拉夫的马其顿共和国]", "MKD"),
        ("[COUNTRY:斯威士兰]", "SWZ"),
        ("[COUNTRY:科索沃]", "XKX"),
        ("[COUNTRY:大韩民国]", "KOR"),
        ("[ORG:毒品和犯罪问题办公室]", "unodc"),
        ("[ORG:UNODC]", "unodc"),
        ("[ORG:联合国教育、科学及文化组织]", "unesco"),
        ("[ORG:联合国教育、科学和文化组织]", "unesco"),
        ("[REGION:萨赫勒区域]", "sahel"),
        ("[PLACE:维也纳]", "vienna-aut"),
        ("[DOCUMENT:E/CN.15/2016/6]", "E/CN.15/2016/6"),
        ("[DOCUMENT:E/CN.15/ 2016/6]", "E/CN.15/2016/6"),
    ],
)
def test_a_name_is_linked_whatever_its_wording_and_typography(link, marked, identity):
    (links,) = link(f"本报告提到{marked}。")
    assert list(links.values()) == [identity]


def test_a_name_in_no_table_is_left_unlinked(link):
    assert link("[ORG:某某省青年反毒志愿者协会]开会。") == [{}]


def test_a_part_without_a_row_is_not_its_whole(link):
    assert link("[ORG:国际刑事警察组织全球猫狗保护中心]成立。") == [{}]


def test_a_part_named_after_its_whole_is_the_part(link):
    (links,) = link("[ORG:毒品和犯罪问题办公室预防恐怖主义处]开会。")
    assert list(links.values()) == ["unodc-tpb"]


def test_names_inside_names_are_linked_too(link):
    (links,) = link("协助[ORG:[COUNTRY:尼日利亚]律师协会]。")
    assert links["尼日利亚"] == "NGA"


def test_two_joined_regions_may_share_their_head(link):
    (links,) = link("来自[REGION:西部]和[REGION:中部非洲]的专家。")
    assert links["西部"] == links_of_west_africa(link)


def links_of_west_africa(link):
    (links,) = link("[REGION:西非]")
    return links["西非"]


def test_keys_of_many_names_are_those_of_each():
    names = ["《京都 宣言》", "Al-Qaida", "", "联合国（大会）"]
    assert name_keys(names) == [name_keys([name])[0] for name in names]


def test_a_label_says_in_which_table_a_name_is_looked_up():
    names = Names(Knowledge())
    (key,) = name_keys(["巴厘进程"])
    assert {entry.table for entry in names.find(key, "ORG").sure} == {"organisations"}
    assert {entry.table for entry in names.find(key, "PROGRAMME").sure} == {"programmes"}
