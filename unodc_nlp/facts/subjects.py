"""What each unit of a report is about: its section, by the headings or by the text, and its topics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from unodc_nlp.facts.sections import headings_above, section_by_headings
from unodc_nlp.model.topics import KINDS, Layout, TopicModel
from unodc_nlp.pipeline.topics import Topics
from unodc_nlp.reading import Unit

Decided = Literal["headings", "place", "text"]
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Subject:
    """What a unit is about.

    Attributes:
        unit: id of the unit.
        section: its section; None where no heading tells it and the pipeline has no topics component.
        section_probability: how probable the section is, 0 to 1.
        decided_by: ``headings`` (the nearest heading whose words are known), ``place`` (the summary on the first page) or
            ``text`` (the unit's words and those around it); None where there is no section.
        topics: the topics given to the unit with their probabilities, the most probable first.
        probabilities: the calibrated probability of every topic; empty where the pipeline has no topics component.
    """

    unit: str
    section: str | None
    section_probability: float
    decided_by: Decided | None
    topics: Mapping[str, float]
    probabilities: Mapping[str, float]


def find_subjects(units: Sequence[Unit], docs: Sequence[Doc], nlp: Language) -> tuple[Subject, ...]:
    """Return what each unit of a report is about; `docs` are the units as `nlp` read them."""
    known = [section_by_headings(unit) for unit in units]
    component = nlp.get_pipe("unodc_topics") if units and nlp.has_pipe("unodc_topics") else None
    if not isinstance(component, Topics) or component.model is None:
        return tuple(
            Subject(unit.id, section, float(section is not None), _decided_by(unit, section), {}, {})
            for unit, section in zip(units, known, strict=True)
        )
    model = component.model
    topics, sections = model.in_report(component.evidence(docs), _layout(units, known, model))
    best = sections.argmax(axis=1)
    subjects = []
    for row, unit in enumerate(units):
        label, chance = known[row] or model.sections[best[row]], 1.0 if known[row] else float(sections[row, best[row]])
        chances = dict(zip(model.topics, np.round(topics[row].astype(float), _DIGITS).tolist(), strict=True))
        given = sorted(np.flatnonzero(topics[row] >= model.within.threshold), key=lambda topic: -topics[row, topic])
        subjects.append(
            Subject(
                unit=unit.id,
                section=label,
                section_probability=round(chance, _DIGITS),
                decided_by=_decided_by(unit, known[row]) or "text",
                topics={model.topics[topic]: chances[model.topics[topic]] for topic in given},
                probabilities=chances,
            )
        )
    return tuple(subjects)


def _decided_by(unit: Unit, section: str | None) -> Decided | None:
    if section is None:
        return None
    return "place" if unit.kind == "summary" else "headings"


def _layout(units: Sequence[Unit], known: Sequence[str | None], model: TopicModel) -> Layout:
    number = {section: place for place, section in enumerate(model.sections)}
    return Layout(
        sections=np.array(
            [
                -1 if unit.kind == "heading" else number.get(section or "", -1)
                for unit, section in zip(units, known, strict=True)
            ]
        ),
        headings=headings_above(units),
        kinds=np.array([KINDS.index(unit.kind) if unit.kind in KINDS else -1 for unit in units]),
        body=np.array([unit.kind not in ("heading", "footnote") for unit in units]),
    )
