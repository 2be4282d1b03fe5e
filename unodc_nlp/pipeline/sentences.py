"""Sentences by the rules of Chinese punctuation: a closing quotation mark or bracket stays with its sentence, `；` ends none by default."""

from __future__ import annotations

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

_ENDS = frozenset("。！？!?…")
_BEGINS, _GOES_ON = 1, -1
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
        marks = np.full(len(doc), _GOES_ON, dtype=np.int64)
        for number, text in enumerate([token.text for token in doc]):
            if number == 0 or (ended and text not in _CLOSERS and not text.isspace()):
                marks[number] = _BEGINS
                ended = False
            if text in self._ends or text.count("\n") > 1:
                ended = True
        # All at once: setting token.is_sent_start looks at the whole Doc each time.
        doc.from_array(["SENT_START"], marks.astype(np.uint64).reshape(-1, 1))  # type: ignore[arg-type]
        return doc


def make_sentences(nlp: Language, name: str, semicolons: bool = False) -> Sentences:
    """Return a sentence component for a pipeline."""
    return Sentences(name, semicolons)


Language.factory(
    "unodc_sentences", func=make_sentences, default_config={"semicolons": False}, assigns=["token.is_sent_start"]
)
