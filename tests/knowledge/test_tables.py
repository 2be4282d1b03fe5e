"""The tables against what datapackage.json says of them, and against what a terminologist knows."""

import csv
import json
import re
from collections import defaultdict
from datetime import date
from functools import cache
from importlib.resources import files
from io import StringIO

import pytest

from unodc_nlp.knowledge.tables import Entry, load_table, table_names
from unodc_nlp.model.view import make_view

RESOURCES = {
    resource["name"]: resource
    for resource in json.loads(files("unodc_nlp.knowledge").joinpath("datapackage.json").read_text("utf-8"))[
        "resources"
    ]
    if resource["path"].endswith(".csv")
}
HAN = re.compile(r"[\u3400-\u9fff]")
MISTAKES = re.compile(
    r"^\s|\s$|\s\s|\s(?=[\u3400-\u9fff（）])|(?<=[\u3400-\u9fff（）])\s"  # white space
    r"|(?<=[\u3400-\u9fff）])[(),:;?!\[\]]|[(),:;?!\[\]](?=[\u3400-\u9fff（])"  # half-width marks
    r"|[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u3000－—―\"']"  # full-width letters and digits, other dashes, straight quotes
)
PAIRS = ("（）", "《》", "“”")


@cache
def rows(table: str) -> list[dict[str, str]]:
    text = files("unodc_nlp.knowledge").joinpath(RESOURCES[table]["path"]).read_text("utf-8")
    return list(csv.DictReader(StringIO(text)))


def values(cell: str) -> list[str]:
    return cell.split(";") if cell else []


def described(key: str) -> list[tuple[str, str]]:
    """Tables and columns that `key` of datapackage.json describes."""
    return [(table, column) for table, resource in RESOURCES.items() for column in resource.get(key, ())]


def fold(form: str) -> str:
    return "".join(map(chr, make_view(form).codes))


def plain_forms(entry: Entry) -> set[str]:
    """Forms, folded as texts are, that mean the entry without any context."""
    return {fold(form) for form in (*entry.names, *entry.acronyms)} - {fold(form) for form in entry.ambiguous}


@pytest.mark.parametrize("table", RESOURCES)
def test_table_has_the_described_columns(table):
    resource = RESOURCES[table]
    columns = resource["columns"] if "columns" in resource else [field["name"] for field in resource["fields"]]
    assert list(rows(table)[0]) == columns
    assert all(None not in row and None not in row.values() for row in rows(table))


@pytest.mark.parametrize("table", table_names())
def test_rows_are_ordered_by_id(table):
    ids = [row["id"] for row in rows(table)]
    assert ids == sorted(set(ids))


@pytest.mark.parametrize(("table", "column"), described("enums"))
def test_cells_are_of_the_stated_list(table, column):
    assert {row[column] for row in rows(table)} == set(RESOURCES[table]["enums"][column])


@pytest.mark.parametrize(("table", "column"), described("patterns"))
def test_cells_match_their_pattern(table, column):
    pattern = RESOURCES[table]["patterns"][column]
    assert [row["id"] for row in rows(table) if row[column] and not re.fullmatch(pattern, row[column])] == []


@pytest.mark.parametrize(("table", "column"), [(t, c) for t in RESOURCES for c in RESOURCES[t].get("dates", ())])
def test_dates_are_iso_8601(table, column):
    for row in rows(table):
        if row[column]:
            assert re.fullmatch(r"\d{4}(-\d{2}){0,2}", row[column]), row["id"]
            date.fromisoformat((row[column] + "-01-01")[:10])


@pytest.mark.parametrize(("table", "column"), described("references"))
def test_references_lead_to_existing_rows(table, column):
    target, _, key = RESOURCES[table]["references"][column].partition(".")
    known = {row[key] for row in rows(target)}
    assert [(row["id"], value) for row in rows(table) for value in values(row[column]) if value not in known] == []


def test_no_organisation_is_part_of_itself():
    parents = {row["id"]: row["parent"] for row in rows("organisations")}
    for id_ in parents:
        above = [id_]
        while parent := parents[above[-1]]:
            assert parent not in above, above
            above.append(parent)


@pytest.mark.parametrize("table", table_names())
def test_plain_form_means_one_entry_and_is_ambiguous_in_none(table):
    owners, ambiguous = defaultdict(set), defaultdict(set)
    for entry in load_table(table):
        for form in plain_forms(entry):
            owners[form].add(entry.id)
        for form in entry.ambiguous:
            ambiguous[fold(form)].add(entry.id)
    assert {form: ids | ambiguous[form] for form, ids in owners.items() if len(ids) > 1 or ambiguous[form]} == {}


def test_every_organisation_has_a_plain_form():
    assert [entry.id for entry in load_table("organisations") if not plain_forms(entry)] == []


@pytest.mark.parametrize("table", table_names())
def test_english_name_stands_once(table):
    names = defaultdict(list)
    for row in rows(table):
        names[row["en"]].append(row["id"])
    assert {name: ids for name, ids in names.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("table", table_names())
def test_forms_are_typed_without_mistakes(table):
    wrong = []
    for row in rows(table):
        for column in (*RESOURCES[table]["names"], "ambiguous"):
            cell = values(row[column])
            for form in cell:
                paired = all(form.count(opening) == form.count(closing) for opening, closing in PAIRS)
                if not form or not paired or (HAN.search(form) and MISTAKES.search(form)):
                    wrong.append((row["id"], form))
            if len({fold(form) for form in cell}) < len(cell):
                wrong.append((row["id"], row[column]))
    assert wrong == []


@pytest.mark.parametrize(
    "name",
    [
        "审计委员会",
        "工作队",
        "国家委员会",
        "司法部",
        "外交部",
        "最高法院",
        "论坛",
        "咨询委员会",
        "委员会",
        "中心",
        "大会",
    ],
)
def test_plain_words_name_no_organisation_by_themselves(name):
    assert [entry.id for entry in load_table("organisations") if fold(name) in plain_forms(entry)] == []


@pytest.mark.parametrize(
    ("table", "form", "ids"),
    [
        ("treaties", "蒙特利尔公约", {"montreal-1971", "montreal-1999"}),
        ("treaties", "京都公约", {"revised-kyoto"}),
        ("programmes", "巴黎原则", {"paris-principles-children", "paris-principles-nhri"}),
        ("places", "的黎波里", {"tripoli-lbn", "tripoli-lby"}),
        ("organisations", "国际预防犯罪中心", {"cicp", "icpc-crime"}),
        ("organisations", "CEB", {"ceb", "ceb-bank"}),
        ("regions", "中非", {"m49-017"}),
    ],
)
def test_form_of_several_things_is_ambiguous(table, form, ids):
    assert {entry.id for entry in load_table(table) if form in entry.ambiguous} == ids


@pytest.mark.parametrize(
    ("id_", "type_"),
    [
        *((id_, "terrorist-group") for id_ in ("al-qaida", "isil", "al-shabaab", "boko-haram", "etim", "ttp", "jnim")),
        *(
            (id_, "armed-group")
            for id_ in ("taliban", "hamas", "hizbullah", "lra", "m23", "farc", "eln", "houthi", "ltte")
        ),
        *((id_, "criminal-group") for id_ in ("camorra", "ndrangheta", "ms-13", "sinaloa")),
    ],
)
def test_violent_groups_are_typed_as_such(id_, type_):
    assert {row["id"]: row["type"] for row in rows("organisations")}[id_] == type_


def test_parts_of_violent_groups_are_violent_groups():
    types = {row["id"]: row["type"] for row in rows("organisations")}
    violent = {"terrorist-group", "armed-group", "criminal-group"}
    parts = {row["id"]: row["type"] for row in rows("organisations") if types.get(row["parent"]) in violent}
    assert {id_: type_ for id_, type_ in parts.items() if type_ not in violent} == {"spla": "military"}


def test_plain_name_of_a_place_stands_in_one_table_of_geography():
    owners = defaultdict(list)
    for table in ("countries", "regions", "places"):
        for entry in load_table(table):
            for form in plain_forms(entry):
                owners[form].append(entry.id)
    assert {form: ids for form, ids in owners.items() if len(ids) > 1} == {}
