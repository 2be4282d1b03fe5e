"""The tables that turn a body and a number into an official symbol."""

import csv
import re
from importlib.resources import files
from io import StringIO

import pytest

PLACES = {
    "slash": {"session", "number"},
    "year-slash": {"year", "number"},
    "paren-year": {"number", "year"},
    "roman": {"number", "session"},
    "special": {"session", "number"},
    "emergency": {"session", "number"},
    "own": {"session", "number"},
}


def table(name: str) -> list[dict[str, str]]:
    text = files("unodc_nlp.knowledge").joinpath(f"{name}.csv").read_text("utf-8")
    return list(csv.DictReader(StringIO(text)))


def body(id_: str, form: str) -> dict[str, str]:
    (row,) = [row for row in table("resolution_bodies") if (row["id"], row["form"]) == (id_, form)]
    return row


def year_of_session(row: dict[str, str], session: int) -> int:
    """Return the year of a session as the description of the table says."""
    after = session - int(row["first_session"])
    if row["session_years"]:
        return int(row["session_years"].split(";")[after])
    return int(row["first_year"]) + int(after // float(row["sessions_per_year"]))


def test_each_form_of_a_body_stands_once():
    keys = [(row["id"], row["form"]) for row in table("resolution_bodies")]
    assert keys == sorted(set(keys))


def test_templates_hold_the_parts_of_their_form():
    for row in table("resolution_bodies"):
        for template in filter(None, (row["resolution"], row["decision"])):
            assert set(re.findall(r"\{(\w+)\}", template)) == PLACES[row["form"]], row["id"]


def test_spans_of_years_and_sessions_are_in_order():
    for row in table("resolution_bodies"):
        assert 1946 <= int(row["first_year"]) <= int(row["last_year"] or 9999)
        assert int(row["first_session"] or 1) <= int(row["last_session"] or 9999)
        years = [int(year) for year in row["session_years"].split(";") if year]
        assert years == sorted(years)
        assert years[:1] in ([], [int(row["first_year"])])
        assert not (years and row["sessions_per_year"])


@pytest.mark.parametrize(
    ("id_", "form", "number", "symbol"),
    [
        ("un-ga", "slash", {"session": "72", "number": "194"}, "A/RES/72/194"),
        ("un-ga", "roman", {"session": "XXIX", "number": "3235"}, "A/RES/3235(XXIX)"),
        ("un-ga", "special", {"session": "S-17", "number": "2"}, "A/RES/S-17/2"),
        ("un-ga", "emergency", {"session": "ES-10", "number": "2"}, "A/RES/ES-10/2"),
        ("un-sc", "paren-year", {"number": "1373", "year": "2001"}, "S/RES/1373(2001)"),
        ("ecosoc", "year-slash", {"year": "2017", "number": "19"}, "E/RES/2017/19"),
        ("hrc", "slash", {"session": "34", "number": "5"}, "A/HRC/RES/34/5"),
        ("cnd", "slash", {"session": "60", "number": "1"}, "E/CN.7/RES/60/1"),
        ("ccpcj", "slash", {"session": "26", "number": "4"}, "E/CN.15/RES/26/4"),
        ("un-commission-hr", "year-slash", {"year": "2005", "number": "80"}, "E/CN.4/RES/2005/80"),
        ("unea", "slash", {"session": "5", "number": "14"}, "UNEP/EA.5/Res.14"),
        ("wha", "own", {"session": "70", "number": "11"}, "WHA70.11"),
    ],
)
def test_resolution_gets_its_symbol(id_, form, number, symbol):
    assert body(id_, form)["resolution"].format_map(number) == symbol


@pytest.mark.parametrize(
    ("id_", "form", "number", "symbol"),
    [
        ("un-ga", "slash", {"session": "72", "number": "411"}, "A/DEC/72/411"),
        ("ecosoc", "year-slash", {"year": "2017", "number": "241"}, "E/DEC/2017/241"),
        ("hrc", "slash", {"session": "34", "number": "101"}, "A/HRC/DEC/34/101"),
        ("ccpcj", "slash", {"session": "22", "number": "1"}, "E/CN.15/DEC/22/1"),
        ("unfccc-cop", "own", {"session": "21", "number": "1"}, "1/CP.21"),
    ],
)
def test_decision_gets_its_symbol(id_, form, number, symbol):
    assert body(id_, form)["decision"].format_map(number) == symbol


@pytest.mark.parametrize(
    ("id_", "form", "session", "year"),
    [
        ("un-ga", "slash", 72, 2017),
        ("un-ga", "roman", 3, 1948),
        ("un-ga", "special", 20, 1998),
        ("un-ga", "special", 30, 2016),
        ("un-ga", "emergency", 10, 1997),
        ("cnd", "slash", 60, 2017),
        ("ccpcj", "slash", 22, 2013),
        ("hrc", "slash", 34, 2017),
        ("hrc", "slash", 48, 2021),
        ("uncac-cosp", "slash", 7, 2017),
        ("untoc-cop", "slash", 10, 2020),
        ("unea", "slash", 2, 2016),
        ("escap", "slash", 73, 2017),
        ("wha", "own", 70, 2017),
        ("unfccc-cop", "own", 21, 2015),
    ],
)
def test_session_falls_in_its_year(id_, form, session, year):
    assert year_of_session(body(id_, form), session) == year


def test_numbers_of_the_security_council_follow_without_gap():
    years = [(int(row["year"]), int(row["first"]), int(row["last"])) for row in table("security_council_years")]
    assert [year for year, *_ in years] == list(range(1946, 1946 + len(years)))
    assert [first for _, first, _ in years] == [1, *(last + 1 for *_, last in years[:-1])]
    assert all(first <= last for _, first, last in years)


@pytest.mark.parametrize(
    ("number", "year"),
    [
        (1, 1946), (82, 1950), (118, 1956), (143, 1960), (170, 1961), (181, 1963), (186, 1964), (232, 1966), (242, 1967), (338, 1973),
        (425, 1978), (435, 1978), (497, 1981), (598, 1987), (660, 1990), (687, 1991), (748, 1992), (827, 1993), (955, 1994),
        (1189, 1998), (1267, 1999), (1325, 2000), (1373, 2001), (1377, 2001), (1456, 2003), (1526, 2004), (1540, 2004), (1566, 2004),
        (1624, 2005), (1701, 2006), (1738, 2006), (1822, 2008), (1904, 2009), (1963, 2010), (1973, 2011), (1989, 2011), (2083, 2012),
        (2129, 2013), (2178, 2014), (2195, 2014), (2199, 2015), (2242, 2015), (2253, 2015), (2309, 2016), (2322, 2016), (2331, 2016),
        (2341, 2017), (2354, 2017), (2370, 2017), (2396, 2017), (2397, 2017), (2417, 2018), (2462, 2019), (2482, 2019), (2532, 2020),
        (2617, 2021), (2653, 2022), (2664, 2022), (2720, 2023), (2728, 2024),
    ],
)  # fmt: skip
def test_resolution_of_the_security_council_is_of_its_year(number, year):
    assert [
        int(row["year"]) for row in table("security_council_years") if int(row["first"]) <= number <= int(row["last"])
    ] == [year]


@pytest.mark.parametrize("name", ["organisations", "publications"])
def test_resolutions_within_names_are_of_their_year(name):
    spans = {row["year"]: range(int(row["first"]), int(row["last"]) + 1) for row in table("security_council_years")}
    text = files("unodc_nlp.knowledge").joinpath(f"{name}.csv").read_text("utf-8")
    cited = set(re.findall(r"(\d+)（(\d{4})）", text))
    assert cited
    assert {(number, year) for number, year in cited if int(number) not in spans[year]} == set()
