"""Figures of sections and topics, by document, with intervals, beside baselines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from unodc_nlp.facts.sections import section_by_headings
from unodc_nlp.gold.corpus import GoldUnit
from unodc_nlp.scheme import load_scheme
from unodc_nlp.scoring import Counts, bootstrap
from unodc_nlp.spans import Span
from unodc_nlp.training.folds import Fold
from unodc_nlp.training.topics import TopicSettings, layouts, train_topics
from unodc_nlp.training.topics_baselines import keywords, majority, tfidf

SECTION_ROWS = {
    "section from headings": "the nearest heading whose words are known",
    "section from text alone": "the unit's own words, nothing else",
    "section from text and neighbours": "the words of the running text in its order, headings left out",
    "section: TF-IDF and linear SVM": "baseline; characters and their pairs",
    "section: keywords": "baseline; the section with most of its terms",
    "section: majority": "baseline; the most frequent section",
}
TOPIC_ROWS = {
    "topics (with headings)": "words, headings and neighbours",
    "topics from text alone": "the unit's own words, nothing else",
    "topics from text and neighbours": "the words of the running text in its order, headings left out",
    "topics: TF-IDF and logistic regression": "baseline; characters and their pairs, one threshold chosen in training",
    "topics: keywords": "baseline; topics with enough of their terms, how many is chosen in training",
    "topics: majority": "baseline; the most frequent topic",
}
_BINS = 10
_LIKELY = 0.05
BoolArray = npt.NDArray[np.bool_]


@dataclass(slots=True)
class Results:
    """What was said of the test units, fold after fold: sections by row, and topics with probabilities by row."""

    units: list[GoldUnit] = field(default_factory=list)
    sections: dict[str, list[str | None]] = field(default_factory=lambda: {row: [] for row in SECTION_ROWS})
    topics: dict[str, list[npt.NDArray[Any]]] = field(default_factory=lambda: {row: [] for row in TOPIC_ROWS})
    chances: dict[str, list[npt.NDArray[Any]]] = field(default_factory=dict)


def run_topics(
    folds: Sequence[Fold],
    found: Mapping[str, Sequence[Sequence[Span]]] | None = None,
    settings: TopicSettings | None = None,
) -> dict[str, Any]:
    """Train and test sections and topics on folds.

    Args:
        folds: the splits; those whose test units have no sections are left out.
        found: by name of fold, the spans that its pipeline found in each test unit; by default those of the gold.
        settings: how to train.

    Returns:
        Figures as plain data: ``spans`` (found or gold), ``sections`` and ``topics`` by row, ``per_topic``, ``confusion``.
    """
    results = Results()
    for fold in folds:
        if all(unit.section for unit in fold.test):
            spans = found[fold.name] if found else [unit.spans for unit in fold.test]
            _run_fold(fold, spans, settings or TopicSettings(), results)
    scheme = load_scheme()
    gold = np.array([[topic in unit.topics for topic in scheme.topics] for unit in results.units])
    marked = {row: np.vstack(parts) for row, parts in results.topics.items()}
    chances = {row: np.vstack(parts) for row, parts in results.chances.items()}
    return {
        "spans": "found" if found else "gold",
        "units": len(results.units),
        "sections": {row: _accuracy(results.units, said) for row, said in results.sections.items()},
        "topics": {row: _topic_figures(gold, marked[row], chances.get(row)) for row in TOPIC_ROWS},
        "per_topic": {
            topic: {row: _f1(gold[:, column], marked[row][:, column]) for row in TOPIC_ROWS if row in chances}
            for column, topic in enumerate(scheme.topics)
        },
        "confusion": {
            "row": "section from text alone",
            "sections": scheme.sections,
            "counts": _confusion(results.units, results.sections["section from text alone"]),
        },
    }


def _run_fold(fold: Fold, spans: Sequence[Sequence[Span]], settings: TopicSettings, results: Results) -> None:
    model = train_topics(fold.train, settings)
    test = list(fold.test)
    evidence = model.read([unit.text for unit in test], spans)
    by_headings = [section_by_headings(unit) for unit in test]
    known = np.array([model.sections.index(section) if section else -1 for section in by_headings])
    with_headings, without = layouts(test, known)
    within, _ = model.in_report(evidence, with_headings)
    beside, smoothed = model.in_report(evidence, without)
    results.units += test
    for row, scores in (("section from text alone", evidence.sections), ("section from text and neighbours", smoothed)):
        results.sections[row] += [model.sections[best] for best in scores.argmax(axis=1)]
    results.sections["section from headings"] += by_headings
    for row, chances, line in (
        ("topics (with headings)", within, model.within),
        ("topics from text alone", evidence.topics, model.alone),
        ("topics from text and neighbours", beside, model.within),
    ):
        results.topics[row].append(chances >= line.threshold)
        results.chances.setdefault(row, []).append(chances)
    for name, section_row, topic_row in (
        (majority, "section: majority", "topics: majority"),
        (keywords, "section: keywords", "topics: keywords"),
        (tfidf, "section: TF-IDF and linear SVM", "topics: TF-IDF and logistic regression"),
    ):
        sections, topics = name(fold.train, [unit.text for unit in test])
        results.sections[section_row] += sections
        results.topics[topic_row].append(topics)


def _accuracy(units: Sequence[GoldUnit], said: Sequence[str | None]) -> dict[str, Any]:
    counts = [Counts(int(unit.section == section), 1, 1) for unit, section in zip(units, said, strict=True)]
    pooled, interval = sum(counts, Counts()), bootstrap(counts)
    figures = {"accuracy": pooled.recall, "low": interval.low, "high": interval.high}
    return _rounded(figures) | {"right": pooled.right, "units": pooled.gold}


def _topic_figures(gold: BoolArray, marked: BoolArray, chances: npt.NDArray[Any] | None) -> dict[str, Any]:
    counts = [
        Counts(int((wanted & given).sum()), int(given.sum()), int(wanted.sum()))
        for wanted, given in zip(gold, marked, strict=True)
    ]
    pooled, interval = sum(counts, Counts()), bootstrap(counts)
    macro = float(np.mean([_f1(gold[:, column], marked[:, column])["f1"] for column in range(gold.shape[1])]))
    figures = {"f1": pooled.f1, "low": interval.low, "high": interval.high, "macro_f1": macro}
    figures |= {"precision": pooled.precision, "recall": pooled.recall}
    if chances is not None:
        likely = chances > _LIKELY
        figures["ece"] = calibration_error(chances.ravel(), gold.ravel())
        figures["ece_likely"] = calibration_error(chances[likely], gold[likely])
    return _rounded(figures) | {"right": pooled.right, "found": pooled.found, "gold": pooled.gold}


def calibration_error(chances: npt.NDArray[Any], gold: BoolArray) -> float:
    """Return the expected calibration error: ten bins of equal width, each weighted by how many probabilities fall in it.

    Method: Naeini et al. (2015).
    """
    bins = np.minimum((chances * _BINS).astype(int), _BINS - 1)
    gaps = [
        abs(float(chances[bins == number].mean()) - float(gold[bins == number].mean())) * float((bins == number).mean())
        for number in np.unique(bins)
    ]
    return float(sum(gaps))


def _f1(gold: BoolArray, marked: BoolArray) -> dict[str, Any]:
    counts = Counts(int((gold & marked).sum()), int(marked.sum()), int(gold.sum()))
    return _rounded({"f1": counts.f1, "precision": counts.precision, "recall": counts.recall}) | {"gold": counts.gold}


def _confusion(units: Sequence[GoldUnit], said: Sequence[str | None]) -> list[list[int]]:
    place = {section: number for number, section in enumerate(load_scheme().sections)}
    counts = np.zeros((len(place), len(place)), dtype=int)
    for unit, section in zip(units, said, strict=True):
        counts[place[unit.section or ""], place[section or ""]] += 1
    table: list[list[int]] = counts.tolist()
    return table


def _rounded(figures: Mapping[str, float]) -> dict[str, Any]:
    return {name: round(float(value), 4) for name, value in figures.items()}
