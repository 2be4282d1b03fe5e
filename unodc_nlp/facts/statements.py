"""The activities and figures of a whole report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from unodc_nlp.facts.activities import Activity, find_activities
from unodc_nlp.facts.indicators import Indicator, find_indicators
from unodc_nlp.facts.mentions import Mention
from unodc_nlp.facts.roles import Setting
from unodc_nlp.linking import Entity
from unodc_nlp.linking.values import Period
from unodc_nlp.reading import Report, Unit

STATING = frozenset({"paragraph", "subparagraph", "footnote"})  # a summary and headings repeat what paragraphs state
_OPENING = 12  # units among which a report says that it is one
_Fact = TypeVar("_Fact", Activity, Indicator)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a report states, in reading order."""

    activities: tuple[Activity, ...] = ()
    indicators: tuple[Indicator, ...] = ()


def find_facts(report: Report, mentions: Iterable[Mention], entities: Mapping[tuple[str, str], Entity]) -> Facts:
    """Return the facts that a report states; none of a document that is no report (`is_report`).

    Args:
        report: the report as read.
        mentions: the names in it.
        entities: what they mean, by label and id.
    """
    if not is_report(report):
        return Facts()
    by_unit: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_unit[mention.unit].append(mention)
    metadata = report.metadata
    start, end = metadata.period_start, metadata.period_end
    setting = Setting(entities=entities, period=Period(start, end) if start and end else None)
    activities: list[Activity] = []
    indicators: list[Indicator] = []
    for unit in report.units:
        if unit.kind in STATING:
            names = by_unit[unit.id]
            activities += (_in_source(fact, unit) for fact in find_activities(unit.id, unit.text, names, setting))
            indicators += (_in_source(fact, unit) for fact in find_indicators(unit.id, unit.text, names, setting))
    return Facts(tuple(activities), tuple(indicators))


def is_report(report: Report) -> bool:
    """Return whether a document reports on work: it has numbered paragraphs, and says what it is or what period it is on."""
    metadata = report.metadata
    says_so = "报告" in f"{metadata.author or ''}{metadata.title or ''}" or metadata.period_start is not None
    return report.structured and (says_so or any("本报告" in unit.text for unit in report.units[:_OPENING]))


def _in_source(fact: _Fact, unit: Unit) -> _Fact:
    start, end = unit.source_span(fact.evidence_start, fact.evidence_end)
    return replace(fact, source_start=start, source_end=end)
