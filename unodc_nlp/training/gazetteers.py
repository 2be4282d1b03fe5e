"""The name tables that the recogniser's features look names up in, made from the knowledge tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Set

from unodc_nlp.knowledge.tables import Entry, load_lexicon, load_table
from unodc_nlp.model.features import Features
from unodc_nlp.model.names import NameTable

# Each group of tables is one gazetteer; a name's value is the set of its kinds in that group, as bits.
_GEOGRAPHY = {"countries": 1, "regions": 2, "places": 4}
_AMBIGUOUS_GEOGRAPHY = 8
_WORKS = {"treaties": 1, "programmes": 2, "publications": 4}
_ORGANISATIONS = 1  # place of their gazetteer
_AMBIGUOUS_WORK = 8
_NAME, _SHORT, _AMBIGUOUS, _ACRONYM = 1, 2, 4, 8
_LONGEST_SHORT = 6
_HAN = re.compile(r"[\u3400-\u9fff]+")
_MOST_HEADS = 300


def make_features(names: Iterable[str]) -> Features:
    """Return the features over the knowledge tables.

    Args:
        names: names of organisations in the training gold; with those of the tables they give the words that such names end in.
    """
    organisations = _organisations(load_table("organisations"))
    gazetteers = [_geography(), organisations, _works()]
    heads = _heads([*organisations, *names])
    return Features(NameTable(load_lexicon()), [NameTable(table) for table in gazetteers], NameTable(heads))


def without_organisations(features: Features, ids: Set[str]) -> Features:
    """Return the features with these organisations left out of the tables, under all of their names."""
    kept = _organisations([entry for entry in load_table("organisations") if entry.id not in ids])
    gazetteers = [
        table if number != _ORGANISATIONS else NameTable(kept) for number, table in enumerate(features.gazetteers)
    ]
    return Features(features.lexicon, gazetteers, features.heads)


def _geography() -> dict[str, int]:
    kinds: dict[str, int] = {}
    for table, bit in _GEOGRAPHY.items():
        for entry in load_table(table):
            for name in entry.names:
                kinds[name] = kinds.get(name, 0) | bit
            for name in entry.ambiguous:
                kinds[name] = kinds.get(name, 0) | bit | _AMBIGUOUS_GEOGRAPHY
    return kinds


def _organisations(entries: Iterable[Entry]) -> dict[str, int]:
    kinds: dict[str, int] = {}
    for entry in entries:
        official, *others = entry.names
        forms = [(official, _NAME), *((name, _SHORT if len(name) <= _LONGEST_SHORT else _NAME) for name in others)]
        forms += [(name, _AMBIGUOUS) for name in entry.ambiguous] + [(name, _ACRONYM) for name in entry.acronyms]
        for name, bit in forms:
            kinds[name] = kinds.get(name, 0) | bit
    return kinds


def _works() -> dict[str, int]:
    kinds: dict[str, int] = {}
    for table, bit in _WORKS.items():
        for entry in load_table(table):
            for name in entry.names:
                kinds[name.strip("《》")] = kinds.get(name.strip("《》"), 0) | bit
            for name in entry.ambiguous:
                kinds[name.strip("《》")] = kinds.get(name.strip("《》"), 0) | bit | _AMBIGUOUS_WORK
    return kinds


def _heads(names: Iterable[str]) -> dict[str, int]:
    """Return the words that many names of organisations end in (委员会, 办公室, 部), with a number each, most frequent first."""
    ends: Counter[str] = Counter()
    for name in set(names):
        for length in range(1, min(5, len(name))):
            if _HAN.fullmatch(name[-length:]):
                ends[name[-length:]] += 1
    frequent = [end for end, count in ends.items() if count >= (12 if len(end) == 1 else 4)]
    frequent.sort(key=lambda end: (-ends[end], end))
    return {end: number for number, end in enumerate(frequent[:_MOST_HEADS], start=1)}
