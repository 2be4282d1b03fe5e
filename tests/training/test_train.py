import hashlib

import pytest

from unodc_nlp.errors import OutputError
from unodc_nlp.gold.corpus import load_gold
from unodc_nlp.pipeline import load
from unodc_nlp.resources import shipped_annotations
from unodc_nlp.training.benchmark import quick
from unodc_nlp.training.train import Settings, gold_hash, train, write_model


@pytest.fixture(scope="module")
def units():
    gold = load_gold(shipped_annotations())
    return [unit for unit in gold.reports if unit.document != "2019"][:60] + list(gold.authored[:20])


@pytest.fixture(scope="module")
def fresh_model(units, tmp_path_factory):
    """The model as written before any text is read with it, which adds to its strings."""
    directory = tmp_path_factory.mktemp("models") / "fresh"
    write_model(train(units, quick(Settings())), directory)
    return directory


@pytest.fixture
def nlp(fresh_model):
    return load(fresh_model)


def hashes(directory):
    files = sorted(path for path in directory.rglob("*") if path.is_file())
    return {str(path.relative_to(directory)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_training_twice_gives_the_same_bytes(units, fresh_model, tmp_path):
    write_model(train(units, quick(Settings())), tmp_path / "again")
    assert hashes(tmp_path / "again") == hashes(fresh_model)


def test_a_written_model_replaces_an_old_one(nlp, tmp_path):
    write_model(nlp, tmp_path / "m", {"README.md": "old"})
    write_model(nlp, tmp_path / "m", {"README.md": "new"})
    assert (tmp_path / "m" / "README.md").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["m"]
    assert load(tmp_path / "m").pipe_names


def test_a_model_is_never_written_over_something_else(nlp, tmp_path):
    (tmp_path / "letters").mkdir()
    with pytest.raises(OutputError, match="exists and is no model; name a new directory"):
        write_model(nlp, tmp_path / "letters")


def test_a_failed_write_leaves_the_old_model(nlp, tmp_path, monkeypatch):
    write_model(nlp, tmp_path / "m")
    before = hashes(tmp_path / "m")

    def fail(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(nlp), "to_disk", fail)
    with pytest.raises(OutputError, match="No space left on device"):
        write_model(nlp, tmp_path / "m")
    assert hashes(tmp_path / "m") == before
    assert [path.name for path in tmp_path.iterdir()] == ["m"]


def test_the_model_tells_what_it_was_made_from(nlp, units):
    made = nlp.meta["unodc_nlp"]
    assert made["gold"]["sha256"] == gold_hash(units)
    assert made["gold"]["documents"] == ["2017", "authored"]


def test_a_trained_pipeline_finds_a_frequent_name(nlp):
    assert "毒品和犯罪问题办公室" in [ent.text for ent in nlp("毒品和犯罪问题办公室提供援助。").ents]
