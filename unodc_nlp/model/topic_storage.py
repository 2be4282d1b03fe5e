"""A topic model as named arrays and a JSON head, and back; reading one executes nothing and needs no scikit-learn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from unodc_nlp.model.names import NameTable
from unodc_nlp.model.sections import SectionChain
from unodc_nlp.model.topic_features import TopicFeatures
from unodc_nlp.model.topics import Line, TopicModel

FORMAT = 1  # goes up when the arrays or the features change, so that an old file is refused instead of misread
Arrays = dict[str, npt.NDArray[Any]]


def pack_topics(model: TopicModel) -> tuple[dict[str, Any], Arrays]:
    """Return the head (plain JSON data) and the arrays that `unpack_topics` rebuilds the model from."""
    features = model.features
    head = {
        "format": FORMAT,
        "made_with": model.made_with,
        "topics": list(model.topics),
        "sections": list(model.sections),
        "labels": list(features.labels),
        "sizes": list(features.sizes),
        "strengths": list(features.strengths),
        "damping": list(features.damping),
        "temperature": model.temperature,
        "thresholds": {"alone": model.alone.threshold, "within": model.within.threshold},
    }
    arrays: Arrays = {
        "feature_weights": features.weights,
        "lists": features.lists.toarray().astype(np.bool_),
        "weights": model.weights.astype(np.float16),
        "bias": model.bias,
        "surroundings": model.surroundings,
        "prior": model.chain.prior,
        "steps": model.chain.steps,
    }
    for name, table in (("grams", features.grams), ("terms", features.terms)):
        arrays[f"{name}.keys"], arrays[f"{name}.values"] = table.arrays()
    for name, line in (("alone", model.alone), ("within", model.within)):
        arrays[f"{name}.slope"], arrays[f"{name}.offset"] = line.slope, line.offset
    return head, arrays


def unpack_topics(head: Mapping[str, Any], arrays: Mapping[str, npt.NDArray[Any]]) -> TopicModel:
    """Rebuild a model.

    Raises:
        ValueError: the head has another format, or arrays contradict it.
        KeyError: something is missing.
    """
    if head["format"] != FORMAT:
        raise ValueError(f"format {head['format']}, this version of unodc_nlp reads format {FORMAT}")
    sizes = tuple(head["sizes"])
    columns, topics, sections = sum(sizes), len(head["topics"]), len(head["sections"])
    _check(arrays["feature_weights"], (columns,))
    _check(arrays["lists"], (sizes[1], sizes[2]))
    _check(arrays["weights"], (columns, 2 * topics + sections))
    _check(arrays["bias"], (2 * topics + sections,))
    _check(arrays["steps"], (sections, sections))
    tables = {
        name: NameTable.from_arrays(arrays[f"{name}.keys"], arrays[f"{name}.values"]) for name in ("grams", "terms")
    }
    lines = {
        name: Line(arrays[f"{name}.slope"], arrays[f"{name}.offset"], float(head["thresholds"][name]))
        for name in ("alone", "within")
    }
    features = TopicFeatures(
        grams=tables["grams"],
        terms=tables["terms"],
        lists=csr_matrix(arrays["lists"].astype(np.float32)),
        labels=tuple(head["labels"]),
        weights=arrays["feature_weights"],
        sizes=sizes,
        strengths=tuple(head["strengths"]),
        damping=tuple(head["damping"]),
    )
    return TopicModel(
        topics=tuple(head["topics"]),
        sections=tuple(head["sections"]),
        features=features,
        weights=arrays["weights"].astype(np.float32),
        bias=arrays["bias"],
        surroundings=arrays["surroundings"],
        alone=lines["alone"],
        within=lines["within"],
        temperature=float(head["temperature"]),
        chain=SectionChain(arrays["prior"], arrays["steps"]),
        made_with=dict(head["made_with"]),
    )


def _check(array: npt.NDArray[Any], shape: tuple[int, ...]) -> None:
    if array.shape != shape:
        raise ValueError(f"an array has shape {array.shape} where {shape} is needed")
