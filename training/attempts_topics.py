"""Repeat what was tried for sections and topics, and write its table into `training/README.md`; takes ten minutes.

python training/attempts_topics.py

Figures are those of left-out reports, with the names of the gold. They were looked at while the model was made, so the choice
between rows is a little informed by them; penalties, calibration and thresholds are chosen within the training units.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import LinearSVC

from unodc_nlp.gold.corpus import load_gold
from unodc_nlp.scheme import load_scheme
from unodc_nlp.training.folds import Fold, leave_one_report_out
from unodc_nlp.training.linear import Folded, calibrate
from unodc_nlp.training.tables import fill_in
from unodc_nlp.training.topics import TopicSettings, layouts, make_topic_features, train_topics, with_topics

ROOT = Path(__file__).parent.parent
SETTINGS = {
    "**as it is**": {},
    "without terms and lists": {"strengths": (1.2, 0.0, 0.0, 0.6)},
    "without n-grams": {"strengths": (0.0, 0.7, 0.5, 0.6)},
    "without lists (terms by themselves)": {"strengths": (1.2, 0.7, 0.0, 0.6)},
    "without labels of names": {"strengths": (1.2, 0.7, 0.5, 0.0)},
    "n-grams of one to three characters": {"longest": 3},
    "n-grams of one to four characters": {"longest": 4},
    "without damping": {"damping": 0.0},
    "twice the damping": {"damping": 0.6},
    "steps between sections smoothed more": {"smoothing": 1.0},
}
Scores = Callable[[Any, Any, Any], Any]  # training rows, gold of one topic, test rows


def nbsvm(rows: csr_matrix, gold: Any, test: csr_matrix) -> Any:
    """Logistic regression on features weighted by their log-count ratio (Wang and Manning, 2012)."""
    ratio = np.log((1 + rows[gold].sum(axis=0)) / (1 + rows[~gold].sum(axis=0)))
    weights = diags(np.abs(np.asarray(ratio)).ravel())
    return LogisticRegression(C=30.0, max_iter=1000).fit(rows @ weights, gold).decision_function(test @ weights)


LEARNERS: dict[str, Scores] = {
    "linear SVM": lambda rows, gold, test: LinearSVC(C=1.0).fit(rows, gold).decision_function(test),
    "NBSVM (weights by log-count ratio)": nbsvm,
    "ten nearest neighbours": lambda rows, gold, test: (
        6 * KNeighborsClassifier(10, metric="cosine").fit(rows, gold).predict_proba(test)[:, 1] - 3
    ),
}


def main() -> None:
    """Run everything and fill in the table."""
    folds = leave_one_report_out(load_gold(ROOT / "annotations"))
    head = "what | topics, with headings | topics, text alone | section, text alone | section, text and neighbours"
    lines = [f"| {head} |", "|---" + "|---:" * 4 + "|"]
    for name, changes in SETTINGS.items():
        lines.append(f"| {name} | " + " | ".join(_with_settings(folds, TopicSettings(**changes))) + " |")
        print(lines[-1], flush=True)
    for name, learner in (
        LEARNERS | {"stacked: each topic sees the scores of all": None, "a threshold for each topic": None}
    ).items():
        lines.append(f"| {name} | – | {_with_learner(folds, name, learner)} | – | – |")
        print(lines[-1], flush=True)
    readme = ROOT / "training" / "README.md"
    readme.write_text(
        fill_in(readme.read_text(encoding="utf-8"), {"attempts at topics": "\n".join(lines)}), encoding="utf-8"
    )


def _with_settings(folds: list[Fold], settings: TopicSettings) -> list[str]:
    gold, within, alone, sections, smoothed = [], [], [], [], []
    for fold in folds:
        model = train_topics(fold.train, settings)
        evidence = model.read([unit.text for unit in fold.test], [unit.spans for unit in fold.test])
        numbers = np.array([model.sections.index(unit.section or "") for unit in fold.test])
        with_headings, without = layouts(fold.test, numbers)
        gold.append(_gold(fold.test))
        within.append(model.in_report(evidence, with_headings)[0] >= model.within.threshold)
        alone.append(evidence.topics >= model.alone.threshold)
        sections.append(evidence.sections.argmax(axis=1) == numbers)
        smoothed.append(model.in_report(evidence, without)[1].argmax(axis=1) == numbers)
    figures = (_f1(gold, within), _f1(gold, alone), np.concatenate(sections).mean(), np.concatenate(smoothed).mean())
    return [f"{figure:.3f}" for figure in figures]


def _with_learner(folds: list[Fold], name: str, learner: Scores | None) -> str:
    settings, gold, marked = TopicSettings(), [], []
    for fold in folds:
        units = with_topics(fold.train)
        features = make_topic_features(units, settings)
        rows = features.rows([unit.text for unit in units], [unit.spans for unit in units])
        test = features.rows([unit.text for unit in fold.test], [unit.spans for unit in fold.test])
        parts = np.random.default_rng(settings.seed).permutation(len(units)) % settings.parts
        wanted = _gold(units)
        if learner:
            held_out, scores = np.zeros(wanted.shape), _all_topics(learner, rows, wanted, test)
            for part in range(settings.parts):
                held_out[parts == part] = _all_topics(
                    learner, rows[parts != part], wanted[parts != part], rows[parts == part]
                )
        else:
            folded = Folded.topics(rows, wanted, parts, settings.penalties)
            held_out, scores = folded.held_out, test @ folded.weights + folded.bias
            if name.startswith("stacked"):
                again = Folded.topics(csr_matrix(held_out), wanted, parts, (0.01, 0.1, 1.0))
                held_out, scores = again.held_out, scores @ again.weights + again.bias
        line = calibrate(held_out, wanted)
        thresholds = _own_thresholds(line(held_out), wanted) if name.endswith("each topic") else line.threshold
        gold.append(_gold(fold.test))
        marked.append(line(scores) >= thresholds)
    return f"{_f1(gold, marked):.3f}"


def _all_topics(learner: Scores, rows: Any, gold: Any, test: Any) -> Any:
    return np.stack([learner(rows, column, test) for column in gold.T], axis=1)


def _own_thresholds(chances: Any, gold: Any) -> Any:
    candidates = np.arange(20, 61) / 100
    return np.array([max(candidates, key=lambda t: _f1([g], [c >= t])) for c, g in zip(chances.T, gold.T, strict=True)])


def _gold(units: Any) -> Any:
    return np.array([[topic in unit.topics for topic in load_scheme().topics] for unit in units])


def _f1(gold: list[Any], marked: list[Any]) -> float:
    wanted, given = np.concatenate(gold), np.concatenate(marked)
    return float(2 * (wanted & given).sum() / max(1, wanted.sum() + given.sum()))


if __name__ == "__main__":
    main()
