"""The benchmark: every quality figure of the project, by document, with intervals, beside baselines.

For each fold the tokenizer and the systems are trained anew on the fold's training part, and counted on its test part.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from typing import Any

from unodc_nlp.gold.corpus import GoldUnit
from unodc_nlp.linking import Linker
from unodc_nlp.model.features import Features
from unodc_nlp.model.names import NameTable
from unodc_nlp.model.tagger import SpanTagger, word_borders
from unodc_nlp.model.view import make_view
from unodc_nlp.scheme import load_scheme
from unodc_nlp.scoring import Counts, figures_of, overlap_counts, span_counts, word_counts
from unodc_nlp.scoring.counts import total
from unodc_nlp.spans import Span, outermost
from unodc_nlp.training.baselines import TablesAndPatterns, stock_spacy
from unodc_nlp.training.folds import Fold
from unodc_nlp.training.gazetteers import make_features, without_organisations
from unodc_nlp.training.link_scores import KINDS, LINKED, VALUED, LinkScore, score_links
from unodc_nlp.training.names import train_names
from unodc_nlp.training.train import Settings
from unodc_nlp.training.words import cut_unseen, train_words

SYSTEMS = {
    "unodc_nlp": "the pipeline as shipped: learnt, with tables as features, reports and authored passages",
    "organisations masked": "the pipeline as shipped, with the organisations of the test documents left out of its tables",
    "statistics alone": "the same without tables of names",
    "reports alone": "the same, trained without the authored passages",
    "tables and patterns": "no learning: names of the tables and patterns of numbers and dates",
    "spaCy ner": "spaCy's default recogniser on the same words, trained on the same units",
    "spaCy ner, reports alone": "the same, trained without the authored passages",
}
SHIPPED, MASKED = "unodc_nlp", "organisations masked"
_SPACY_EPOCHS = {"spaCy ner": 6, "spaCy ner, reports alone": 25}


@dataclass(frozen=True, slots=True)
class UnitScore:
    """Counts of one unit: outermost spans per label, all spans, overlaps, words, and links where they are annotated."""

    fold: str
    spans: dict[str, Counts]
    nested: Counts
    overlap: Counts
    words: Counts
    links: LinkScore | None = None


Scores = dict[str, list[UnitScore]]


def run(
    folds: Sequence[Fold], systems: Sequence[str], settings: Settings, processes: int, tell: Callable[[str], None]
) -> Scores:
    """Train and count all systems on all folds.

    Args:
        folds: the splits.
        systems: names from `SYSTEMS`.
        settings: how the pipeline is trained.
        processes: folds that are run at the same time, each in a process of its own.
        tell: called with a line after each fold.

    Returns:
        The counts of every test unit for each system, in the order of the folds.
    """
    scores: Scores = {system: [] for system in systems}
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for fold, done in zip(
            folds, pool.map(_run_fold, [(fold, tuple(systems), settings) for fold in folds]), strict=True
        ):
            for system in systems:
                scores[system] += done[system]
            tell(f"{fold.name}: {len(fold.test)} units")
    return scores


def _run_fold(task: tuple[Fold, tuple[str, ...], Settings]) -> Scores:
    fold, systems, settings = task
    cut = cut_unseen(fold.train, settings.jackknife_iterations, settings.seed)
    tokenizer = train_words(fold.train, settings.word_iterations, settings.seed)
    words = [tokenizer.cut(unit.text) for unit in fold.test]
    texts = [unit.text for unit in fold.test]
    scores: Scores = {}
    taggers: dict[str, SpanTagger] = {}
    for system in systems:
        train = fold.reports if system.endswith("reports alone") else fold.train
        train_cut = cut[: len(train)]  # the reports come first
        if system == "tables and patterns":
            baseline = TablesAndPatterns()
            found = [baseline.find(text) for text in texts]
        elif system in _SPACY_EPOCHS:
            found = stock_spacy(train, train_cut, words, texts, _SPACY_EPOCHS[system], settings.seed)
        elif system == MASKED:
            tagger = taggers.get(SHIPPED) or _train(SHIPPED, train, train_cut, settings)
            features = without_organisations(tagger.features, _organisations_of(fold))
            found = tag(SpanTagger(features, tagger.index, tagger.outer, tagger.inner), texts, words)
        else:
            taggers[system] = _train(system, train, train_cut, settings)
            found = tag(taggers[system], texts, words)
        scores[system] = [score_unit(fold.name, *given) for given in zip(fold.test, found, words, strict=True)]
        if system == SHIPPED and fold.links:
            given = {unit.id: spans for unit, spans in zip(fold.test, found, strict=True)}
            links = score_links(Linker(), fold.documents, fold.links, given)
            scores[system] = [
                replace(score, links=links[unit.id]) for unit, score in zip(fold.test, scores[system], strict=True)
            ]
    return scores


def _train(
    system: str, train: Sequence[GoldUnit], cut: Sequence[Sequence[tuple[int, int]]], settings: Settings
) -> SpanTagger:
    names = sorted({unit.text[s.start : s.end] for unit in train for s in unit.spans if s.label == "ORG"})
    features = make_features(names)
    if system == "statistics alone":
        features = without_tables(features)
    return train_names(train, cut, features, settings.names)


def _organisations_of(fold: Fold) -> set[str]:
    """Return the organisations that the test documents name, whichever way the tables or the gold know it."""
    linker = Linker()
    names = {unit.text[s.start : s.end] for unit in fold.test for s in unit.spans if s.label == "ORG"}
    by_name = {entity.id for name in names if (entity := linker.by_name(name, "ORG")) is not None}
    by_gold = {
        identity
        for unit in fold.links.values()
        for span, identity in unit.ids.items()
        if identity is not None and span.label in ("ORG", "ORG_REF")
    }
    return by_name | by_gold


def without_tables(features: Features) -> Features:
    """Return the features with empty tables of names; general words and heads of organisations stay."""
    return Features(features.lexicon, [NameTable({}) for _ in features.gazetteers], features.heads)


def tag(tagger: SpanTagger, texts: Sequence[str], words: Sequence[Sequence[tuple[int, int]]]) -> list[list[Span]]:
    """Return the spans that a tagger finds in texts cut into words."""
    views = [make_view(text) for text in texts]
    return tagger.find(views, [word_borders(view, cut) for view, cut in zip(views, words, strict=True)])


def score_unit(fold: str, unit: GoldUnit, found: Sequence[Span], words: Sequence[tuple[int, int]]) -> UnitScore:
    """Count what was found in one unit against its gold."""
    outer = outermost(found)
    return UnitScore(
        fold=fold,
        spans=span_counts(unit.outer_spans, outer),
        nested=total(span_counts(unit.spans, found)),
        overlap=total(overlap_counts(unit.outer_spans, outer)),
        words=word_counts(unit.words, words),
    )


def summarise(scores: Sequence[UnitScore]) -> dict[str, Any]:
    """Return the pooled figures of a system: F1 with interval for words, all spans and each label, with precision, recall, counts."""
    rows: dict[str, list[Counts]] = {
        "words": [score.words for score in scores],
        "spans": [total(score.spans) for score in scores],
        "spans with nested": [score.nested for score in scores],
        "spans, overlap": [score.overlap for score in scores],
    }
    for label in load_scheme().labels:
        rows[label] = [score.spans.get(label, Counts()) for score in scores]
    return {name: figures_of(counts) for name, counts in rows.items()}


def summarise_links(scores: Sequence[UnitScore]) -> dict[str, Any]:
    """Return the pooled figures of linking: per label and kind (`link_scores.KINDS`), short names, references; empty if not counted."""
    linked = [score.links for score in scores if score.links is not None]
    if not linked:
        return {}
    rows: dict[str, Any] = {
        label: {kind: figures_of([unit.links.get((kind, label), Counts()) for unit in linked]) for kind in KINDS}
        for label in (*LINKED, *VALUED)
    }
    rows["short names"] = {"found": figures_of([unit.short_names for unit in linked])}
    rows["resolution references"] = {"found": figures_of([unit.references for unit in linked])}
    return rows


def quick(settings: Settings) -> Settings:
    """Return settings that train in seconds, for tests of the machinery; their figures mean nothing."""
    fitting = replace(settings.names.fitting, epochs=2)
    return replace(settings, word_iterations=1, jackknife_iterations=1, names=replace(settings.names, fitting=fitting))
