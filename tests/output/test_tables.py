import csv
import json
import sys
from io import StringIO

import pandas
import pytest
from datasets import Dataset, concatenate_datasets

from unodc_nlp.errors import OutputError, SelectionError, UnodcNlpError
from unodc_nlp.output.tables import TABLES


def test_frame_has_a_row_for_each_mention_with_offsets_and_meaning(small):
    frame = small.to_frame("mentions")
    assert len(frame) == 5
    nigeria = frame[frame.id == "NGA"].iloc[0]
    assert (nigeria.unit, nigeria.text, nigeria.start, nigeria.end) == ("p001", "尼日利亚", 0, 4)
    assert frame[frame.label == "DATE"].iloc[0].value == {"start": "2017-03", "end": "2017-03", "modifier": None}


def test_frame_of_units_has_headings_section_and_topics(small):
    unit = small.to_frame("units").set_index("id").loc["p003"]
    assert unit.headings == ["一. 导言", "A. 伙伴关系"]
    assert (unit.section, unit.topics) == ("introduction", {"gender": 0.75})


@pytest.mark.parametrize("table", TABLES)
def test_columns_and_types_do_not_depend_on_what_was_found(table, small, build_extraction):
    empty = build_extraction("", [], entities=())
    assert empty.to_frame(table).empty
    assert dict(empty.to_frame(table).dtypes) == dict(small.to_frame(table).dtypes)
    assert empty.to_dataset(table).features == small.to_dataset(table).features


def test_frame_counts_the_mentions_of_an_entity(small):
    entities = small.to_frame("entities").set_index("id")
    assert entities.loc["NGA", "mentions"] == 1
    assert entities.loc["NGA", "codes"] == {"alpha2": "NG"}


@pytest.mark.parametrize("export", ["to_frame", "to_jsonl", "to_csv", "to_dataset"])
def test_unknown_table_is_an_error_that_lists_the_tables(export, small):
    with pytest.raises(SelectionError, match="no table 'facts'; the tables are units, mentions, entities"):
        getattr(small, export)("facts")


def test_jsonl_has_a_record_on_each_line(small, tmp_path):
    text = small.to_jsonl("mentions", tmp_path / "mentions.jsonl")
    assert (tmp_path / "mentions.jsonl").read_text(encoding="utf-8") == text
    assert [json.loads(line)["id"] for line in text.splitlines()][-1] == "A/RES/72/194"


def test_csv_file_is_read_by_pandas_and_begins_with_a_byte_order_mark(small, tmp_path):
    small.to_csv("mentions", tmp_path / "mentions.csv")
    assert (tmp_path / "mentions.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert list(pandas.read_csv(tmp_path / "mentions.csv").text) == [mention.text for mention in small.mentions]


@pytest.mark.parametrize("formula", ["=1+1", "+49", "-2", "@SUM(A1)", "＝1+1", '=HYPERLINK("x")'])
def test_csv_keeps_a_spreadsheet_from_running_a_text(formula, build_extraction):
    extraction = build_extraction(f"1. {formula} 尼日利亚\n\n2. 第二段。\n", [("p001", formula, "ORG")])
    cells = next(csv.DictReader(StringIO(extraction.to_csv("mentions"))))
    assert cells["text"] == "'" + formula
    assert json.loads(extraction.to_jsonl("mentions"))["text"] == formula


def test_csv_leaves_numbers_alone(small):
    cells = next(csv.DictReader(StringIO(small.to_csv("subjects"))))
    assert cells["section_probability"] == "1.0"


def test_parquet_file_is_read_by_datasets_and_pandas(small, tmp_path):
    file = tmp_path / "units.parquet"
    small.to_parquet("units", file)
    assert list(pandas.read_parquet(file).id) == [unit.id for unit in small.report]
    assert Dataset.from_parquet(str(file), cache_dir=str(tmp_path)).features == small.to_dataset("units").features


def test_datasets_of_several_reports_go_together(small, build_extraction):
    other = build_extraction("没有编号的文字。", [])
    together = concatenate_datasets([small.to_dataset("units"), other.to_dataset("units")])
    assert len(together) == len(small.report) + 1


def test_lone_surrogates_do_not_stop_any_table(build_extraction, tmp_path):
    broken = build_extraction("1. 坏字\ud800符。\n\n2. 第二段。\n", [("p001", "字\ud800符", "ORG")])
    assert broken.to_frame("mentions").text[0] == "字?符"
    broken.to_csv("mentions", tmp_path / "m.csv")
    broken.to_jsonl("mentions", tmp_path / "m.jsonl")
    broken.to_parquet("mentions", tmp_path / "m.parquet")
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize("export", ["to_json", "to_html", "to_akn"])
def test_file_that_cannot_be_written_is_an_error_and_leaves_the_old_one(export, small, tmp_path):
    (tmp_path / "taken").mkdir()
    with pytest.raises(OutputError, match="choose a writable place"):
        getattr(small, export)(tmp_path / "taken")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


@pytest.mark.parametrize(
    ("package", "extra", "use"),
    [
        ("pandas", "pandas", lambda extraction: extraction.to_frame("units")),
        ("datasets", "datasets", lambda extraction: extraction.to_parquet("units", "never.parquet")),
        ("lxml", "formats", lambda extraction: extraction.to_akn()),
    ],
)
def test_missing_package_is_an_error_that_says_how_to_install_it(package, extra, use, small, monkeypatch):
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.delitem(sys.modules, "unodc_nlp.output.akn", raising=False)
    with pytest.raises(UnodcNlpError, match=rf"'{package}' is not installed.*unodc_nlp\[{extra}\]"):
        use(small)


def test_tables_of_the_three_reports_have_their_activities_and_figures(report_extractions, tmp_path):
    for extraction in report_extractions:
        activities = extraction.to_frame("activities")
        assert list(activities.evidence) == [activity.evidence for activity in extraction.activities]
        assert any(place["id"] for places in activities.places for place in places)
        extraction.to_parquet("indicators", tmp_path / "i.parquet")
        values = [indicator.value for indicator in extraction.indicators]
        assert list(pandas.read_parquet(tmp_path / "i.parquet").value) == values
        assert values
