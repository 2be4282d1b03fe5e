import json

import pytest

from unodc_nlp.gold.corpus import Gold, GoldUnit, load_gold
from unodc_nlp.gold.markup import parse
from unodc_nlp.model.view import make_view
from unodc_nlp.resources import shipped_annotations
from unodc_nlp.scoring import Counts
from unodc_nlp.spans import Span
from unodc_nlp.training.baselines import TablesAndPatterns
from unodc_nlp.training.benchmark import score_unit, summarise
from unodc_nlp.training.folds import leave_one_report_out, unseen_fold
from unodc_nlp.training.gazetteers import make_features, without_organisations
from unodc_nlp.training.tables import fill_in, write_figures


def unit(line, name="x"):
    marked = parse(line)
    return GoldUnit(name, "x", marked.text, marked.words, marked.spans)


def documents_of(units):
    return {unit.document for unit in units}


def test_no_document_is_in_both_parts_of_a_fold():
    folds = leave_one_report_out(load_gold(shipped_annotations()))
    assert [fold.name for fold in folds] == ["2017", "2018", "2019"]
    for fold in folds:
        assert documents_of(fold.test) == {fold.name}
        assert not documents_of(fold.train) & documents_of(fold.test)
        assert documents_of(fold.authored) == {"authored"}


def test_unseen_passages_are_only_tested_on(tmp_path):
    (tmp_path / "units.jsonl").write_text(json.dumps({"id": "u1", "text": "大会"}), encoding="utf-8")
    (tmp_path / "marked.txt").write_text("## u1\ntopics:\n{ORG:大会}\n", encoding="utf-8")
    gold = Gold(reports=(unit("{ORG:大会}|开会"),), authored=())
    fold = unseen_fold(gold, tmp_path)
    assert [u.id for u in fold.test] == ["u1"]
    assert "u1" not in [u.id for u in fold.train]


def test_a_unit_is_scored_on_outer_spans_nested_spans_and_words():
    gold = unit("{ORG:{COUNTRY:意大利}|宪兵队}|在|{PLACE:罗马}")
    found = [Span(0, 6, "ORG"), Span(7, 9, "REGION")]
    score = score_unit("f", gold, found, [(0, 3), (3, 6), (6, 9)])
    assert score.spans == {"ORG": Counts(1, 1, 1), "PLACE": Counts(0, 0, 1), "REGION": Counts(0, 1, 0)}
    assert score.nested == Counts(1, 2, 3)
    assert score.words == Counts(2, 3, 4)


def test_summary_pools_counts_before_dividing():
    scores = [
        score_unit("f", unit("{ORG:大会}|和|{ORG:安理会}"), [Span(0, 2, "ORG")], []),
        score_unit("f", unit("{ORG:大会}"), [], []),
    ]
    figure = summarise(scores)["ORG"]
    assert (figure["right"], figure["found"], figure["gold"], figure["f1"]) == (1, 1, 3, 0.5)


def test_masking_takes_an_organisation_out_under_all_of_its_names():
    features = make_features([])
    masked = without_organisations(features, {"unodc"})
    for name in ("毒品和犯罪问题办公室", "UNODC"):
        codes = make_view(name).codes
        longest = [max(table.find(codes).ends, default=0) for table in (features.gazetteers[1], masked.gazetteers[1])]
        assert longest[0] == len(codes)
        assert longest[1] < len(codes)


def test_folds_hold_the_links_of_their_test_units():
    directory = shipped_annotations()
    for fold in leave_one_report_out(load_gold(directory), directory):
        assert set(fold.links) == {unit.id for unit in fold.test}
        ((units, background),) = fold.documents
        assert units == fold.test
        assert background.end


def test_baseline_marks_tables_and_patterns():
    text = "大会第 72/194 号决议提到尼日利亚。"
    assert [(text[s.start : s.end], s.label) for s in TablesAndPatterns().find(text)] == [
        ("第 72/194 号决议", "RESOLUTION"),
        ("尼日利亚", "COUNTRY"),
    ] or text[0:2] in {text[s.start : s.end] for s in TablesAndPatterns().find(text)}


def test_a_table_is_filled_in_between_its_markers():
    document = "a\n<!-- benchmark: labels -->\nold\n<!-- end of benchmark -->\nb"
    assert fill_in(document, {"labels": "new"}) == "a\n<!-- benchmark: labels -->\nnew\n<!-- end of benchmark -->\nb"


def test_figures_are_written_as_json_and_markdown(tmp_path):
    figure = {"f1": 0.5, "low": 0.4, "high": 0.6, "precision": 0.5, "recall": 0.5, "right": 1, "found": 2, "gold": 2}
    rows = summarise([score_unit("2017", unit("{ORG:大会}"), [], [])])
    rows["spans"] = figure
    write_figures({"made_with": {}, "tests": {"left-out report": {"unodc_nlp": rows}}}, tmp_path)
    assert json.loads((tmp_path / "benchmark.json").read_text(encoding="utf-8"))["tests"]
    assert "0.500 (0.400–0.600)" in (tmp_path / "benchmark.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_benchmark_runs_all_folds_and_systems(tmp_path):
    from unodc_nlp.training.benchmark import SYSTEMS, quick, run
    from unodc_nlp.training.train import Settings

    gold = load_gold(shipped_annotations())
    small = Gold(tuple(u for u in gold.reports if u.id.endswith(("1", "5"))), gold.authored[:30])
    systems = [name for name in SYSTEMS if not name.startswith("spaCy")]
    scores = run(leave_one_report_out(small), systems, quick(Settings()), 1, lambda line: None)
    assert set(scores) == set(systems)
    assert all(len(units) == len(small.reports) for units in scores.values())
