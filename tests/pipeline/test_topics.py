"""Sections and topics as a component: what it writes, how it is kept, what bad input gets."""

import json
import pickle
import shutil
import subprocess
import sys

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from unodc_nlp.errors import ModelError
from unodc_nlp.pipeline import load
from unodc_nlp.pipeline.topics import Section, Topics
from unodc_nlp.scheme import load_scheme

TEXT = "办公室为检察官举办了关于制止资助恐怖主义和冻结恐怖分子资产的讲习班。"


@pytest.fixture(scope="module")
def directory(topic_nlp, tmp_path_factory):
    path = tmp_path_factory.mktemp("model") / "m"
    topic_nlp.to_disk(path)
    return path


def change_head(directory, target, **changes):
    shutil.copytree(directory, target)
    path = target / "unodc_topics" / "topics.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | changes), encoding="utf-8")
    return target


def test_a_doc_gets_a_probability_for_every_topic_and_a_section(topic_nlp):
    doc = topic_nlp(TEXT)
    assert tuple(doc.cats) == load_scheme().topics
    assert doc.cats["financing"] > 0.8
    assert isinstance(doc._.section, Section)
    assert doc._.section.label == "financing"
    assert 0.5 < doc._.section.probability <= 1


def test_a_doc_that_was_not_read_has_no_section(topic_nlp):
    assert topic_nlp.make_doc(TEXT)._.section is None


def test_bytes_of_a_doc_keep_section_and_topics(topic_nlp):
    doc = topic_nlp(TEXT)
    again = Doc(topic_nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.section == doc._.section
    assert again.cats == doc.cats


def test_processes_give_what_one_gives(topic_nlp):
    texts = [TEXT, "大会通过了决议。", ""]
    alone = [(doc._.section, doc.cats) for doc in topic_nlp.pipe(texts)]
    assert [(doc._.section, doc.cats) for doc in topic_nlp.pipe(texts, n_process=2)] == alone


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "的",
        "。",
        "1234",
        "处",
        "The General Assembly adopted a resolution on women.",
        "Совет Безопасности",
        "\ud800",
        "a" * 5000,
    ],
)
def test_text_that_says_nothing_gets_low_probabilities(topic_nlp, text):
    doc = topic_nlp(text)
    assert max(doc.cats.values()) < 0.4
    assert doc._.section.probability < 0.5


def test_a_component_without_a_model_says_what_to_do():
    with pytest.raises(ModelError, match="are not trained; use unodc_nlp"):
        Topics()(Doc(Vocab(), words=["大会"]))


def test_a_written_model_reads_the_same(topic_nlp, directory):
    assert load(directory)(TEXT).cats == pytest.approx(topic_nlp(TEXT).cats, abs=0.01)  # weights are kept in 16 bits


def test_bytes_and_pickles_of_the_component_read_the_same(topic_nlp, directory):
    component = load(directory).get_pipe("unodc_topics")
    for again in (Topics().from_bytes(component.to_bytes()), pickle.loads(pickle.dumps(component))):
        doc = topic_nlp(TEXT)
        cats = dict(doc.cats)
        assert again(doc).cats == pytest.approx(cats, abs=0.01)


def test_a_model_of_another_scikit_learn_loads_and_info_tells(directory, tmp_path):
    model = change_head(directory, tmp_path / "m", made_with={"scikit-learn": "0.17", "units": 3})
    assert load(model)(TEXT).cats["financing"] > 0.8
    command = [sys.executable, "-c", "from unodc_nlp.cli import main; main()", "info", "--json", "--model", str(model)]
    info = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert info["topics"]["note"] == "trained on 3 units with scikit-learn 0.17; reading them needs no scikit-learn"


def test_a_model_of_another_format_is_refused(directory, tmp_path):
    with pytest.raises(ModelError, match="format 99, this version of unodc_nlp reads format 1"):
        load(change_head(directory, tmp_path / "m", format=99))


@pytest.mark.parametrize("changes", [{"sizes": [1, 2, 3, 4]}, {"topics": []}, {"thresholds": None}])
def test_a_model_that_contradicts_itself_is_refused(directory, tmp_path, changes):
    with pytest.raises(ModelError, match="holds no topic model"):
        load(change_head(directory, tmp_path / "m", **changes))


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(path.read_bytes()[:500])])
def test_a_damaged_file_is_named(directory, tmp_path, damage):
    model = change_head(directory, tmp_path / "m")
    damage(model / "unodc_topics" / "topics.npz")
    with pytest.raises(ModelError, match="unodc_topics"):
        load(model)


def test_reading_needs_no_scikit_learn(directory):
    code = f"import sys, unodc_nlp; unodc_nlp.load({str(directory)!r})('大会'); assert 'sklearn' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
