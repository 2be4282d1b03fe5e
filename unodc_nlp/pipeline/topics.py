"""Sections and topics as a spaCy component, the last of the pipeline: writes `doc.cats` and `doc._.section`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from unodc_nlp.errors import ModelError
from unodc_nlp.model.topic_features import FloatArray
from unodc_nlp.model.topic_storage import pack_topics, unpack_topics
from unodc_nlp.model.topics import Evidence, TopicModel
from unodc_nlp.pipeline.recogniser import SPANS_KEY
from unodc_nlp.spans import Span

KEY = "unodc_topics"  # of the component's data in doc.user_data
_HEAD, _ARRAYS = "topics.json", "topics.npz"
_DIGITS = 4


class Section(NamedTuple):
    """The section that a text belongs in by its words, and how probable it is."""

    label: str
    probability: float


class Topics:
    """Tells the section and the topics of a text from its words and the names in it.

    `doc.cats` holds the calibrated probability of every topic, `doc._.section` the most probable section. Both look at the text
    alone; `unodc_nlp.extract` also looks at headings and neighbours.

    Args:
        name: the component's name in the pipeline.
        model: the trained model; a new component has none until it is loaded or trained.
    """

    def __init__(self, name: str = "unodc_topics", model: TopicModel | None = None) -> None:
        self.name = name
        self.model = model
        if not Doc.has_extension("section"):
            Doc.set_extension("section", getter=section_of)

    @property
    def labels(self) -> tuple[str, ...]:
        """The topics, none before the component is trained."""
        return self.model.topics if self.model else ()

    def __call__(self, doc: Doc) -> Doc:
        """Tell section and topics of one Doc."""
        return self._annotate([doc])[0]

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Tell sections and topics of Docs in batches of `batch_size`."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            yield from self._annotate(batch)

    def _annotate(self, docs: list[Doc]) -> list[Doc]:
        if self.model is None:
            raise ModelError(
                "sections and topics are not trained; use unodc_nlp.load(), or train them with 'unodc-nlp train'"
            )
        evidence = self.model.read([doc.text for doc in docs], [spans_of(doc) for doc in docs])
        best = evidence.sections.argmax(axis=1)
        chances = np.exp(evidence.sections[np.arange(len(docs)), best])
        # Plain lists, so that Doc.to_bytes and processes can carry them.
        rows = zip(docs, *(_plain(part) for part in evidence), best, chances, strict=True)
        for doc, topics, sections, scores, label, chance in rows:
            doc.cats = dict(zip(self.model.topics, topics, strict=True))
            doc.user_data[KEY] = {
                "section": [self.model.sections[label], round(float(chance), _DIGITS)],
                "sections": sections,
                "scores": scores,
            }
        return docs

    def evidence(self, docs: Sequence[Doc]) -> Evidence:
        """Return what the component found in Docs that it has read, as the model's own type."""
        found = [doc.user_data[KEY] for doc in docs]
        columns = (
            [list(doc.cats.values()) for doc in docs],
            *([f[part] for f in found] for part in ("sections", "scores")),
        )
        return Evidence(*(np.array(column, dtype=np.float32) for column in columns))

    def to_bytes(self, **_: Any) -> bytes:
        """Return the trained model: the arrays of an npz file, with the JSON head among them."""
        if self.model is None:
            return b""
        head, arrays = pack_topics(self.model)
        return _npz({**arrays, "head": np.frombuffer(json.dumps(head).encode(), dtype=np.uint8)})

    def from_bytes(self, data: bytes, **_: Any) -> Topics:
        """Read what `to_bytes` gave; nothing in it is executed."""
        if data:
            with np.load(BytesIO(data), allow_pickle=False) as arrays:
                self.model = unpack_topics(json.loads(arrays["head"].tobytes().decode()), dict(arrays))
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write the trained model to directory `path`: `topics.json` and `topics.npz`."""
        directory = Path(path)
        directory.mkdir(parents=True, exist_ok=True)
        if self.model is not None:
            head, arrays = pack_topics(self.model)
            (directory / _HEAD).write_text(json.dumps(head, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            (directory / _ARRAYS).write_bytes(_npz(arrays))

    def from_disk(self, path: str | Path, **_: Any) -> Topics:
        """Read the model from directory `path`.

        Raises:
            ModelError: a file is missing or is not a topic model's.
        """
        directory = Path(path)
        try:
            head = json.loads((directory / _HEAD).read_text(encoding="utf-8"))
            with np.load(BytesIO((directory / _ARRAYS).read_bytes()), allow_pickle=False) as arrays:
                self.model = unpack_topics(head, dict(arrays))
        except FileNotFoundError as error:
            raise ModelError(
                f"{error.filename} is missing; copy the whole model directory, or train it again"
            ) from None
        except (ValueError, KeyError, TypeError, OSError, EOFError, BadZipFile) as error:
            raise ModelError(f"{directory} holds no topic model ({error}); copy the model again, or train it") from None
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpickle, (self.name, self.to_bytes())


def section_of(doc: Doc) -> Section | None:
    """Return the section of a Doc by its words, None where the component has not read it."""
    found = doc.user_data.get(KEY)
    return Section(*found["section"]) if found else None


def spans_of(doc: Doc) -> list[Span]:
    """Return the names that the recogniser found in a Doc."""
    return [Span(span.start_char, span.end_char, span.label_) for span in doc.spans.get(SPANS_KEY, ())]


def describe_topics(nlp: Language) -> dict[str, Any] | None:
    """Return what a pipeline's sections and topics were made with, and a note for people; None where it tells none."""
    component = nlp.get_pipe("unodc_topics") if nlp.has_pipe("unodc_topics") else None
    if not isinstance(component, Topics) or component.model is None:
        return None
    made = component.model.made_with
    note = f"trained on {made.get('units')} units with scikit-learn {made.get('scikit-learn')}; reading them needs no scikit-learn"
    return {"note": note, "made_with": made, "topics": component.model.topics, "sections": component.model.sections}


def make_topics(nlp: Language, name: str) -> Topics:
    """Return a new, untrained component for a pipeline."""
    return Topics(name)


def _unpickle(name: str, data: bytes) -> Topics:
    return Topics(name).from_bytes(data)


def _plain(numbers: FloatArray) -> list[list[float]]:
    rows: list[list[float]] = np.round(numbers.astype(np.float64), _DIGITS).tolist()
    return rows


def _npz(arrays: dict[str, Any]) -> bytes:
    buffer = BytesIO()
    np.savez_compressed(buffer, **arrays)
    return buffer.getvalue()


Language.factory("unodc_topics", func=make_topics, assigns=["doc.cats", "doc._.section"])
