"""Training of the pkuseg model that cuts words, and words as a model would cut them that has not seen the unit."""

from __future__ import annotations

import hashlib
import io
import random
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import spacy_pkuseg
from spacy.vocab import Vocab

from unodc_nlp.gold.corpus import GoldUnit
from unodc_nlp.model.fitting import Arrays
from unodc_nlp.pipeline.words import WordTokenizer

_FEWEST = 10  # pkuseg cannot train on fewer sentences
_STEPS = 64  # weights are rounded to 1/64, and features without a weight above 1/32 left out: this changes next to no word, and
_NEXT_TO_NONE = 1 / 32  # makes the model a quarter as large and loading it three times as fast


def train_words(units: Sequence[GoldUnit], iterations: int, seed: int) -> WordTokenizer:
    """Train a tokenizer on the words of `units`; the same units, iterations and seed give the same weights.

    Units whose words a tokenizer cut are left out, unless there are no others.

    pkuseg keeps its settings in the process, so two trainings must not run in threads of one process.
    """
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        # Words that nobody read would teach the tokenizer its own errors.
        read = [unit for unit in units if not unit.automatic_words] or units
        lines = [" ".join(unit.text[start:end] for start, end in unit.words) for unit in read]
        lines *= 1 + _FEWEST // len(lines)
        train, test, model = directory / "train.utf8", directory / "test.utf8", directory / "model"
        train.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        test.write_text(f"{lines[0]}\n", encoding="utf-8")  # pkuseg wants one; its figures are not used
        random.seed(seed)  # pkuseg shuffles with the global generator
        with redirect_stdout(io.StringIO()):
            spacy_pkuseg.train(str(train), str(test), str(model), train_iter=iterations)
        tokenizer = WordTokenizer(Vocab())
        tokenizer.load_pkuseg(model)
    _make_small(tokenizer.pkuseg_seg)
    return tokenizer


def _make_small(segmenter: Any) -> None:
    """Round the weights of a pkuseg model and leave out the features that have next to none."""
    model, extractor = segmenter.model, segmenter.feature_extractor
    weights = np.round(model.w * _STEPS) / _STEPS
    node = weights[: model.n_feature * model.n_tag].reshape(model.n_feature, model.n_tag)
    kept = np.abs(node).max(axis=1) > _NEXT_TO_NONE
    kept[0] = True  # the feature that stands for all that are not known
    number = np.cumsum(kept) - 1
    features = extractor.feature_to_idx.items()
    extractor.feature_to_idx = {feature: int(number[row]) for feature, row in features if kept[row]}
    model.w = np.concatenate([node[kept].ravel(), weights[node.size :]])
    model.n_feature = segmenter.n_feature = int(kept.sum())
    model.n_transition_feature = len(model.w)


def cut_unseen(units: Sequence[GoldUnit], iterations: int, seed: int) -> list[list[tuple[int, int]]]:
    """Return words for each unit, cut by a model trained on the other half of the units (jackknife).

    What is trained on them meets words with the errors that it will meet in new text. Halves are made by a hash of the unit's
    id, and a report stays whole, since its units repeat each other.
    """
    halves = [_half(unit) for unit in units]
    cut: list[list[tuple[int, int]]] = [[] for _ in units]
    for half in (0, 1):
        others = [unit for unit, other in zip(units, halves, strict=True) if other != half]
        if not others:
            return [list(unit.words) for unit in units]
        tokenizer = train_words(others, iterations, seed)
        for number, unit in enumerate(units):
            if halves[number] == half:
                cut[number] = tokenizer.cut(unit.text)
    return cut


def pack_words(tokenizer: WordTokenizer, cut: Sequence[Sequence[tuple[int, int]]]) -> Arrays:
    """Return a tokenizer and the words of the units as arrays."""
    with tempfile.TemporaryDirectory() as name:
        tokenizer.to_disk(name)
        files = {file.name: np.frombuffer(file.read_bytes(), dtype=np.uint8) for file in Path(name).iterdir()}
    words = np.array([word for words in cut for word in words], dtype=np.int64).reshape(-1, 2)
    return files | {"words": words, "counts": np.array([len(words) for words in cut])}


def unpack_words(arrays: Mapping[str, npt.NDArray[Any]]) -> tuple[WordTokenizer, list[list[tuple[int, int]]]]:
    """Return what `pack_words` was given."""
    tokenizer = WordTokenizer(Vocab())
    with tempfile.TemporaryDirectory() as name:
        for file in arrays.keys() - {"words", "counts"}:
            (Path(name) / file).write_bytes(arrays[file].tobytes())
        tokenizer.load_pkuseg(Path(name))
    ends = np.cumsum(arrays["counts"])
    words = [(int(start), int(end)) for start, end in arrays["words"]]
    return tokenizer, [words[end - count : end] for count, end in zip(arrays["counts"], ends, strict=True)]


def _half(unit: GoldUnit) -> int:
    group = unit.id if unit.document == "authored" else unit.document
    return hashlib.sha256(group.encode()).digest()[0] % 2
