"""A tagger as named arrays, and back: numbers and UTF-8 text only, so that reading one executes nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from unodc_nlp.model.crf import ChainCRF
from unodc_nlp.model.features import Features
from unodc_nlp.model.hashing import KeyIndex
from unodc_nlp.model.names import NameTable
from unodc_nlp.model.tagger import Chain, SpanTagger
from unodc_nlp.model.tags import TagScheme

FORMAT = 1  # goes up when the arrays or the features change, so that an old file is refused instead of misread
Arrays = dict[str, npt.NDArray[Any]]


def pack_tagger(tagger: SpanTagger) -> Arrays:
    """Return the arrays that `unpack_tagger` rebuilds the tagger from."""
    features = tagger.features
    head = {
        "format": FORMAT,
        "outer": {"labels": tagger.outer.scheme.labels, "scale": tagger.outer.crf.scale},
        "inner": {"labels": tagger.inner.scheme.labels, "scale": tagger.inner.crf.scale},
        "gazetteers": len(features.gazetteers),
    }
    arrays: Arrays = {
        "head": np.frombuffer(json.dumps(head).encode(), dtype=np.uint8),
        "keys": tagger.index.keys,
    }
    tables = {"lexicon": features.lexicon, "heads": features.heads}
    tables |= {f"gazetteer{number}": table for number, table in enumerate(features.gazetteers)}
    for name, table in tables.items():
        arrays[f"{name}.keys"], values = table.arrays()
        arrays[f"{name}.values"] = values.astype(np.uint16)
    for name, chain in (("outer", tagger.outer), ("inner", tagger.inner)):
        arrays[f"{name}.emission"] = chain.crf.emission
        arrays[f"{name}.transition"] = chain.crf.transition
    return arrays


def unpack_tagger(arrays: Mapping[str, npt.NDArray[Any]]) -> SpanTagger:
    """Rebuild a tagger.

    Raises:
        ValueError: the arrays have another format, or contradict each other.
        KeyError: an array is missing.
    """
    head = json.loads(arrays["head"].tobytes().decode())
    if head["format"] != FORMAT:
        raise ValueError(f"format {head['format']}, this version of unodc_nlp reads format {FORMAT}")
    gazetteers = [_table(arrays, f"gazetteer{number}") for number in range(head["gazetteers"])]
    features = Features(_table(arrays, "lexicon"), gazetteers, _table(arrays, "heads"))
    index = KeyIndex(_typed(arrays, "keys", np.uint64))
    outer, inner = (_chain(arrays, name, head[name], len(index)) for name in ("outer", "inner"))
    return SpanTagger(features, index, outer, inner)


def _table(arrays: Mapping[str, npt.NDArray[Any]], name: str) -> NameTable:
    keys, values = _typed(arrays, f"{name}.keys", np.uint64), _typed(arrays, f"{name}.values", np.uint16)
    if keys.shape != values.shape:
        raise ValueError(f"{len(keys)} keys but {len(values)} values in {name}")
    return NameTable.from_arrays(keys, values)


def _chain(arrays: Mapping[str, npt.NDArray[Any]], name: str, head: Mapping[str, Any], rows: int) -> Chain:
    scheme = TagScheme(head["labels"])
    emission = _typed(arrays, f"{name}.emission", np.int8)
    transition = _typed(arrays, f"{name}.transition", np.float32)
    if emission.shape != (rows + 1, len(scheme)) or transition.shape != (len(scheme), len(scheme)):
        raise ValueError(
            f"weights of shape {emission.shape} and {transition.shape} for {rows} rows and {len(scheme)} tags"
        )
    crf = ChainCRF(emission, transition, scheme.rules, float(head["scale"]))
    return Chain(scheme, crf)


def _typed(arrays: Mapping[str, npt.NDArray[Any]], name: str, dtype: type[np.generic]) -> npt.NDArray[Any]:
    array = arrays[name]
    if array.dtype != dtype:
        raise ValueError(f"{name} holds {array.dtype}, not {np.dtype(dtype)}")
    return array
