"""Training of sections and topics, and putting them into a pipeline.

Thresholds, penalties and calibration are chosen on held-out parts of the units that are trained on, and on nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack
from spacy.language import Language

from unodc_nlp.errors import GoldError
from unodc_nlp.facts.sections import headings_above
from unodc_nlp.gold.corpus import GoldUnit
from unodc_nlp.model.names import NameTable
from unodc_nlp.model.sections import SectionChain
from unodc_nlp.model.topic_features import BLOCKS, FloatArray, TopicFeatures, damped, lengths, make_strip
from unodc_nlp.model.topics import KINDS, Layout, TopicModel, surroundings
from unodc_nlp.model.view import IntArray
from unodc_nlp.pipeline.topics import Topics
from unodc_nlp.scheme import load_scheme
from unodc_nlp.training.linear import Folded, calibrate, log_softmax, temperature

_WITH_TOPICS = "a-p8-"  # of the authored passages only these have topics (annotations/README.md)


@dataclass(frozen=True, slots=True)
class TopicSettings:
    """How sections and topics are trained.

    Attributes:
        longest: characters of the longest n-grams.
        rarest: n-grams that stand in fewer units are left out.
        strengths: how much the blocks of features count (n-grams, terms, lists of terms, labels of names).
        damping: length added to each block, as a share of its mean length.
        penalties: inverse strengths of the L2 penalty that are tried, on held-out parts of the training units.
        parts: number of those parts.
        smoothing: of the steps between sections.
        seed: seed of the parts.
    """

    longest: int = 2
    rarest: int = 2
    strengths: tuple[float, ...] = (1.2, 0.7, 0.5, 0.6)
    damping: float = 0.3
    penalties: tuple[float, ...] = (10.0, 30.0, 100.0)
    parts: int = 5
    smoothing: float = 0.3
    seed: int = 0


class Report(NamedTuple):
    """The rows of one document's units among all units that are trained on, and its layout with and without headings."""

    rows: IntArray
    with_headings: Layout
    without: Layout


def with_topics(units: Sequence[GoldUnit]) -> list[GoldUnit]:
    """Return the units whose topics are annotated: those of reports, and some of the authored passages."""
    return [unit for unit in units if unit.section is not None or unit.id.startswith(_WITH_TOPICS)]


def train_topics(units: Sequence[GoldUnit], settings: TopicSettings | None = None) -> TopicModel:
    """Train on the units that have topics; spans are those of the gold.

    Raises:
        GoldError: no unit has a section.
    """
    how = settings or TopicSettings()
    usable = with_topics(units)
    if not any(unit.section for unit in usable):
        raise GoldError("no unit has a section; sections and topics are trained on annotated reports (units/*.jsonl)")
    scheme = load_scheme()
    gold = np.array([[topic in unit.topics for topic in scheme.topics] for unit in usable])
    sections = np.array([scheme.sections.index(unit.section) if unit.section else -1 for unit in usable])
    features = make_topic_features(usable, how)
    rows = features.rows([unit.text for unit in usable], [unit.spans for unit in usable])
    reports = list(_reports(usable, sections))
    chain = SectionChain.count(
        [sections[r.rows[r.without.body]].tolist() for r in reports], len(scheme.sections), how.smoothing
    )

    # By the text alone.
    parts = np.random.default_rng(how.seed).permutation(len(usable)) % how.parts
    topics_alone = Folded.topics(rows, gold, parts, how.penalties)
    alone = calibrate(topics_alone.held_out, gold)
    known = np.flatnonzero(sections >= 0)
    by_text = Folded.classes(rows, sections, parts, how.penalties, len(scheme.sections))
    heat = temperature(by_text.held_out[known], sections[known])

    # With the surroundings as they look when the unit is new, from the held-out scores. Each unit stands there twice, once with
    # the sections of the headings and once with sections by the text, so that one model serves both.
    topics = alone(topics_alone.held_out.astype(np.float32))
    logs = log_softmax(heat * by_text.held_out).astype(np.float32)
    width = 3 * len(scheme.topics) + len(scheme.sections) + len(KINDS)
    around = np.zeros((2, len(usable), width), dtype=np.float32)
    for report in reports:
        for side, layout in enumerate((report.with_headings, report.without)):
            smoothed = chain.smooth(logs[report.rows], layout.sections, layout.body)
            around[side, report.rows] = surroundings(topics[report.rows], smoothed, layout)
    twice = csr_matrix(hstack([vstack([rows, rows]), np.concatenate(around)]))
    gold_twice = np.tile(gold, (2, 1))
    in_report = Folded.topics(twice, gold_twice, np.tile(parts, 2), tuple(c / 2 for c in how.penalties))
    columns = rows.shape[1]
    return TopicModel(
        topics=scheme.topics,
        sections=scheme.sections,
        features=features,
        weights=np.hstack([topics_alone.weights, by_text.weights, in_report.weights[:columns]]),
        bias=np.concatenate([topics_alone.bias, by_text.bias, in_report.bias]),
        surroundings=in_report.weights[columns:],
        alone=alone,
        within=calibrate(in_report.held_out, gold_twice),
        temperature=heat,
        chain=chain,
        made_with={
            "scikit-learn": version("scikit-learn"),
            "units": len(usable),
            "penalties": [topics_alone.penalty, by_text.penalty, in_report.penalty],
        },
    )


def add_topics(nlp: Language, units: Sequence[GoldUnit], settings: TopicSettings | None = None) -> Language:
    """Train sections and topics on `units` and put them at the end of a pipeline, in place of any that are there."""
    model = train_topics(units, settings)
    component = nlp.get_pipe("unodc_topics") if nlp.has_pipe("unodc_topics") else nlp.add_pipe("unodc_topics")
    assert isinstance(component, Topics)
    component.model = model
    return nlp


def make_topic_features(units: Sequence[GoldUnit], how: TopicSettings) -> TopicFeatures:
    """Return the features of a text: n-grams of `units`, terms of `topic_terms.json`, weighted by their rarity in `units`."""
    lists = term_lists()
    terms = sorted({term for listed in lists.values() for term in listed})
    members = np.array([[term in listed for listed in lists.values()] for term in terms], dtype=np.float32)
    grams = _frequent_grams(units, how)
    labels = load_scheme().labels
    sizes = (len(grams), len(terms), len(lists), len(labels))
    bare = TopicFeatures(
        grams=NameTable({gram: number for number, gram in enumerate(grams, start=1)}),
        terms=NameTable({term: number for number, term in enumerate(terms, start=1)}),
        lists=csr_matrix(members),
        labels=labels,
        weights=np.ones(sum(sizes), dtype=np.float32),
        sizes=sizes,
        strengths=how.strengths,
        damping=(0.0,) * len(BLOCKS),
    )
    blocks = bare.counts(make_strip([unit.text for unit in units]), [unit.spans for unit in units])
    weights: list[FloatArray] = []
    damping: list[float] = []
    for block in blocks:
        frequency = np.bincount(block.indices[block.data > 0], minlength=block.shape[1])
        weights.append((np.log((1 + len(units)) / (1 + frequency)) + 1).astype(np.float32))
        damping.append(float(how.damping * lengths(damped(block, weights[-1])).mean()))
    return replace(bare, weights=np.concatenate(weights), damping=tuple(damping))


def term_lists() -> dict[str, tuple[str, ...]]:
    """Return the terms of each topic, and of some sections (``section:NAME``), in small letters."""
    data = json.loads(files(__package__).joinpath("topic_terms.json").read_text(encoding="utf-8"))
    lists = {topic: tuple(terms) for topic, terms in data["topics"].items()}
    return lists | {f"section:{name}": tuple(terms) for name, terms in data["sections"].items()}


def _frequent_grams(units: Sequence[GoldUnit], how: TopicSettings) -> list[str]:
    strip = make_strip([unit.text for unit in units])
    seen: dict[str, int] = {}
    for number in range(len(units)):
        text = "".join(map(chr, strip.grams[(strip.text == number) & (strip.terms > 0)]))
        for gram in {text[at : at + n] for n in range(1, how.longest + 1) for at in range(len(text) - n + 1)}:
            seen[gram] = seen.get(gram, 0) + 1
    return sorted(gram for gram, count in seen.items() if count >= how.rarest)


def _reports(units: Sequence[GoldUnit], sections: IntArray) -> Iterator[Report]:
    """Yield each report; an authored passage is one of its own."""
    groups: dict[str, list[int]] = {}
    for row, unit in enumerate(units):
        groups.setdefault(unit.document if unit.section else unit.id, []).append(row)
    for group in groups.values():
        rows = np.array(group)
        yield Report(rows, *layouts([units[row] for row in group], sections[rows]))


def layouts(units: Sequence[GoldUnit], sections: IntArray) -> tuple[Layout, Layout]:
    """Return the layout of a report's units with headings, which give `sections`, and without.

    Without headings a unit that is one stands by itself, so that no other unit sees it.
    """
    kinds = np.array([KINDS.index(unit.kind) if unit.kind in KINDS else -1 for unit in units])
    body = np.array([unit.kind not in ("heading", "footnote") for unit in units])
    known = np.where(kinds == KINDS.index("heading"), -1, sections)
    nothing = np.full(len(units), -1)
    return Layout(known, headings_above(units), kinds, body), Layout(nothing, nothing, nothing, body)
