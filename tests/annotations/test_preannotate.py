"""A report annotated by the model: every unit, the least certain first, ready for the tools."""

import json

import pytest

from unodc_nlp.annotations import read_annotations
from unodc_nlp.annotations.preannotate import preannotate, write_preannotation
from unodc_nlp.reading import read_text

REPORT = """1. 大会在其第 72/194 号决议中请毒品和犯罪问题办公室协助尼日利亚律师协会。
2. 阿卜杜勒·哈利法·莫贾迪迪基金会附属促进和平委员会赞赏萨尔曼扎达中心第四处的《共同愿景》。
3. {这一段}不能标注。
"""


@pytest.fixture(scope="module")
def made(nlp):
    return preannotate(read_text(REPORT, "2020"), nlp, "2020")


def test_the_least_certain_unit_comes_first(made):
    certainties = [made.certainty[unit.id] for unit in made.units]
    assert certainties == sorted(certainties)
    assert all(0 <= certainty <= 1 for certainty in certainties)
    assert made.units[0].id == "2020-p002"


def test_units_have_the_spans_of_the_model_and_automatic_words(made):
    unit = made.units[-1]
    names = [(unit.text[start:end], label) for start, end, label in unit.spans]
    assert ("尼日利亚律师协会", "ORG") in names
    assert ("尼日利亚", "COUNTRY") in names
    assert unit.automatic_words
    assert unit.document == "2020"


def test_a_unit_that_gold_cannot_hold_is_told(made):
    assert [finding.unit for finding in made.findings] == ["2020-p003"]


def test_label_studio_gets_predictions_with_their_certainty(made, tmp_path):
    write_preannotation(made, tmp_path / "tasks.json", "label-studio", "unodc_zh 0.1.0")
    tasks = json.loads((tmp_path / "tasks.json").read_text(encoding="utf-8"))
    assert [task["predictions"][0]["model_version"] for task in tasks] == ["unodc_zh 0.1.0"] * 2
    assert tasks[0]["predictions"][0]["score"] < tasks[1]["predictions"][0]["score"]
    assert "annotations" not in tasks[0]
    assert read_annotations(tmp_path / "tasks.json").units == made.units


def test_other_formats_get_annotations(made, tmp_path):
    lost = write_preannotation(made, tmp_path / "r.conll", "conll", "unodc_zh 0.1.0")
    assert lost == sum(len(unit.spans) - len(unit.outer_spans) for unit in made.units) > 0
    assert [unit.id for unit in read_annotations(tmp_path / "r.conll").units] == [unit.id for unit in made.units]
