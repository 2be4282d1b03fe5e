"""The benchmark of activities and figures: all rules as shipped, beside a baseline, by report.

The rules were written with the reports of `DEVELOPED_ON` at hand; the others show what they do on text that nobody looked at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from unodc_nlp.facts.activities import Activity, find_activities
from unodc_nlp.facts.indicators import Indicator, find_indicators
from unodc_nlp.facts.mentions import Mention
from unodc_nlp.facts.roles import Setting
from unodc_nlp.gold.corpus import GoldUnit, load_gold
from unodc_nlp.gold.facts import GoldFacts, load_facts
from unodc_nlp.gold.links import load_metadata
from unodc_nlp.linking import Background, Entity, Linker, Passage
from unodc_nlp.linking.values import Period
from unodc_nlp.scoring import Counts, figures_of
from unodc_nlp.spans import Span, outermost
from unodc_nlp.training.fact_scores import FIELDS, Identities, field_counts, indicator_counts, pair
from unodc_nlp.training.facts_baseline import baseline_activities, baseline_indicators

DEVELOPED_ON = ("2017", "2018")
SYSTEMS = {
    "rules": "the rules as shipped",
    "baseline": "every sentence with a date and a place is one activity, every quantity a figure",
}
ROWS = {
    "activities": "activities: unit, type, evidence",
    **{field: f"activities found: {field}" for field in FIELDS},
    "value": "figures: value and qualifier",
    "value and period": "figures: value and period",
    "value, period and name": "figures: value, period and name",
}
_STATES_NOTHING = re.compile(r"-(?:summary|h\d+)$")
UnitCounts = Mapping[str, Mapping[str, Counts]]


def mentions_of(
    units: Sequence[GoldUnit],
    spans: Mapping[str, Sequence[Span]] | None,
    background: Background | None,
    linker: Linker,
) -> tuple[dict[str, list[Mention]], dict[tuple[str, str], Entity]]:
    """Return the linked mentions of a document's units by unit id, and what they mean by label and id.

    Args:
        units: its units in reading order.
        spans: the names found in each unit; those of the gold if None.
        background: what is known of the document besides.
        linker: the linker.
    """
    given = [tuple(unit.spans if spans is None else spans[unit.id]) for unit in units]
    links = linker.link([Passage(unit.text, names) for unit, names in zip(units, given, strict=True)], background)
    found: dict[str, list[Mention]] = {}
    entities: dict[tuple[str, str], Entity] = {}
    for unit, names, linked in zip(units, given, links, strict=True):
        outer = set(outermost(names))
        entities |= {(span.label, entity.id): entity for span, entity in linked.entities.items()}
        found[unit.id] = [
            Mention(
                unit=unit.id,
                text=unit.text[span.start : span.end],
                label=span.label,
                start=span.start,
                end=span.end,
                source_start=span.start,
                source_end=span.end,
                nested=span not in outer,
                id=linked.entities[span].id if span in linked.entities else None,
                value=linked.values.get(span),
            )
            for span in names
        ]
    return found, entities


def score_report(
    units: Sequence[GoldUnit],
    gold: GoldFacts,
    background: Background,
    spans: Mapping[str, Sequence[Span]] | None = None,
    linker: Linker | None = None,
) -> dict[str, UnitCounts]:
    """Count what is found in a report.

    Args:
        units: its units in reading order.
        gold: its facts.
        background: what its first page says.
        spans: the names found in each unit, by unit id; those of the gold if None.
        linker: the linker; one with the tables of the package if None.

    Returns:
        By system (`SYSTEMS`) and unit id the counts of each row (`ROWS`).
    """
    mentions, entities = mentions_of(units, spans, background, linker or Linker())
    period = Period(background.start, background.end) if background.start and background.end else None
    setting = Setting(entities=entities, period=period)
    identities = Identities.of(mention for names in mentions.values() for mention in names)
    scores: dict[str, dict[str, Mapping[str, Counts]]] = {system: {} for system in SYSTEMS}
    for unit in units:
        names = mentions[unit.id]
        states = not _STATES_NOTHING.search(unit.id)
        found: dict[str, tuple[Sequence[Activity], Sequence[Indicator]]] = {
            "rules": (
                find_activities(unit.id, unit.text, names, setting) if states else [],
                find_indicators(unit.id, unit.text, names, setting) if states else [],
            ),
            "baseline": (
                baseline_activities(unit.id, unit.text, names, setting),
                baseline_indicators(unit.id, names),
            ),
        }
        for system, (activities, indicators) in found.items():
            scores[system][unit.id] = _unit_counts(unit.id, gold, activities, indicators, identities)
    return dict(scores)


def _unit_counts(
    unit: str, gold: GoldFacts, activities: Sequence[Activity], indicators: Sequence[Indicator], identities: Identities
) -> dict[str, Counts]:
    wanted = [activity for activity in gold.activities if activity.unit == unit]
    pairs = pair(wanted, activities)
    counts = {"activities": Counts(len(pairs), len(activities), len(wanted))}
    for gold_one, given in pairs:
        for field, count in field_counts(gold_one, given, identities).items():
            counts[field] = counts.get(field, Counts()) + count
    figures = [indicator for indicator in gold.indicators if indicator.unit == unit]
    return counts | indicator_counts(figures, indicators)


def score_gold(directory: Path) -> dict[str, dict[str, UnitCounts]]:
    """Count what is found in each annotated report when all its names are given, by the report's name; see `score_report`."""
    gold, metadata, linker = load_gold(directory), load_metadata(directory), Linker()
    scores = {}
    for document in gold.documents:
        units = [unit for unit in gold.reports if unit.document == document]
        first_page = metadata[document]
        background = Background(first_page["period_start"], first_page["period_end"], first_page["body"])
        facts = load_facts(directory / "facts", document, units)
        scores[document] = score_report(units, facts, background, linker=linker)
    return scores


def summarise_facts(scores: Mapping[str, Mapping[str, UnitCounts]]) -> dict[str, Any]:
    """Return figures by system, part (``development``, ``check``) and row from counts by report, system and unit."""
    parts = {
        "development": [name for name in scores if name in DEVELOPED_ON],
        "check": [name for name in scores if name not in DEVELOPED_ON],
    }
    return {
        system: {
            part: {
                row: figures_of([unit.get(row, Counts()) for name in names for unit in scores[name][system].values()])
                for row in ROWS
            }
            for part, names in parts.items()
        }
        for system in SYSTEMS
    }


def facts_table(data: Mapping[str, Any]) -> str:
    """Return the figures of `summarise_facts` as a Markdown table: a row per thing counted."""
    parts = {
        "development": f"reports of {' and '.join(DEVELOPED_ON)} (rules written on them)",
        "check": "the other report",
    }
    head = [
        "",
        *(
            f"{name}: {column}"
            for name in parts.values()
            for column in ("F1 (95 % interval)", "P", "R", "gold", "baseline F1")
        ),
    ]
    lines = ["| " + " | ".join(head) + " |", "|---" + "|---:" * (len(head) - 1) + "|"]
    for row, meaning in ROWS.items():
        cells = []
        for part in parts:
            ours, baseline = data["rules"][part][row], data["baseline"][part][row]
            cells.append(f"{ours['f1']:.3f} ({ours['low']:.3f}–{ours['high']:.3f})")
            cells += [f"{ours['precision']:.3f}", f"{ours['recall']:.3f}", str(ours["gold"]), f"{baseline['f1']:.3f}"]
        lines.append("| " + " | ".join([meaning, *cells]) + " |")
    return "\n".join(lines)
