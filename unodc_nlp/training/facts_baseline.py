"""The baseline of facts: every sentence with a date and a place is one activity, every quantity with a number is a figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from unodc_nlp.facts.activities import Activity
from unodc_nlp.facts.grammar import load_grammar
from unodc_nlp.facts.indicators import Indicator
from unodc_nlp.facts.mentions import Mention
from unodc_nlp.facts.roles import Setting, distinct
from unodc_nlp.facts.sentences import find_sentences
from unodc_nlp.facts.signs import read_signs
from unodc_nlp.linking.values import Amount, Period


def baseline_activities(unit: str, text: str, mentions: Sequence[Mention], setting: Setting) -> list[Activity]:
    """Return an activity for each sentence with a date and a place, of the type of its last noun that is called so.

    Its date is the first one, its places are the cities, its beneficiaries the countries and regions, its partners the other organisations.
    """
    signs = read_signs(text, mentions)
    found = []
    for sentence in find_sentences(signs.text):
        names = signs.within(sentence.start, sentence.end)
        labels = {label: [name for name in names if name.label == label] for label in {name.label for name in names}}
        if "DATE" not in labels or not {"PLACE", "COUNTRY", "REGION"} & labels.keys():
            continue
        nouns = list(load_grammar().nouns.finditer(signs.text, sentence.start, sentence.end))
        period = next((name.value for name in labels["DATE"] if isinstance(name.value, Period)), None)
        start, end = signs.span(sentence.start, sentence.end)
        bodies = [name for name in labels.get("ORG", []) if not setting.own(name)]
        found.append(
            Activity(
                unit=unit,
                type=str(nouns[-1].lastgroup) if nouns else "other",
                count=1,
                start=period.start if period else None,
                end=period.end if period else None,
                places=distinct(labels.get("PLACE", [])),
                beneficiaries=distinct([*labels.get("COUNTRY", []), *labels.get("REGION", [])]),
                partners=distinct(bodies),
                participants=None,
                women=None,
                status="done",
                evidence=text[start:end],
                evidence_start=start,
                evidence_end=end,
            )
        )
    return found


def baseline_indicators(unit: str, mentions: Iterable[Mention]) -> list[Indicator]:
    """Return a figure without period for each quantity that has a number."""
    return [
        Indicator(
            unit=unit,
            name="other",
            value=mention.value.value,
            qualifier=mention.value.qualifier,
            start=None,
            end=None,
            scope=None,
            evidence=mention.text,
            evidence_start=mention.start,
            evidence_end=mention.end,
        )
        for mention in mentions
        if not mention.nested and isinstance(mention.value, Amount) and mention.value.value is not None
    ]
