"""What the recogniser is compared with: tables and patterns without learning, and spaCy's own recogniser."""

from __future__ import annotations

import json
import random
import re
import warnings
from collections.abc import Sequence
from importlib.resources import files

import spacy
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import minibatch
from spacy.vocab import Vocab
from thinc.api import fix_random_seed as set_seed

from unodc_nlp.gold.corpus import GoldUnit
from unodc_nlp.knowledge.tables import load_table
from unodc_nlp.model.names import NameTable
from unodc_nlp.model.view import make_view
from unodc_nlp.scheme import load_scheme
from unodc_nlp.spans import Span, outermost, span_order

Words = Sequence[Sequence[tuple[int, int]]]


class TablesAndPatterns:
    """Marks every name of the tables and every match of the patterns, the longest first where they overlap."""

    def __init__(self) -> None:
        table_labels = load_scheme().table_labels
        labels = list(table_labels.values())
        names = {
            name: 1 << labels.index(label)
            for table, label in table_labels.items()
            for entry in load_table(table)
            for name in (*entry.names, *entry.acronyms)
        }
        self._labels = labels
        self._names = NameTable(names)
        data = json.loads(files(__package__).joinpath("baseline_patterns.json").read_text(encoding="utf-8"))
        self._patterns = [(label, re.compile(p)) for label, patterns in data["patterns"].items() for p in patterns]

    def find(self, text: str) -> list[Span]:
        """Return the spans of `text`, outer before inner; inner ones are places within organisations."""
        view = make_view(text)
        found = self._names.find(view.codes)
        spans = [
            Span(int(view.index[start]), int(view.index[end - 1]) + 1, self._label(int(value)))
            for start, end, value in zip(found.starts, found.ends, found.values, strict=True)
        ]
        spans += [Span(*match.span(), label) for label, pattern in self._patterns for match in pattern.finditer(text)]
        chosen: list[Span] = []
        for span in sorted(spans, key=lambda span: (span.start - span.end, span.start, span.label)):
            if all(span.end <= other.start or other.end <= span.start for other in chosen):
                chosen.append(span)
        return sorted(chosen, key=span_order)

    def _label(self, value: int) -> str:
        return self._labels[(value & -value).bit_length() - 1]


def stock_spacy(
    train: Sequence[GoldUnit], words: Words, test: Words, texts: Sequence[str], epochs: int, seed: int
) -> list[list[Span]]:
    """Train spaCy's `ner` with its default network on `train` (cut into `words`) and return its spans of `texts` (cut into `test`)."""
    set_seed(seed)
    nlp = spacy.blank("zh")
    nlp.add_pipe("ner")
    examples = []
    for unit, cut in zip(train, words, strict=True):
        doc = _doc(nlp.vocab, unit.text, cut)
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # a name that does not fall on the words is one that this baseline cannot learn
            examples.append(Example.from_dict(doc, {"entities": [tuple(span) for span in outermost(unit.spans)]}))
    optimizer = nlp.initialize(lambda: examples)
    shuffled = random.Random(seed)
    for _ in range(epochs):
        shuffled.shuffle(examples)
        for batch in minibatch(examples, 16):  # type: ignore[no-untyped-call]
            nlp.update(batch, sgd=optimizer, drop=0.2)
    docs = nlp.pipe(_doc(nlp.vocab, text, cut) for text, cut in zip(texts, test, strict=True))
    return [[Span(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents] for doc in docs]


def _doc(vocab: Vocab, text: str, cut: Sequence[tuple[int, int]]) -> Doc:
    words, spaces = spacy.util.get_words_and_spaces([text[start:end] for start, end in cut], text)
    return Doc(vocab, words=words, spaces=spaces)
