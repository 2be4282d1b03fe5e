"""The commands about annotations as a user meets them."""

import json

import pytest
from typer.testing import CliRunner

from unodc_nlp.annotations import read_annotations
from unodc_nlp.cli import app

GOOD, BAD = '{"text": "大会开会", "label": [[0, 2, "ORG"]]}\n', '{"text": "大会开会", "label": [[0, 9, "ORG"]]}\n'


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_convert_writes_markup(run, tmp_path):
    (tmp_path / "d.jsonl").write_text(GOOD, encoding="utf-8")
    done = run("convert", "d.jsonl", "gold")
    assert done.exit_code == 0, done.output
    assert "1 units written to gold, words of 1 cut by the tokenizer" in done.output
    unit = read_annotations(tmp_path / "gold").units[0]
    assert (unit.document, unit.automatic_words) == ("d", True)


def test_convert_writes_nothing_where_there_is_a_fault(run, tmp_path):
    (tmp_path / "d.jsonl").write_text(GOOD + BAD, encoding="utf-8")
    done = run("convert", "d.jsonl", "gold")
    assert done.exit_code == 1
    assert "d.jsonl:2: unit 2: ORG 0–9 is outside the text" in done.output
    assert not (tmp_path / "gold").exists()


def test_convert_goes_on_without_faulty_units_when_told(run, tmp_path):
    (tmp_path / "d.jsonl").write_text(GOOD + BAD, encoding="utf-8")
    done = run("convert", "d.jsonl", "gold", "--skip-bad")
    assert done.exit_code == 0
    assert "1 units written to gold, words of 1 cut by the tokenizer, 1 faults left out" in done.output


def test_convert_replaces_nothing_unless_told(run, tmp_path):
    (tmp_path / "d.jsonl").write_text(GOOD, encoding="utf-8")
    (tmp_path / "out.conll").write_text("mine", encoding="utf-8")
    assert run("convert", "d.jsonl", "out.conll", "--to", "conll").exit_code == 1
    assert (tmp_path / "out.conll").read_text(encoding="utf-8") == "mine"
    assert run("convert", "d.jsonl", "out.conll", "--to", "conll", "--force").exit_code == 0


def test_convert_says_how_many_nested_spans_are_lost(run, tmp_path):
    (tmp_path / "a.txt").write_text("## a\ntopics:\n{ORG:{COUNTRY:法国}|警察}\n", encoding="utf-8")
    done = run("convert", "a.txt", "a.conll", "--to", "conll")
    assert "1 spans inside others were lost" in done.output


def test_check_exits_with_1_for_a_fault_only(run, tmp_path):
    (tmp_path / "good.jsonl").write_text(GOOD + '{"text": "在巴黎开会", "label": []}\n', encoding="utf-8")
    (tmp_path / "bad.jsonl").write_text(GOOD + BAD, encoding="utf-8")
    assert run("check", "good.jsonl", "--no-model").exit_code == 0
    assert run("check", "good.jsonl", "--no-model", "--strict").exit_code == 1
    assert run("check", "bad.jsonl", "--no-model").exit_code == 1


def test_check_prints_json(run, tmp_path):
    (tmp_path / "bad.jsonl").write_text(GOOD + BAD, encoding="utf-8")
    data = json.loads(run("check", "bad.jsonl", "--no-model", "--json").stdout)
    assert data["counts"] == {"fault": 1}
    assert data["findings"][0] | {"message": ""} == {
        "file": "bad.jsonl", "line": 2, "unit": "2", "kind": "fault", "message": ""
    }  # fmt: skip


def test_compare_writes_a_table_and_a_page(run, tmp_path):
    (tmp_path / "d.jsonl").write_text(GOOD, encoding="utf-8")
    done = run("compare", "shipped", "shipped", "--gold", "d.jsonl", "-o", "out")
    assert done.exit_code == 0, done.output
    assert "| spans | 1.000 | 1.000 | +0.000 (+0.000 to +0.000) | 1.0000 | 1 |" in done.stdout
    assert (tmp_path / "out" / "compare.md").read_text(encoding="utf-8").startswith("# shipped → shipped")
    assert "<table>" in (tmp_path / "out" / "compare.html").read_text(encoding="utf-8")


def test_compare_names_the_documents_that_there_are(run, tmp_path):
    (tmp_path / "d.jsonl").write_text(GOOD, encoding="utf-8")
    done = run("compare", "shipped", "shipped", "--gold", "d.jsonl", "--document", "e")
    assert done.exit_code == 1
    assert "no unit of e in the gold; its documents are d" in str(done.exception)


def test_annotate_writes_tasks_for_label_studio(run, tmp_path):
    (tmp_path / "r.txt").write_text("1. 大会通过了第 72/194 号决议。\n2. 大会开会。\n", encoding="utf-8")
    done = run("annotate", "r.txt", "tasks.json")
    assert done.exit_code == 0, done.output
    tasks = json.loads((tmp_path / "tasks.json").read_text(encoding="utf-8"))
    assert sorted(task["data"]["unit"] for task in tasks) == ["r-p001", "r-p002"]
    (tmp_path / "tasks.json").write_text("corrected since", encoding="utf-8")
    assert run("annotate", "r.txt", "tasks.json").exit_code == 1


def test_a_second_document_is_added_to_a_directory_of_brat(run, tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.jsonl").write_text(GOOD, encoding="utf-8")
        assert run("convert", f"{name}.jsonl", "brat", "--to", "brat").exit_code == 0
    assert {path.name for path in (tmp_path / "brat").glob("*.ann")} == {"a.ann", "b.ann"}
    assert "RESOLUTION" in (tmp_path / "brat" / "annotation.conf").read_text(encoding="utf-8")
