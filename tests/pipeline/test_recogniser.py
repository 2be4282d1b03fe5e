import pickle
from importlib.metadata import entry_points

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import unodc_nlp
from unodc_nlp.errors import ModelError
from unodc_nlp.pipeline import blank

SENTENCE = "大会在其第 72/194 号决议中请毒品和犯罪问题办公室协助尼日利亚律师协会。"
TEXTS = [SENTENCE, "", "2017 年 10 月，经济及社会理事会在维也纳开会。", "没有名称的一句话。"]


def ents(doc):
    return [(ent.text, ent.label_) for ent in doc.ents]


def spans(doc):
    return [(span.start_char, span.end_char, span.label_) for span in doc.spans["unodc"]]


def test_ents_are_the_outermost_names(nlp):
    assert ents(nlp(SENTENCE)) == [
        ("大会", "ORG"),
        ("第 72/194 号决议", "RESOLUTION"),
        ("毒品和犯罪问题办公室", "ORG"),
        ("尼日利亚律师协会", "ORG"),
    ]


def test_spans_hold_the_names_inside_names_too(nlp):
    doc = nlp(SENTENCE)
    start = SENTENCE.index("尼日利亚")
    assert (start, start + 4, "COUNTRY") in spans(doc)
    assert len(spans(doc)) == len(doc.ents) + 1


@pytest.mark.parametrize("variant", ["第72/194号决议", "第 72/194 号决议", "第７２／１９４号决议", "第 72/194\n号决议"])
def test_a_resolution_is_found_whatever_its_typography(nlp, variant):
    assert (variant, "RESOLUTION") in ents(nlp(f"大会在其{variant}中请办公室提供援助。"))


def test_labels_are_those_of_the_guidelines(nlp):
    from unodc_nlp.scheme import load_scheme

    assert nlp.get_pipe("unodc_recogniser").labels == load_scheme().labels


@pytest.mark.parametrize("text", ["", " ", "\n", "\x00", "大会\ud800决议", "😀", "\u3000", "no Chinese at all"])
def test_odd_texts_do_not_crash(nlp, text):
    assert len(nlp(text).text) == len(text)


@given(text=st.text(st.sampled_from(list("大会安全理事第72/194号()（）《》年月日 \n\u3000和的A.😀")), max_size=80))
def test_names_lie_in_the_text_and_outer_ones_do_not_overlap(nlp, text):
    doc = nlp(text)
    assert all(0 <= start < end <= len(text) for start, end, _ in spans(doc))
    assert all(a.end <= b.start for a, b in zip(doc.ents, doc.ents[1:], strict=False))


def restored_from_disk(nlp, tmp_path):
    nlp.to_disk(tmp_path / "model")
    return unodc_nlp.load(tmp_path / "model")


def restored_from_bytes(nlp, tmp_path):
    return blank().from_bytes(nlp.to_bytes())


def restored_from_pickle(nlp, tmp_path):
    return pickle.loads(pickle.dumps(nlp))


@pytest.mark.parametrize("restore", [restored_from_disk, restored_from_bytes, restored_from_pickle])
def test_restored_pipeline_gives_the_same(nlp, tmp_path, restore):
    again = restore(nlp, tmp_path)
    assert [spans(doc) for doc in again.pipe(TEXTS)] == [spans(doc) for doc in nlp.pipe(TEXTS)]


def test_two_processes_give_the_same_as_one(nlp):
    texts = TEXTS * 5
    assert [spans(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=4)] == [spans(nlp(text)) for text in texts]


def test_pipe_gives_the_same_as_one_by_one(nlp):
    assert [spans(doc) for doc in nlp.pipe(TEXTS)] == [spans(nlp(text)) for text in TEXTS]


def test_names_survive_a_doc_bin(nlp):
    doc = nlp(SENTENCE)
    again = next(DocBin(docs=[doc]).from_bytes(DocBin(docs=[doc]).to_bytes()).get_docs(nlp.vocab))
    assert spans(again) == spans(doc)


def test_recogniser_without_a_model_says_what_to_do():
    with pytest.raises(ModelError, match=r"not trained; use unodc_nlp\.load"):
        blank().get_pipe("unodc_recogniser")(Doc(spacy.blank("zh").vocab, words=["大会"]))


@pytest.mark.parametrize("point", entry_points(group="spacy_factories"), ids=lambda point: point.name)
def test_every_factory_entry_point_loads(point):
    if point.value.startswith("unodc_nlp"):
        assert callable(point.load())
        assert Language.has_factory(point.name)


def test_a_very_long_text_gives_the_names_of_its_sentences(nlp):
    times = 300_000 // len(SENTENCE)
    doc = nlp(SENTENCE * times)
    assert len(doc.ents) == times * len(nlp(SENTENCE).ents)
    assert ents(doc)[-1] == ("尼日利亚律师协会", "ORG")
