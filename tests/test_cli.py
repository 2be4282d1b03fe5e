"""The command line as a user meets it: output, exit codes, and one sentence for every kind of bad input."""

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from unodc_nlp.resources import shipped_annotations

FIXTURES = Path(__file__).parent / "fixtures"
REPORT = shipped_annotations() / "reports" / "2018.txt"


def run(*arguments, stdin=None):
    command = [sys.executable, "-c", "from unodc_nlp.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, check=False)


def records(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def extracted(tmp_path_factory):
    directory = tmp_path_factory.mktemp("out")
    return run("extract", REPORT, "-o", directory), directory


def test_extract_writes_units_mentions_and_page(extracted):
    done, directory = extracted
    assert done.returncode == 0, done.stderr.decode()
    assert sorted(path.name for path in directory.iterdir()) == [
        "2018.activities.jsonl",
        "2018.entities.jsonl",
        "2018.html",
        "2018.indicators.jsonl",
        "2018.mentions.jsonl",
        "2018.short_names.jsonl",
        "2018.units.jsonl",
    ]


def test_extract_shows_a_table(extracted):
    done, _ = extracted
    assert "ORG" in done.stdout.decode()
    assert "恐怖主义问题相关国际公约" in done.stdout.decode()


def test_mentions_stand_at_their_offsets_in_unit_and_source(extracted):
    _, directory = extracted
    source = REPORT.read_text(encoding="utf-8")
    units = {unit["id"]: unit for unit in records(directory / "2018.units.jsonl") if unit["kind"] != "report"}
    mentions = records(directory / "2018.mentions.jsonl")
    assert len(mentions) > 500
    for mention in mentions:
        assert units[mention["unit"]]["text"][mention["start"] : mention["end"]] == mention["text"]
        assert source[mention["source_start"]] == mention["text"][0]
        assert source[mention["source_end"] - 1] == mention["text"][-1]


def test_extract_reads_standard_input(tmp_path):
    done = run("extract", "-", "-o", tmp_path, stdin="1. 大会通过了第 72/194 号决议。\n".encode())
    assert done.returncode == 0
    assert [mention["text"] for mention in records(tmp_path / "stdin.mentions.jsonl")] == ["大会", "第 72/194 号决议"]


def test_extract_writes_only_the_units_that_are_asked_for(tmp_path):
    done = run("extract", REPORT, "-o", tmp_path, "--section", "financing", "--mentions", "COUNTRY")
    assert done.returncode == 0, done.stderr.decode()
    units = [unit for unit in records(tmp_path / "2018.units.jsonl") if unit["kind"] != "report"]
    assert 1 < len(units) < 15
    assert {(unit["section"], unit["decided_by"]) for unit in units} == {("financing", "headings")}
    assert {mention["unit"] for mention in records(tmp_path / "2018.mentions.jsonl")} == {unit["id"] for unit in units}


def bad_files(directory):
    files = {
        "empty.txt": b"",
        "picture.txt": b"\x89PNG\r\n\x1a\n\x00\x00",
        "broken.txt": "大会".encode() + b"\xff\xfe\xff 1234 \xc3\x28",
        "english.txt": b"The General Assembly adopted a resolution.",
    }
    for name, data in files.items():
        (directory / name).write_bytes(data)
    return [*files, "missing.txt"]


def test_one_bad_file_does_not_stop_the_others(tmp_path):
    bad = bad_files(tmp_path)
    done = run("extract", *(tmp_path / name for name in bad), REPORT, "-o", tmp_path / "out")
    messages = done.stderr.decode()
    assert done.returncode == 1
    assert (tmp_path / "out" / "2018.mentions.jsonl").is_file()
    assert "Traceback" not in messages
    assert all(name in messages for name in bad)
    assert len(list((tmp_path / "out").iterdir())) == 7


def test_files_of_one_name_get_different_results(tmp_path):
    for directory in ("a", "b"):
        (tmp_path / directory).mkdir()
        (tmp_path / directory / "r.txt").write_text("1. 大会开会。", encoding="utf-8")
    done = run("extract", tmp_path / "a" / "r.txt", tmp_path / "b" / "r.txt", "-o", tmp_path / "out")
    assert done.returncode == 0
    assert {"r.html", "r-2.html"} <= {path.name for path in (tmp_path / "out").iterdir()}


def test_extract_takes_directories_and_archives_of_any_format(tmp_path):
    reports = tmp_path / "reports"
    (reports / "deeper").mkdir(parents=True)
    (reports / "empty").mkdir()
    shutil.copy(FIXTURES / "layout.docx", reports / "a.docx")
    shutil.copy(FIXTURES / "layout.pdf", reports / "deeper" / "b.bin")
    shutil.copy(FIXTURES / "encrypted.pdf", reports / "c.pdf")
    with zipfile.ZipFile(reports / "more.zip", "w") as archive:
        archive.writestr("../d.html", "<html><body><p>1. 大会在第 72/194 号决议中请肯尼亚提供援助。</p></body></html>")
    done = run("extract", reports, reports / "empty", "-o", tmp_path / "out")
    messages = done.stderr.decode()
    assert done.returncode == 1
    assert "c.pdf is encrypted" in messages
    assert "empty is a directory" in messages
    assert "3 of 5 written" in messages
    assert sorted(path.name for path in (tmp_path / "out").glob("*.html")) == ["a.html", "b.html", "d.html"]
    assert "肯尼亚" in [mention["text"] for mention in records(tmp_path / "out" / "d.mentions.jsonl")]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("extract", REPORT, "--model", "no-such-model"), "no model in no-such-model"),
        (("info", "--model", "no-such-model"), "no model in no-such-model"),
        (("train", "no-such-gold"), "no annotations in no-such-gold"),
        (("extract", REPORT, "--knowledge", "no-such.csv"), "no-such.csv: of no table; begin the file's name with"),
        (("extract", REPORT, "--knowledge", "places.csv"), "places.csv: cannot be read (No such file or directory)"),
        (("extract", REPORT, "--topic", "money"), "no topic 'money'; the topics are legislation"),
        (("extract", REPORT, "--section", "money"), "no section 'money'; the sections are summary"),
        (("benchmark", "--system", "magic"), "no system 'magic'; the systems are unodc_nlp"),
    ],
)
def test_errors_are_one_sentence(arguments, message):
    done = run(*arguments)
    assert done.returncode == 1
    assert message in " ".join(done.stderr.decode().split())
    assert b"Traceback" not in done.stderr


def test_extract_finds_the_names_of_a_table_of_ones_own(tmp_path):
    table, text = tmp_path / "organisations.csv", tmp_path / "note.txt"
    table.write_text("id,zh,en,type\nclear-lake,东湖清流盟,Clear Lake,ngo\n", encoding="utf-8")
    text.write_text("东湖清流盟在维也纳开会。", encoding="utf-8")
    done = run("extract", text, "--knowledge", table, "-o", tmp_path / "out")
    assert done.returncode == 0
    found = {mention["text"]: mention["id"] for mention in records(tmp_path / "out" / "note.mentions.jsonl")}
    assert found["东湖清流盟"] == "clear-lake"


def test_unwritable_output_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    done = run("extract", REPORT, "-o", tmp_path / "file" / "out")
    assert done.returncode == 1
    assert "cannot write to" in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_wrong_use_has_its_own_exit_code():
    assert run("extract", "--no-such-option").returncode == 2


def test_info_shows_the_gold_that_the_model_was_made_from():
    info = json.loads(run("info", "--json").stdout)
    assert info["gold"]["documents"] == ["2017", "2018", "2019", "authored"]
    assert len(info["gold"]["sha256"]) == 64
    assert info["scores"]
