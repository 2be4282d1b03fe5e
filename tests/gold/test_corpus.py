import json

import pytest

from unodc_nlp.errors import GoldError
from unodc_nlp.gold.corpus import load_gold
from unodc_nlp.resources import shipped_annotations


@pytest.fixture
def directory(tmp_path):
    """A tiny set of annotations: one report of two units."""
    (tmp_path / "units").mkdir()
    (tmp_path / "marked").mkdir()
    units = [
        {"id": "a-h1", "text": "导言", "section": "introduction"},
        {"id": "a-p1", "text": "大会通过决议", "section": "introduction"},
    ]
    (tmp_path / "units" / "a.jsonl").write_text("".join(json.dumps(unit) + "\n" for unit in units), encoding="utf-8")
    write_marked(tmp_path, "{ORG:大会}|通过|决议")
    return tmp_path


def write_marked(directory, line, head="## a-p1\ntopics: mandate\n"):
    (directory / "marked" / "a.txt").write_text(f"## a-h1\ntopics:\n导言\n\n{head}{line}\n", encoding="utf-8")


def test_gold_unit_has_text_words_spans_topics_section(directory):
    unit = load_gold(directory).reports[1]
    assert (unit.document, unit.text, unit.section, unit.topics) == ("a", "大会通过决议", "introduction", ("mandate",))
    assert [unit.text[a:b] for a, b in unit.words] == ["大会", "通过", "决议"]
    assert [(unit.text[s.start : s.end], s.label) for s in unit.spans] == [("大会", "ORG")]


@pytest.mark.parametrize(
    ("line", "head", "message"),
    [
        ("{ORG:大会|通过", "## a-p1\ntopics:\n", r"a\.txt:7: unit a-p1: span ORG is not closed; add }"),
        ("大会|通过", "## a-p1\ntopics:\n", r"a\.txt:7: unit a-p1: the text differs from the unit's at 4"),
        ("大会|通过|决议", "## a-p1\n", r"a\.txt:6: unit a-p1: has no topics line; add"),
        ("大会|通过|决议", "## a-p1\ntopics: weather\n", r"a\.txt:7: unit a-p1: unknown topic weather; the topics are"),
        ("大会|通过|决议", "## a-p9\ntopics:\n", r"a\.txt:7: unit a-p9: not in a\.jsonl; correct its id"),
        ("大会|通过|决议", "## a-h1\ntopics:\n", r"a\.txt:7: unit a-h1: annotated twice, first in line 3"),
    ],
)
def test_load_gold_names_file_line_unit_and_remedy(directory, line, head, message):
    write_marked(directory, line, head)
    with pytest.raises(GoldError, match=message):
        load_gold(directory)


def test_load_gold_lists_all_faults(directory):
    (directory / "marked" / "a.txt").write_text("## a-h1\ntopics:\n导\n\n## a-p1\ntopics:\n大|会\n", encoding="utf-8")
    with pytest.raises(GoldError, match="2 faults"):
        load_gold(directory)


def test_load_gold_names_units_without_annotation(directory):
    (directory / "marked" / "a.txt").write_text("## a-h1\ntopics:\n导言\n", encoding="utf-8")
    with pytest.raises(GoldError, match=r"unit a-p1: is in a\.jsonl but not annotated"):
        load_gold(directory)


def test_load_gold_refuses_a_directory_without_annotations(tmp_path):
    with pytest.raises(GoldError, match="no annotations in"):
        load_gold(tmp_path)


def test_shipped_gold_has_the_three_reports():
    gold = load_gold(shipped_annotations())
    assert gold.documents == ("2017", "2018", "2019")
    assert len(gold.reports) == 464
