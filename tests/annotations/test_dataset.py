"""Annotations as a dataset: typed, split by document, and back without loss."""

import subprocess
import sys

import pytest

import unodc_nlp
from unodc_nlp.annotations import export_parquet, from_dataset, to_dataset
from unodc_nlp.errors import GoldError
from unodc_nlp.gold.corpus import load_gold
from unodc_nlp.resources import shipped_annotations


@pytest.fixture(scope="module")
def gold():
    return load_gold(shipped_annotations())


@pytest.fixture(scope="module")
def dataset():
    return unodc_nlp.load_annotations()


def test_each_document_is_a_split(dataset):
    assert set(dataset) == {"2017", "2018", "2019", "authored"}
    assert sum(len(dataset[year]) for year in ("2017", "2018", "2019")) == 464


def test_the_way_back_gives_the_same_gold(dataset, gold):
    assert from_dataset(dataset) == gold.reports + gold.authored


def test_labels_topics_and_sections_are_classes(dataset):
    features = dataset["2018"].features
    assert features["spans"].feature["label"].names[:2] == ["ORG", "ORG_REF"]
    assert "criminal_justice" in features["topics"].feature.names
    assert "introduction" in features["section"].names


def test_a_nested_span_is_marked_as_such(dataset):
    spans = [span for row in dataset["2018"] for span in row["spans"] if span["nested"]]
    assert spans
    assert {dataset["2018"].features["spans"].feature["label"].int2str(span["label"]) for span in spans} <= {
        "COUNTRY",
        "PLACE",
        "REGION",
    }


def test_tokens_stand_where_their_starts_say(dataset):
    row = dataset["2019"][5]
    for token, start in zip(row["tokens"], row["token_starts"], strict=True):
        assert row["text"].startswith(token, start)


def test_parquet_and_card_are_loaded_as_the_same_dataset(gold, tmp_path):
    from datasets import load_dataset

    units = gold.reports[:3] + gold.authored[:2]
    export_parquet(units, tmp_path / "out")
    loaded = load_dataset(str(tmp_path / "out"), cache_dir=str(tmp_path / "cache"))
    assert from_dataset(loaded) == units
    assert "| 2017 | 3 |" in (tmp_path / "out" / "README.md").read_text(encoding="utf-8")


def test_a_changed_text_is_a_fault(gold):
    changed = to_dataset(gold.reports[:1])["2017"].map(lambda row: {"text": "另外" + row["text"]})
    with pytest.raises(GoldError, match=r"unit 2017-summary: .* quotes"):
        from_dataset(changed)


def test_datasets_is_imported_only_when_asked_for():
    code = "import sys, unodc_nlp.annotations; sys.exit('datasets' in sys.modules or 'pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_package_is_reached_without_importing_it():
    code = "import unodc_nlp; unodc_nlp.annotations.FORMATS"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
