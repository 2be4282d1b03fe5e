import json

import pytest

from unodc_nlp.errors import GoldError
from unodc_nlp.gold.corpus import load_gold
from unodc_nlp.gold.links import NEW, load_links, load_metadata
from unodc_nlp.linking import Linker
from unodc_nlp.resources import shipped_annotations
from unodc_nlp.training.link_scores import LINKED

LINKS = shipped_annotations() / "links"
# Names that the tables give to another thing, see the README of the links.
OF_ANOTHER_THING = ("new:反恐综合援助框架", "new:联合王国常驻代表团")
DOCUMENTS = ("2017", "2018", "2019")


@pytest.fixture(scope="module")
def gold():
    units = load_gold(shipped_annotations()).reports
    by_document = {name: [unit for unit in units if unit.document == name] for name in DOCUMENTS}
    return {name: (some, load_links(LINKS, name, some)) for name, some in by_document.items()}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_name_has_an_identity_or_a_value(gold, document):
    units, links = gold[document]
    for unit in units:
        linked = {span for span in unit.spans if span.label in LINKED}
        assert set(links[unit.id].ids) == linked, unit.id
        assert set(links[unit.id].values) == {s for s in unit.spans if s.label in ("DATE", "QUANTITY")}, unit.id


@pytest.mark.parametrize("document", DOCUMENTS)
def test_identities_stand_in_a_table(gold, document):
    known = {identity for table in Linker().knowledge.tables.values() for identity in table}
    _, links = gold[document]
    for unit, of_unit in links.items():
        for span, identity in of_unit.ids.items():
            if identity and not identity.startswith(NEW) and span.label not in ("RESOLUTION", "DOCUMENT"):
                assert identity in known, (unit, identity)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_things_in_no_table_have_not_got_a_row_since(gold, document):
    linker = Linker()
    units, links = gold[document]
    for unit in units:
        for span, identity in links[unit.id].ids.items():
            if identity and identity.startswith(NEW) and identity not in OF_ANOTHER_THING:
                assert linker.by_name(identity.removeprefix(NEW), span.label) is None, (unit.id, identity)


def test_metadata_are_there_for_every_document():
    assert set(load_metadata(shipped_annotations())) == set(DOCUMENTS)


def write(directory, *records):
    (directory / "x.jsonl").write_text(
        "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8"
    )
    for kind in ("definitions", "references"):
        (directory / f"x.{kind}.jsonl").write_text("", encoding="utf-8")


@pytest.fixture
def unit(gold):
    return gold["2018"][0][0]


def record(of, **changes):
    span = of.spans[0]
    return {
        "unit": of.id,
        "start": span.start,
        "end": span.end,
        "label": span.label,
        "text": of.text[span.start : span.end],
        "id": "un-ga",
        **changes,
    }


def test_links_are_read_by_unit_and_span(tmp_path, unit):
    write(tmp_path, record(unit))
    assert load_links(tmp_path, "x", [unit])[unit.id].ids == {unit.spans[0]: "un-ga"}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"unit": "nowhere"}, "is no span of the unit"),
        ({"end": 1}, "is no span of the unit"),
        ({"label": "PLACE"}, "is no span of the unit"),
        ({"text": "安理会"}, "does not stand at"),
    ],
)
def test_a_line_of_no_name_is_refused_with_its_place(tmp_path, unit, changes, message):
    write(tmp_path, record(unit), record(unit, **changes))
    with pytest.raises(GoldError, match=message) as error:
        load_links(tmp_path, "x", [unit])
    assert "x.jsonl:2" in str(error.value)


def test_a_line_that_is_no_json_is_refused_with_its_place(tmp_path, unit):
    write(tmp_path, record(unit))
    (tmp_path / "x.jsonl").write_text("{\n", encoding="utf-8")
    with pytest.raises(GoldError, match=r"x\.jsonl:1: is no JSON"):
        load_links(tmp_path, "x", [unit])


def test_a_missing_file_is_named(tmp_path, unit):
    write(tmp_path)
    (tmp_path / "x.definitions.jsonl").unlink()
    with pytest.raises(GoldError, match=r"x\.definitions\.jsonl is missing"):
        load_links(tmp_path, "x", [unit])
