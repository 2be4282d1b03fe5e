"""Which characters of a text decided a topic: the weights of its features, shared out over the places where they stand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from unodc_nlp.model.names import Matches
from unodc_nlp.model.topic_features import make_strip
from unodc_nlp.model.topics import TopicModel
from unodc_nlp.spans import Span


def attribute(model: TopicModel, text: str, spans: Sequence[Span], topic: str) -> npt.NDArray[np.float64]:
    """Return what each character of `text` adds to the log odds of `topic` by the text alone, shape (len(text),).

    The sum and the model's bias give the log odds. What a feature adds is shared equally by its occurrences and by their
    characters; what a list of terms adds by the terms of the list; what a label adds by the names with it.
    """
    features, column = model.features, model.topics.index(topic)
    row = features.rows([text], [spans])
    added = np.zeros(row.shape[1])
    added[row.indices] = row.data * model.weights[row.indices, column] * model.alone.slope[column]
    grams, terms, lists, labels = np.split(added, np.cumsum(features.sizes)[:-1])
    strip = make_strip([text])
    weights = np.zeros(len(text))

    def share(found: Matches, values: npt.NDArray[np.float64]) -> None:
        for start, end, value in zip(found.starts, found.ends, values, strict=True):
            places = strip.offsets[start:end]
            places = places[places >= 0]  # marks around the text stand nowhere in it
            weights[places] += value / max(1, len(places))

    found = features.grams.find(strip.grams)
    share(found, (grams / np.maximum(np.bincount(found.values - 1, minlength=len(grams)), 1))[found.values - 1])
    found = features.terms.find(strip.terms)
    members = features.lists.toarray()
    times = np.bincount(found.values - 1, minlength=len(terms))
    per_time = terms / np.maximum(times, 1) + members @ (lists / np.maximum(times @ members, 1))
    share(found, per_time[found.values - 1])
    for label, value in zip(features.labels, labels, strict=True):
        having = [span for span in spans if span.label == label]
        for span in having:
            weights[span.start : span.end] += value / len(having) / (span.end - span.start)
    return weights
