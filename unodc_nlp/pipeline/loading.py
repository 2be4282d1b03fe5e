"""Loading a pipeline from its model directory, and making one without a model."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.language import Language

from unodc_nlp.errors import ModelError
from unodc_nlp.knowledge.base import Knowledge, read_own_tables
from unodc_nlp.model.storage import FORMAT
from unodc_nlp.pipeline import encoder, linker, own_names, recogniser, sentences, topics, words  # noqa: F401  (they register their factories, also in a checkout)
from unodc_nlp.pipeline.knowing import KnowingComponent
from unodc_nlp.resources import shipped_model

META_KEY = "unodc_nlp"
COMPONENTS = ("unodc_sentences", "unodc_recogniser", "unodc_linker")
_OWN_NAMES = "unodc_own_names"
_MAX_LENGTH = sys.maxsize  # spaCy's own bound is made for parsers; these components cut long texts themselves


def load(path: str | Path | None = None, *, knowledge: str | Path | Sequence[str | Path] | None = None) -> Language:
    """Load a trained pipeline.

    Args:
        path: a model directory; by default the model that comes with the package.
        knowledge: your own tables of names, CSV files or directories of them, that add to those of the package or override
            them; their names are found wherever they stand.

    Returns:
        A spaCy pipeline. `doc.ents` are the outermost names, `doc.spans["unodc"]` all names; `span.kb_id_` is the identity of a
        name, `span._.entity` what is known of it, `span._.value` the value of a date or quantity.

    Raises:
        KnowledgeError: a table of yours breaks its schema; nothing is loaded then.
        ModelError: there is no model at `path`, it is incomplete, or it was made by an incompatible version.
    """
    own = Knowledge(read_own_tables(knowledge)) if knowledge is not None else None
    directory = shipped_model() if path is None else Path(path)
    _check_meta(directory)
    try:
        nlp = spacy.load(directory)
    except ModelError:
        raise
    except (ValueError, OSError, KeyError, ImportError) as error:
        raise ModelError(
            f"the model in {directory} cannot be loaded ({_first_line(error)}); copy or train it again"
        ) from None
    nlp.max_length = _MAX_LENGTH
    if own is not None:
        add_knowledge(nlp, own)
    return nlp


def add_knowledge(nlp: Language, knowledge: Knowledge) -> None:
    """Let a pipeline use other tables, and find all names of the user's own entries in them."""
    if _OWN_NAMES not in nlp.pipe_names:
        nlp.add_pipe(_OWN_NAMES, after="unodc_recogniser")
    for _, component in nlp.pipeline:
        if isinstance(component, KnowingComponent):
            component.take(knowledge)


def blank() -> Language:
    """Return the pipeline without anything trained: what training fills and tests take apart."""
    tokenizer = {"@tokenizers": "unodc_nlp.words.v1"}
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": tokenizer}})
    for component in COMPONENTS:
        nlp.add_pipe(component)
    nlp.max_length = _MAX_LENGTH
    return nlp


def _check_meta(directory: Path) -> None:
    file = directory / "meta.json"
    try:
        meta = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelError(f"no model in {directory}; name a directory written by 'unodc-nlp train'") from None
    except (ValueError, OSError) as error:
        raise ModelError(f"{file} cannot be read ({_first_line(error)}); copy the model again") from None
    made = meta.get(META_KEY) if isinstance(meta, dict) else None
    if not isinstance(made, dict):
        raise ModelError(
            f"the model in {directory} is not one of unodc_nlp; name a directory written by 'unodc-nlp train'"
        )
    if made.get("format") != FORMAT:
        raise ModelError(
            f"the model in {directory} has format {made.get('format')} (unodc_nlp {made.get('version')}), this version reads "
            f"format {FORMAT}; train it again, or install that version"
        )


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
