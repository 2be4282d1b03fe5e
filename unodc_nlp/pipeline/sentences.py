"""Sentences by the rules of Chinese punctuation: a closing quotation mark or bracket stays with its sentence, `；` ends none by default."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

_ENDS = frozenset("。！？!?…")
_CLOSERS = frozenset("”’」』）)》〉】]\"'")


class Sentences:
    """Sets `token.is_sent_start`; a sentence ends with 。！？ or … outside brackets, and at a blank line.

    Args:
        name: the component's name in the pipeline.
        semicolons: whether `；` ends a sentence too.
    """

    def __init__(self, name: str = "unodc_sentences", semicolons: bool = False) -> None:
        self.name = name
        self._ends = _ENDS | {"；", ";"} if semicolons else _ENDS

    def __call__(self, doc: Doc) -> Doc:
        """Mark where the sentences of one Doc begin."""
        ended = False
        for token in doc:
            text = token.text
            starts = token.i == 0 or (ended and text not in _CLOSERS and not token.is_space)
            token.is_sent_start = starts
            if starts:
                ended = False
            if text in self._ends or text.count("\n") > 1:
                ended = True
        return doc


def make_sentences(nlp: Language, name: str, semicolons: bool = False) -> Sentences:
    """Return a sentence component for a pipeline."""
    return Sentences(name, semicolons)


Language.factory(
    "unodc_sentences", func=make_sentences, default_config={"semicolons": False}, assigns=["token.is_sent_start"]
)
