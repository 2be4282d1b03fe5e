"""Trainings that go on: after an interruption, and from another model."""

import hashlib

import pytest

from unodc_nlp.annotations import write_annotations
from unodc_nlp.gold.corpus import load_gold
from unodc_nlp.pipeline import load
from unodc_nlp.resources import shipped_annotations
from unodc_nlp.training.benchmark import quick
from unodc_nlp.training.compare import find, score
from unodc_nlp.training.gathering import gather
from unodc_nlp.training.resuming import Kept, Step
from unodc_nlp.training.train import Settings, documents_seen, train, write_model

FAST = quick(Settings())


@pytest.fixture(scope="module")
def gold():
    return load_gold(shipped_annotations())


@pytest.fixture(scope="module")
def units(gold):
    return [unit for unit in gold.reports if unit.document == "2017"][:30] + [
        unit for unit in gold.reports if unit.document == "2018"
    ][:30]


@pytest.fixture(scope="module")
def whole(units, tmp_path_factory):
    """A model trained without interruption."""
    directory = tmp_path_factory.mktemp("models") / "whole"
    write_model(train(units, FAST), directory)
    return directory


def hashes(directory):
    files = sorted(path for path in directory.rglob("*") if path.is_file())
    return {str(path.relative_to(directory)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.slow
@pytest.mark.parametrize("step", [1, 2, 4])
def test_an_interrupted_training_goes_on_to_the_same_bytes(units, whole, tmp_path, monkeypatch, step):
    saved = 0
    save = Step.save

    def save_and_break_off(self, arrays):
        nonlocal saved
        save(self, arrays)
        saved += 1
        if saved == step:
            raise KeyboardInterrupt

    monkeypatch.setattr(Step, "save", save_and_break_off)
    with pytest.raises(KeyboardInterrupt):
        train(units, FAST, kept=Kept(tmp_path / "m", "same"))
    kept = Kept(tmp_path / "m", "same")
    assert kept.resumed
    write_model(train(units, FAST, kept=kept), tmp_path / "m")
    assert hashes(tmp_path / "m") == hashes(whole)


def test_the_steps_of_another_training_are_thrown_away(tmp_path):
    import numpy as np

    Kept(tmp_path / "m", "one").step("words").save({"a": np.ones(1)})
    assert Kept(tmp_path / "m", "one").step("words").load() is not None
    other = Kept(tmp_path / "m", "another")
    assert not other.resumed
    assert other.step("words").load() is None


@pytest.mark.slow
def test_a_training_goes_on_from_a_base(gold, whole, tmp_path):
    base = load(whole)
    further = [unit for unit in gold.reports if unit.document == "2018"][30:]
    write_model(train(further, FAST, base=base), tmp_path / "further")
    nlp = load(tmp_path / "further")
    assert documents_seen(nlp.meta) == {"2017", "2018"}
    test = [unit for unit in gold.reports if unit.document == "2019"]
    before, after = (sum(one.nested.right for one in score(test, find(model, test))) for model in (base, nlp))
    assert after > before


def test_gold_is_gathered_from_several_places_with_the_shipped_by_its_name(gold, tmp_path):
    new = list(gold.authored[:2])
    write_annotations(new, tmp_path / "new.jsonl", "doccano")
    gathered = gather(["shipped", tmp_path / "new.jsonl"])
    assert gathered == gold


def test_a_unit_with_different_annotations_in_two_places_is_a_fault(gold, tmp_path):
    from dataclasses import replace

    from unodc_nlp.errors import GoldError

    write_annotations([replace(gold.reports[0], spans=())], tmp_path / "new.jsonl", "doccano")
    with pytest.raises(
        GoldError, match=r"unit 2017-summary stands in shipped and in .* with different annotations; keep one"
    ):
        gather(["shipped", tmp_path / "new.jsonl"])


def test_a_fault_in_one_place_stops_the_gathering(tmp_path):
    from unodc_nlp.errors import GoldError

    (tmp_path / "bad.jsonl").write_text('{"text": "大会", "label": [[0, 9, "ORG"]]}', encoding="utf-8")
    with pytest.raises(GoldError, match=r"1 faults in the annotations of .*bad.jsonl; mend them"):
        gather([tmp_path / "bad.jsonl"])
