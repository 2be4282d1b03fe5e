"""Words: a spaCy tokenizer that cuts Chinese with a pkuseg model and keeps numbers, symbols and Latin words whole.

The text is never altered: the words and the white space between them are the text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import spacy_pkuseg
from spacy.lang.zh import ChineseTokenizer, Segmenter
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from unodc_nlp.model.view import INVISIBLE

# What is one word whatever pkuseg says: a document symbol, a Latin word or acronym, a number with its comma, point, slash or per cent sign.
_LATIN = "A-Za-zÀ-ɏ"
_WHOLE = re.compile(
    rf"[{_LATIN}][{_LATIN}0-9]*(?:[./&'’\-_@:+][{_LATIN}0-9]+)*(?:/[0-9]+(?:-[0-9]+)?)*"
    r"|[0-9]+(?:[.,/][0-9]+)*(?:-[0-9]+/[0-9]+)*[%％‰]?"
)
_LONGEST = 2000
_BREAKS = re.compile(r"[。；！？\n]")
_HIDDEN = re.compile(f"[{INVISIBLE}]")
_SURROGATES = re.compile("[\ud800-\udfff]")


class WordTokenizer(ChineseTokenizer):
    """spaCy's Chinese tokenizer with a pkuseg model of our own and without pkuseg's general dictionary."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__(vocab, segmenter=Segmenter.pkuseg)

    def __call__(self, text: str) -> Doc:
        """Cut `text` (any string) into words.

        A lone surrogate, which spaCy cannot hold, stands as U+FFFD in the Doc; every offset stays that of `text`.
        """
        text = _SURROGATES.sub("\ufffd", text)
        words, spaces = _with_white_space(text, self.cut(text))
        return Doc(self.vocab, words=words, spaces=spaces)

    def initialize(self, *_: Any, **__: Any) -> None:
        """Do nothing: the model is trained apart from spaCy's own training loop, which calls this."""

    def cut(self, text: str) -> list[tuple[int, int]]:
        """Return the words of `text` as offsets, in order; white space belongs to none.

        Soft hyphens and zero-width characters make no difference: they lie within words, or between them.
        """
        if not _HIDDEN.search(text):
            return self._cut(text)
        kept = [at for at, char in enumerate(text) if char not in INVISIBLE]
        return [(kept[start], kept[end - 1] + 1) for start, end in self._cut("".join([text[at] for at in kept]))]

    def _cut(self, text: str) -> list[tuple[int, int]]:
        if self.pkuseg_seg is None:
            raise ValueError("the tokenizer has no pkuseg model; load a trained pipeline or call load_pkuseg first")
        borders: set[int] = set()
        for start, end in _stretches(text):
            at = start
            for word in self.pkuseg_seg.cut(text[start:end]):
                while text[at].isspace():
                    at += 1
                borders.add(at)
                at += len(word)
                borders.add(at)
        for whole in _WHOLE.finditer(text):
            borders.difference_update(range(whole.start() + 1, whole.end()))
            borders.update(whole.span())
        ordered = sorted(borders)
        pairs = itertools.pairwise(ordered)
        return [(start, end) for start, end in pairs if not text[start:end].isspace()]

    def load_pkuseg(self, path: Path) -> None:
        """Take the pkuseg model in directory `path`, without the dictionary of 390,000 words that pkuseg adds by itself."""
        segmenter = spacy_pkuseg.pkuseg(str(path), user_dict=None)
        after = segmenter.postprocesser
        after.do_process, after.common_words, after.other_words = False, set(), set()
        self.pkuseg_seg: Any = segmenter

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write the pkuseg model to directory `path`."""
        directory = Path(path)
        directory.mkdir(parents=True, exist_ok=True)
        if self.pkuseg_seg is not None:
            self.pkuseg_seg.model.save(directory)
            self.pkuseg_seg.feature_extractor.save(directory)

    def from_disk(self, path: str | Path, **_: Any) -> WordTokenizer:
        """Read the pkuseg model from directory `path`."""
        self.load_pkuseg(Path(path))
        return self

    def from_bytes(self, data: bytes, **kwargs: Any) -> WordTokenizer:
        """Read what `to_bytes` gave."""
        super().from_bytes(data, **kwargs)  # type: ignore[no-untyped-call]
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return _from_bytes, (self.vocab, self.to_bytes())  # type: ignore[no-untyped-call]


def _from_bytes(vocab: Vocab, data: bytes) -> WordTokenizer:
    return WordTokenizer(vocab).from_bytes(data)


def _with_white_space(text: str, cut: list[tuple[int, int]]) -> tuple[list[str], list[bool]]:
    """Return words and "a space follows" as a Doc takes them: one space belongs to the word before, other white space is a word.

    What `spacy.util.get_words_and_spaces` does, in time that grows with the text instead of its square.
    """
    words: list[str] = []
    spaces: list[bool] = []
    at = 0
    for start, end in [*cut, (len(text), len(text))]:
        gap = text[at:start]
        if gap.startswith(" ") and words:
            spaces[-1] = True
            gap = gap[1:]
        for piece in (gap, text[start:end]):
            if piece:
                words.append(piece)
                spaces.append(False)
        at = end
    return words, spaces


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Cut a long text after sentences, or where there are none at a bound, so that pkuseg's memory stays small."""
    start = 0
    while start < len(text):
        end = min(len(text), start + _LONGEST)
        if end < len(text):
            marks = [match.end() for match in _BREAKS.finditer(text, start, end)]
            end = marks[-1] if marks else end
        yield start, end
        start = end


def create_tokenizer() -> Callable[[Language], WordTokenizer]:
    """Return what spaCy's configuration calls to make the tokenizer of a pipeline."""
    return lambda nlp: WordTokenizer(nlp.vocab)


registry.tokenizers.register("unodc_nlp.words.v1", func=create_tokenizer)
