"""spaCy's DocBin: outermost spans in `doc.ents`, all of them in `doc.spans["unodc"]`."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc, DocBin, Span
from spacy.util import get_words_and_spaces

from unodc_nlp.annotations.draft import CARRIED_KEY, FAULT, Draft, Drafts, Finding, Mark, carried
from unodc_nlp.errors import GoldError
from unodc_nlp.gold.corpus import GoldUnit


def read(path: Path) -> Drafts:
    """Yield the Docs of a file; tokens are taken for words only where the file was written by us.

    Raises:
        GoldError: the file is missing or is no DocBin.
    """
    vocab = spacy.blank("zh").vocab
    try:
        docs = list(DocBin().from_disk(path).get_docs(vocab))
    except FileNotFoundError:
        raise GoldError(f"{path} is missing; name an existing file") from None
    except (ValueError, KeyError, TypeError, IndexError, OSError, zlib.error) as error:
        raise GoldError(
            f"{path} is no DocBin ({error or type(error).__name__}); write it with DocBin.to_disk"
        ) from None
    for number, doc in enumerate(docs, start=1):
        stored = doc.user_data.get(CARRIED_KEY)
        kept: dict[str, Any] = dict(stored) if isinstance(stored, dict) else {}
        unit_id = str(kept.pop("id", None) or number)
        if stored is not None:
            kept["words"] = [(token.idx, token.idx + len(token)) for token in doc if not token.is_space]
        if not doc.text:
            yield Finding(path, number, unit_id, FAULT, "the Doc is empty; leave it out")
            continue
        spans = doc.spans.get(CARRIED_KEY, doc.ents)
        marks = tuple(Mark(span.start_char, span.end_char, span.label_, span.text) for span in spans)
        yield Draft(path, number, unit_id, doc.text, marks, kept)


def files(units: Sequence[GoldUnit]) -> dict[str, bytes]:
    """Return one file, its Docs in the order of the units."""
    vocab = spacy.blank("zh").vocab
    docs = DocBin(store_user_data=True)
    for unit in units:
        words, spaces = get_words_and_spaces([unit.text[start:end] for start, end in unit.words], unit.text)
        doc = Doc(vocab, words=words, spaces=spaces)
        doc.set_ents([_span(doc, *span) for span in unit.outer_spans])
        doc.spans[CARRIED_KEY] = [_span(doc, *span) for span in unit.spans]
        doc.user_data[CARRIED_KEY] = {"id": unit.id} | {k: v for k, v in carried(unit).items() if k != "words"}
        docs.add(doc)
    return {"": docs.to_bytes()}


def _span(doc: Doc, start: int, end: int, label: str) -> Span:
    span = doc.char_span(start, end, label=label)
    assert span is not None  # finished units have spans on word borders
    return span
