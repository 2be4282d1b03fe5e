"""The table of countries against ISO 3166 (pycountry), CLDR (babel), M49 and the forms that UN documents use."""

import csv
from collections import Counter
from pathlib import Path

import pycountry
import pytest
from babel import Locale

from unodc_nlp.knowledge.tables import Entry, load_table

EXCEPTIONS = Path(__file__).parent / "exceptions.csv"
CHINESE_NAMES = Locale("zh").territories
# Regions of M49 that consist of other regions.
PARTS = {
    "002": ("015", "202"),
    "003": ("013", "021", "029"),
    "009": ("053", "054", "057", "061"),
    "019": ("003", "005"),
    "142": ("030", "034", "035", "143", "145"),
    "150": ("039", "151", "154", "155"),
    "202": ("011", "014", "017", "018"),
    "419": ("005", "013", "029"),
}


@pytest.fixture(scope="module")
def countries() -> dict[str, Entry]:
    return {entry.id: entry for entry in load_table("countries")}


@pytest.fixture(scope="module")
def members() -> dict[str, set[str]]:
    """Members of each region that has a code of M49, by that code."""
    regions = [entry.fields for entry in load_table("regions")]
    return {fields["m49"]: set(fields["members"].split(";")) for fields in regions if fields["m49"]}


def exceptions(check: str) -> dict[str, str]:
    with EXCEPTIONS.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["value"] for row in csv.DictReader(file) if row["check"] == check}


def forms(entry: Entry) -> set[str]:
    return {*entry.names, *entry.ambiguous}


def test_countries_hold_193_members_and_2_observers(countries):
    statuses = Counter(entry.fields["status"] for entry in countries.values())
    assert (statuses["member"], statuses["observer"]) == (193, 2)
    assert {id_ for id_, entry in countries.items() if entry.fields["status"] == "observer"} == {"PSE", "VAT"}


@pytest.mark.parametrize("country", list(pycountry.countries), ids=lambda country: country.alpha_3)
def test_country_has_its_iso_codes(countries, country):
    fields = countries[country.alpha_3].fields
    assert (fields["alpha2"], fields["m49"]) == (country.alpha_2, country.numeric)
    assert fields["status"] != "historical"


def test_countries_beyond_iso_are_kosovo_and_former_states(countries):
    current = {country.alpha_3 for country in pycountry.countries}
    beyond = {id_: entry.fields["status"] for id_, entry in countries.items() if id_ not in current}
    assert beyond.pop("XKX") == "territory"
    assert set(beyond.values()) == {"historical"}


def test_former_states_have_their_iso_codes(countries):
    codes = {
        state.alpha_3: (state.alpha_2, state.numeric)
        for state in pycountry.historic_countries
        if hasattr(state, "numeric")
    }
    for id_, entry in countries.items():
        if entry.fields["status"] == "historical":
            alpha2, numeric = codes[id_]
            assert (entry.fields["alpha2"], entry.fields["m49"]) == (alpha2, exceptions("m49").get(id_, numeric))


def test_countries_have_their_cldr_names(countries):
    missing = {}
    for entry in countries.values():
        name = CHINESE_NAMES.get(entry.fields["alpha2"])
        if (
            name
            and entry.fields["status"] != "historical"
            and name.replace("(", "（").replace(")", "）") not in forms(entry)
        ):
            missing[entry.id] = name
    assert missing == {}


@pytest.mark.parametrize(("whole", "parts"), list(PARTS.items()))
def test_region_of_m49_is_the_sum_of_its_parts(members, whole, parts):
    assert members[whole] == set().union(*(members[part] for part in parts))


def test_countries_are_members_of_their_region(countries, members):
    smallest = {code: ids for code, ids in members.items() if code not in PARTS and code != "830"}
    found = {id_: code for code, ids in smallest.items() for id_ in ids}
    assert sum(map(len, smallest.values())) == len(found)
    outside = {*exceptions("unlisted"), *exceptions("without region")}
    for id_, entry in countries.items():
        if entry.fields["status"] != "historical" and id_ not in outside:
            assert entry.fields["region"] == found.pop(id_), id_
    assert found == {}


@pytest.mark.parametrize(
    ("form", "id_"),
    [
        ("前南斯拉夫的马其顿共和国", "MKD"),
        ("北马其顿", "MKD"),
        ("斯威士兰", "SWZ"),
        ("埃斯瓦蒂尼", "SWZ"),
        ("土耳其", "TUR"),
        ("土耳其共和国", "TUR"),
        ("捷克", "CZE"),
        ("捷克共和国", "CZE"),
        ("刚果（布）", "COG"),
        ("刚果（金）", "COD"),
        ("刚果民主共和国", "COD"),
        ("大韩民国", "KOR"),
        ("朝鲜民主主义人民共和国", "PRK"),
        ("多民族玻利维亚国", "BOL"),
        ("玻利维亚（多民族国）", "BOL"),
        ("伊朗伊斯兰共和国", "IRN"),
        ("伊朗（伊斯兰共和国）", "IRN"),
        ("委内瑞拉玻利瓦尔共和国", "VEN"),
        ("委内瑞拉（玻利瓦尔共和国）", "VEN"),
        ("荷兰（王国）", "NLD"),
        ("荷兰王国", "NLD"),
        ("巴勒斯坦国", "PSE"),
        ("罗马教廷", "VAT"),
        ("科索沃", "XKX"),
        ("阿拉伯叙利亚共和国", "SYR"),
        ("老挝人民民主共和国", "LAO"),
        ("坦桑尼亚联合共和国", "TZA"),
        ("大不列颠及北爱尔兰联合王国", "GBR"),
        ("美利坚合众国", "USA"),
        ("密克罗尼西亚联邦", "FSM"),
        ("阿拉伯利比亚民众国", "LBY"),
        ("上沃尔特", "BFA"),
    ],
)
def test_form_of_un_documents_means_its_country(countries, form, id_):
    assert [entry.id for entry in countries.values() if form in entry.names] == [id_]


@pytest.mark.parametrize(
    ("form", "ids"), [("刚果", {"COD", "COG"}), ("圣马丁", {"MAF", "SXM"}), ("维尔京群岛", {"VGB", "VIR"})]
)
def test_form_of_two_countries_is_ambiguous(countries, form, ids):
    assert {entry.id for entry in countries.values() if form in entry.ambiguous} == ids
    assert not any(form in entry.names for entry in countries.values())
