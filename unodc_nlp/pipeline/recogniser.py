"""The recogniser as a spaCy component: writes the names it finds to `doc.ents` and `doc.spans["unodc"]`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import BadZipFile

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from unodc_nlp.errors import ModelError
from unodc_nlp.model.storage import pack_tagger, unpack_tagger
from unodc_nlp.model.tagger import SpanTagger, Tagger, WordBorders, word_borders
from unodc_nlp.model.view import View, make_view
from unodc_nlp.spans import Span, outermost

SPANS_KEY = "unodc"
_FILE = "tagger.npz"


class Recogniser:
    """Finds organisations, countries, resolutions and the other names of the guidelines.

    Outermost names become `doc.ents`; all, those inside other names too, `doc.spans["unodc"]`. Words are not changed.

    Args:
        name: the component's name in the pipeline.
        tagger: the trained tagger; a new component has none and finds nothing until it is loaded or trained.
    """

    def __init__(self, name: str = "unodc_recogniser", tagger: Tagger | None = None) -> None:
        self.name = name
        self.tagger = tagger

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that the component may give, none before it is trained."""
        return self.tagger.outer.scheme.labels if self.tagger else ()

    def __call__(self, doc: Doc) -> Doc:
        """Find the names of one Doc."""
        return self._annotate([doc])[0]

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Find the names of Docs in batches of `batch_size`."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            yield from self._annotate(batch)

    def _annotate(self, docs: list[Doc]) -> list[Doc]:
        if self.tagger is None:
            raise ModelError("the recogniser is not trained; use unodc_nlp.load(), or train one with 'unodc-nlp train'")
        views, borders = zip(*(_prepare(doc) for doc in docs), strict=True)
        for doc, spans in zip(docs, self.tagger.find(views, borders), strict=True):
            write_spans(doc, spans)
        return docs

    def to_bytes(self, **_: Any) -> bytes:
        """Return the trained tagger as the bytes of an npz file."""
        if self.tagger is None:
            return b""
        assert isinstance(self.tagger, SpanTagger)
        buffer = BytesIO()
        arrays: dict[str, Any] = dict(pack_tagger(self.tagger))
        np.savez(buffer, **arrays)  # not compressed: wheels are, and loading takes half the time
        return buffer.getvalue()

    def from_bytes(self, data: bytes, **_: Any) -> Recogniser:
        """Read what `to_bytes` gave; nothing in it is executed."""
        return self._read(BytesIO(data)) if data else self

    def _read(self, file: BinaryIO) -> Recogniser:
        with np.load(file, allow_pickle=False) as arrays:
            self.tagger = unpack_tagger(dict(arrays))
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write the trained tagger to directory `path`."""
        directory = Path(path)
        directory.mkdir(parents=True, exist_ok=True)
        (directory / _FILE).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **_: Any) -> Recogniser:
        """Read the tagger from directory `path`.

        Raises:
            ModelError: the file is missing or is not a tagger's.
        """
        file = Path(path) / _FILE
        try:
            with file.open("rb") as stream:
                return self._read(stream) if file.stat().st_size else self
        except FileNotFoundError:
            raise ModelError(f"{file} is missing; copy the whole model directory, or train it again") from None
        except (ValueError, KeyError, OSError, EOFError, BadZipFile) as error:
            raise ModelError(f"{file} is no recogniser's file ({error}); copy the model again, or train it") from None

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpickle, (self.name, self.to_bytes())


def _unpickle(name: str, data: bytes) -> Recogniser:
    return Recogniser(name).from_bytes(data)


def make_recogniser(nlp: Language, name: str) -> Recogniser:
    """Return a new, untrained recogniser for a pipeline."""
    return Recogniser(name)


def _prepare(doc: Doc) -> tuple[View, WordBorders]:
    view = make_view(doc.text)
    words = [(token.idx, token.idx + len(token)) for token in doc if not token.is_space]
    return view, word_borders(view, words)


def write_spans(doc: Doc, spans: Sequence[Span]) -> None:
    """Put spans, outer before inner, into `doc.ents` and `doc.spans["unodc"]`; one that no words begin and end with is left out.

    Args:
        doc: the Doc.
        spans: offsets into its text.
    """
    made = {span: doc.char_span(span.start, span.end, label=span.label) for span in spans}
    found = {span: piece for span, piece in made.items() if piece is not None}
    outer: list[DocSpan] = [found[span] for span in outermost(found)]
    doc.set_ents(outer)
    doc.spans[SPANS_KEY] = list(found.values())


Language.factory("unodc_recogniser", func=make_recogniser, assigns=["doc.ents", "doc.spans"])
