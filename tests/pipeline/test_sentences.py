import spacy
from spacy.tokens import Doc

import unodc_nlp.pipeline
from unodc_nlp.pipeline.sentences import Sentences

VOCAB = spacy.blank("zh").vocab


def sentences(words, **options):
    doc = Sentences(**options)(Doc(VOCAB, words=words, spaces=[False] * len(words)))
    return [sentence.text for sentence in doc.sents]


def test_a_closing_bracket_stays_and_an_opening_one_begins():
    assert sentences(["通过", "。", "”", "（", "见", "附件", "）"]) == ["通过。”", "（见附件）"]


def test_a_semicolon_ends_a_sentence_only_on_request():
    words = ["通过", "；", "决定"]
    assert sentences(words) == ["通过；决定"]
    assert sentences(words, semicolons=True) == ["通过；", "决定"]


def test_pipeline_has_the_component():
    assert unodc_nlp.pipeline.blank().pipe_names == ["unodc_sentences", "unodc_recogniser", "unodc_linker"]
