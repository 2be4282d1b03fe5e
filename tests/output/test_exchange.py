import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError

import unodc_nlp
from unodc_nlp.errors import DocumentError
from unodc_nlp.facts import Extraction, Mention
from unodc_nlp.output.exchange import json_schema


@pytest.fixture(scope="module")
def schema():
    return json.loads(files("unodc_nlp.output").joinpath("extraction.schema.json").read_text(encoding="utf-8"))


def test_published_schema_is_that_of_the_classes(schema):
    assert schema == json_schema(), "write it again from json_schema()"
    Draft202012Validator.check_schema(schema)


def test_extraction_comes_back_from_json_as_it_was(small):
    assert Extraction.from_json(small.to_json()) == small


def test_extraction_comes_back_from_a_file(small, tmp_path):
    small.to_json(tmp_path / "out.json")
    assert Extraction.from_json(tmp_path / "out.json") == small
    assert Extraction.from_json(str(tmp_path / "out.json")) == small


def test_schema_takes_what_is_written_and_nothing_without_a_version(small, schema):
    data = json.loads(small.to_json())
    validator = Draft202012Validator(schema)
    validator.validate(data)
    del data["version"]
    with pytest.raises(ValidationError):
        validator.validate(data)


def test_the_three_reports_fit_the_schema_and_come_back(report_extractions, schema):
    for extraction in report_extractions:
        text = extraction.to_json()
        Draft202012Validator(schema).validate(json.loads(text))
        assert Extraction.from_json(text) == extraction


def test_places_of_a_pdf_come_back(build_extraction):
    from dataclasses import replace

    from unodc_nlp.reading.report import Place

    extraction = build_extraction("没有编号的文字。", [])
    placed = replace(extraction.report, places=(Place(0, page=1, box=(1.0, 2.0, 3.5, 4.0)),))
    extraction = replace(extraction, report=placed)
    assert Extraction.from_json(extraction.to_json()) == extraction


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "is no JSON"),
        ("{}", "is of version None, not 1"),
        ('{"version": 99}', "is of version 99, not 1"),
        ('{"version": 1}', "report: Field required"),
    ],
)
def test_json_that_is_no_extraction_is_an_error_that_says_why(text, message):
    with pytest.raises(DocumentError, match=message):
        Extraction.from_json(text)


def test_wrong_field_is_named(small):
    data = json.loads(small.to_json())
    data["mentions"][1]["start"] = "zero"
    with pytest.raises(DocumentError, match=r"mentions\.1\.start"):
        Extraction.from_json(json.dumps(data))


def test_missing_file_is_an_error(tmp_path):
    with pytest.raises(unodc_nlp.UnodcNlpError, match="cannot be read"):
        Extraction.from_json(tmp_path / "none.json")


@given(st.text(st.characters(), max_size=80))
def test_any_text_comes_back(text):
    report = unodc_nlp.read_text(text)
    whole = [Mention(u.id, u.text, "ORG", 0, len(u.text), *u.source_span(0, len(u.text)), False) for u in report]
    extraction = Extraction(report, tuple(whole))
    written = extraction.to_json()
    assert Extraction.from_json(written.encode().decode()) == extraction


def test_lone_surrogate_comes_back():
    extraction = Extraction(unodc_nlp.read_text("坏字\ud800符"), ())
    written = extraction.to_json()
    assert written.encode()
    assert Extraction.from_json(written) == extraction


def test_no_number_is_written_that_json_does_not_know(nlp):
    text = unodc_nlp.extract("培训了" + "9" * 400 + " 名官员。", nlp).to_json()
    assert "Infinity" not in text
