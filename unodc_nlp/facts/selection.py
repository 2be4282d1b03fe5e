"""Choosing units of a report by topic, section and what they mention."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from unodc_nlp.errors import ModelError, SelectionError
from unodc_nlp.model.view import make_view
from unodc_nlp.reading import Unit
from unodc_nlp.scheme import load_scheme

if TYPE_CHECKING:
    from unodc_nlp.facts.extraction import Extraction


def check_names(topic: str | None, section: str | None) -> None:
    """Do nothing where the topic and the section exist.

    Raises:
        SelectionError: one does not; the message lists the valid names.
    """
    scheme = load_scheme()
    for kind, name, valid in (("topic", topic, scheme.topics), ("section", section, scheme.sections)):
        if name is not None and name not in valid:
            raise SelectionError(f"no {kind} {name!r}; the {kind}s are {', '.join(valid)}")


def select(extraction: Extraction, topic: str | None, section: str | None, mentions: str | None) -> tuple[Unit, ...]:
    """Return the units that have the topic, lie in the section and mention the name; None asks for nothing.

    Args:
        extraction: the report with what was found in it.
        topic: name of a topic.
        section: name of a section.
        mentions: a label, the id that a mention is linked to, or the text of a mention (white space and typography make no
            difference).

    Raises:
        SelectionError: there is no such topic or section.
        ModelError: a topic is asked for, and the pipeline that made the extraction has no topics component.
    """
    check_names(topic, section)
    subjects = {subject.unit: subject for subject in extraction.subjects}
    if (
        topic is not None
        and not any(subject.probabilities for subject in subjects.values())
        and extraction.report.units
    ):
        raise ModelError("the model that was used tells no topics; train it again with 'unodc-nlp train'")
    wanted = {
        unit
        for unit, subject in subjects.items()
        if (topic is None or topic in subject.topics) and section in (None, subject.section)
    }
    if mentions is not None:
        wanted &= _mentioning(extraction, mentions)
    return tuple(unit for unit in extraction.report.units if unit.id in wanted)


def _mentioning(extraction: Extraction, name: str) -> set[str]:
    folded = _folded([name])[0]
    texts = _folded([mention.text for mention in extraction.mentions])
    return {
        mention.unit
        for mention, text in zip(extraction.mentions, texts, strict=True)
        if text == folded or name in (mention.label, mention.id)
    }


def _folded(texts: Sequence[str]) -> list[tuple[int, ...]]:
    return [tuple(make_view(text).codes.tolist()) for text in texts]
