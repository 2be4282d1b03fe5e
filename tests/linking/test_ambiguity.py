"""A name with several possible identities is decided by its context or left unlinked."""


def test_congo_alone_is_left_open(link):
    assert link("[COUNTRY:刚果]政府表示欢迎。") == [{}]


def test_congo_is_the_one_that_the_document_names_in_full(link):
    first, second = link("[COUNTRY:刚果民主共和国]提交了报告。", "[COUNTRY:刚果]还提供了资料。")
    assert second["刚果"] == first["刚果民主共和国"] == "COD"


def test_congo_stays_open_where_both_are_named(link):
    _, second = link("[COUNTRY:刚果民主共和国]和[COUNTRY:刚果（布）]出席。", "[COUNTRY:刚果]发言。")
    assert second == {}


def test_guinea_is_not_the_country_that_begins_so(link):
    (links,) = link("[COUNTRY:几内亚]、[COUNTRY:几内亚比绍]和[COUNTRY:赤道几内亚]。")
    assert list(links.values()) == ["GIN", "GNB", "GNQ"]


def test_general_assembly_is_that_of_the_united_nations(link):
    assert link("[ORG:大会]请秘书长提交报告。") == [{"大会": "un-ga"}]


def test_general_assembly_of_another_organisation_is_not_that_of_the_united_nations(link):
    (links,) = link("[ORG:各国议会联盟]在其[ORG:大会]上通过了一项宣言。")
    assert links.get("大会") != "un-ga"


def test_a_ministry_without_its_country_is_left_open(link):
    assert link("[ORG:外交部]发表声明。") == [{}]


def test_a_ministry_is_that_of_the_country_named_before(link):
    (links,) = link("[COUNTRY:中国]表示，其[ORG:外交部]已发表声明。")
    assert links["外交部"] == "cn-mfa"


def test_a_place_that_several_countries_have_is_decided_by_the_country(link):
    (links,) = link("在[COUNTRY:黎巴嫩][PLACE:的黎波里]发生冲突。")
    assert links["的黎波里"] == "tripoli-lbn"


def test_a_place_that_several_countries_have_is_left_open_without_one(link):
    assert link("在[PLACE:的黎波里]开会。") == [{}]


def test_a_centre_that_nothing_decides_is_left_open(link):
    assert link("[ORG_REF:中心]继续工作。") == [{}]
