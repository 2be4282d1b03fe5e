"""Training of a whole pipeline from gold, and writing it so that a target directory is never half a model."""

from __future__ import annotations

import hashlib
import json
import platform
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language

from unodc_nlp.encoder import PACKAGES, check_installed
from unodc_nlp.errors import ModelError, OutputError
from unodc_nlp.gold.corpus import GoldUnit
from unodc_nlp.model.storage import FORMAT
from unodc_nlp.model.tagger import SpanTagger, Tagger
from unodc_nlp.pipeline.loading import META_KEY, blank
from unodc_nlp.pipeline.recogniser import Recogniser
from unodc_nlp.pipeline.words import WordTokenizer
from unodc_nlp.training.gazetteers import make_features
from unodc_nlp.training.names import Cut, NameSettings, Progress, train_names
from unodc_nlp.training.resuming import Kept
from unodc_nlp.training.topics import add_topics
from unodc_nlp.training.words import cut_unseen, pack_words, train_words, unpack_words

if TYPE_CHECKING:
    from unodc_nlp.training.encoder import EncoderSettings


@dataclass(frozen=True, slots=True)
class Settings:
    """How a pipeline is trained.

    Attributes:
        seed: seed of everything that is random.
        word_iterations: passes over the gold for the words of the finished model.
        jackknife_iterations: the same for the words that the recogniser is trained on.
        names: settings of the recogniser.
    """

    seed: int = 0
    word_iterations: int = 6
    jackknife_iterations: int = 3
    names: NameSettings = field(default_factory=NameSettings)


def train(
    units: Sequence[GoldUnit],
    settings: Settings | None = None,
    progress: Progress | None = None,
    base: Language | None = None,
    kept: Kept | None = None,
    watched: Sequence[GoldUnit] = (),
    encoder: EncoderSettings | None = None,
) -> Language:
    """Train tokenizer and recogniser on `units`, and sections and topics where they are annotated.

    Args:
        units: the gold to train on.
        settings: how to train.
        progress: called with the name of a step, a number (the epoch), the loss (0 where there is none), and F1 on `watched`, if any.
        base: a trained pipeline to go on from: its tokenizer is taken as it is, its recogniser goes on from its weights.
        kept: keeps what is done of the training, and gives it back where it was interrupted; the result is the same.
        watched: units that are not trained on, to score the recogniser on after each epoch.
        encoder: the pretrained encoder to train the recogniser on, in place of features and of the recogniser of `base`; of such a training
            only the words are kept.

    Returns:
        The trained pipeline; its `meta["unodc_nlp"]` tells what it was made from.

    Raises:
        ModelError: the encoder cannot be used, or `base` has another kind of recogniser or other labels.
    """
    if encoder:
        check_installed()
    how = settings or Settings()
    nlp = blank()
    assert isinstance(nlp.tokenizer, WordTokenizer)
    tokenizer, cut = _words(units, how, progress or (lambda *_: None), base, kept)
    nlp.tokenizer.pkuseg_seg = tokenizer.pkuseg_seg
    watch = (watched, tokenizer.cut) if watched else None
    if encoder:
        nlp.replace_pipe("unodc_recogniser", "unodc_encoder_recogniser")
    recogniser = nlp.get_pipe("unodc_recogniser")
    assert isinstance(recogniser, Recogniser)
    recogniser.tagger = (
        _on_encoder(units, encoder, progress, watch)
        if encoder
        else _on_features(units, cut, how, progress, base, kept, watch)
    )
    if any(unit.section for unit in units):
        add_topics(nlp, units)
    nlp.meta.update(name="unodc_zh", version=_version("unodc_nlp"), license="MIT")
    nlp.meta[META_KEY] = provenance(units, how, base, encoder)
    return nlp


def _on_features(
    units: Sequence[GoldUnit],
    cut: Sequence[Sequence[tuple[int, int]]],
    how: Settings,
    progress: Progress | None,
    base: Language | None,
    kept: Kept | None,
    watch: tuple[Sequence[GoldUnit], Cut] | None,
) -> Tagger:
    old = base.get_pipe("unodc_recogniser").tagger if base else None  # type: ignore[attr-defined]
    if old is not None and not isinstance(old, SpanTagger):
        raise ModelError(
            "the base model's recogniser is on an encoder; give --encoder BASE/unodc_recogniser/encoder too"
        )
    names = sorted({unit.text[span.start : span.end] for unit in units for span in unit.spans if span.label == "ORG"})
    features = old.features if old else make_features(names)
    return train_names(units, cut, features, how.names, progress, old, kept.step if kept else None, watch)


def _on_encoder(
    units: Sequence[GoldUnit],
    settings: EncoderSettings,
    progress: Progress | None,
    watch: tuple[Sequence[GoldUnit], Cut] | None,
) -> Tagger:
    from unodc_nlp.training.encoder import train_encoder

    return train_encoder(units, settings, progress, watch)


def _words(
    units: Sequence[GoldUnit], how: Settings, tell: Progress, base: Language | None, kept: Kept | None
) -> tuple[WordTokenizer, list[list[tuple[int, int]]]]:
    """Return the tokenizer, and the words of each unit that the recogniser is trained on."""
    if base is not None:
        assert isinstance(base.tokenizer, WordTokenizer)
        return base.tokenizer, [base.tokenizer.cut(unit.text) for unit in units]
    saved = kept.step("words").load() if kept else None
    if saved is not None:
        return unpack_words(saved)
    tell("words of the other half", 0, 0.0, None)
    cut = cut_unseen(units, how.jackknife_iterations, how.seed)
    tell("words", 0, 0.0, None)
    tokenizer = train_words(units, how.word_iterations, how.seed)
    if kept:
        kept.step("words").save(pack_words(tokenizer, cut))
    return tokenizer, cut


def provenance(
    units: Sequence[GoldUnit],
    settings: Settings,
    base: Language | None = None,
    encoder: EncoderSettings | None = None,
) -> dict[str, Any]:
    """Return what a model is made from: format, versions, settings, the hash of the gold, and the same of the model it goes on from."""
    packages = ("unodc_nlp", "spacy", "spacy-pkuseg", "numpy", "scipy", *(PACKAGES if encoder else ()))
    return {
        "format": FORMAT,
        "version": _version("unodc_nlp"),
        "gold": {
            "sha256": gold_hash(units),
            "units": len(units),
            "characters": sum(len(unit.text) for unit in units),
            "spans": sum(len(unit.spans) for unit in units),
            "documents": sorted({unit.document for unit in units}),
        },
        "settings": asdict(settings),
        "made_with": {"python": platform.python_version()} | {name: _version(name) for name in packages},
        **({"base": base.meta[META_KEY]} if base else {}),
        **({"encoder": asdict(encoder)} if encoder else {}),
    }


def documents_seen(meta: Mapping[str, Any]) -> frozenset[str]:
    """Return the documents that a pipeline with this meta was trained on, those of the model it went on from too."""
    made: Mapping[str, Any] | None = meta[META_KEY]
    seen: set[str] = set()
    while made:
        seen.update(made["gold"]["documents"])
        made = made.get("base")
    return frozenset(seen)


def gold_hash(units: Sequence[GoldUnit]) -> str:
    """Return the SHA-256 of the units' texts, words (and whether a tokenizer cut them) and spans, in their order."""
    digest = hashlib.sha256()
    for unit in units:
        automatic = ["automatic"] if unit.automatic_words else []
        record = [unit.id, unit.text, unit.words, unit.spans, *automatic]
        digest.update(json.dumps(record, ensure_ascii=False).encode())
    return digest.hexdigest()


def write_model(nlp: Language, target: Path, extra: dict[str, str] | None = None) -> None:
    """Write a pipeline to directory `target`; what stood there is replaced only when the new model is complete.

    Args:
        nlp: the pipeline.
        target: where to; an existing model is replaced, any other existing directory is left alone.
        extra: further text files by name (model card, scores).

    Raises:
        OutputError: `target` exists and is no model, or cannot be written.
    """
    if target.exists() and not (target / "meta.json").is_file():
        raise OutputError(f"{target} exists and is no model; name a new directory")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as name:
            fresh = Path(name) / "new"
            nlp.to_disk(fresh)
            for file, text in (extra or {}).items():
                (fresh / file).write_text(text, encoding="utf-8")
            old = Path(name) / "old"
            if target.exists():
                target.rename(old)
            try:
                fresh.rename(target)
            except OSError:
                if old.exists():
                    old.rename(target)
                raise
    except OSError as error:
        raise OutputError(
            f"cannot write the model to {target} ({error.strerror}); choose a writable directory"
        ) from None


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "0"
