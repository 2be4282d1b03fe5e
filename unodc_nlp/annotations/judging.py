"""What a trained pipeline finds in texts, with its certainty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.language import Language

from unodc_nlp.errors import ModelError
from unodc_nlp.model.certainty import Judgement, judge
from unodc_nlp.model.tagger import word_borders
from unodc_nlp.model.view import make_view
from unodc_nlp.pipeline.recogniser import Recogniser
from unodc_nlp.pipeline.words import WordTokenizer

_BATCH = 128


def judge_texts(nlp: Language, texts: Sequence[str]) -> Iterator[tuple[list[tuple[int, int]], Judgement]]:
    """Yield the words of each text and what the pipeline's recogniser finds in it.

    Raises:
        ModelError: the pipeline is not one of unodc_nlp, or not trained.
    """
    recogniser = nlp.get_pipe("unodc_recogniser") if nlp.has_pipe("unodc_recogniser") else None
    if not isinstance(recogniser, Recogniser) or not isinstance(nlp.tokenizer, WordTokenizer) or not recogniser.tagger:
        raise ModelError(
            "the pipeline has no trained recogniser; use unodc_nlp.load(), or train one with 'unodc-nlp train'"
        )
    for at in range(0, len(texts), _BATCH):
        some = texts[at : at + _BATCH]
        words = [nlp.tokenizer.cut(text) for text in some]
        views = [make_view(text) for text in some]
        borders = [word_borders(view, cut) for view, cut in zip(views, words, strict=True)]
        yield from zip(words, judge(recogniser.tagger, views, borders), strict=True)
