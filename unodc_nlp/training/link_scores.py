"""Counting links against the gold of `annotations/links`: identities, values, short names, references."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TypeVar

from unodc_nlp.gold.corpus import GoldUnit
from unodc_nlp.gold.links import NEW, GoldLinks
from unodc_nlp.linking import Background, Entity, Linker, Links, Passage
from unodc_nlp.linking.entities import LOCAL
from unodc_nlp.linking.names import name_keys
from unodc_nlp.linking.values import Amount, Period
from unodc_nlp.scoring import Counts
from unodc_nlp.spans import Span

LINKED = (
    "ORG",
    "ORG_REF",
    "COUNTRY",
    "RESOLUTION",
    "REGION",
    "PLACE",
    "TREATY",
    "PROGRAMME",
    "PUBLICATION",
    "DOCUMENT",
)
_Item = TypeVar("_Item", bound=Hashable)
VALUED = ("DATE", "QUANTITY")
KINDS = {
    "found": "of the names found, how many are linked right",
    "gold": "of the names of the gold, how many are linked right when all names are given",
    "names": "the same by unambiguous names of the tables alone, without context",
}


@dataclass(frozen=True, slots=True)
class LinkScore:
    """Counts of one unit: of its names by kind (`KINDS`) and label, of short names, of references to resolutions."""

    links: Mapping[tuple[str, str], Counts]
    short_names: Counts
    references: Counts


def score_links(
    linker: Linker,
    documents: Iterable[tuple[Sequence[GoldUnit], Background | None]],
    gold: Mapping[str, GoldLinks],
    found: Mapping[str, Sequence[Span]],
) -> dict[str, LinkScore]:
    """Link documents and count, by unit id.

    Args:
        linker: the linker.
        documents: units of each document in order, and what is known of it besides.
        gold: the gold of each unit.
        found: the names that the recogniser found in each unit.
    """
    scores: dict[str, LinkScore] = {}
    for units, background in documents:
        of_found = linker.link([Passage(unit.text, tuple(found[unit.id])) for unit in units], background)
        of_gold = linker.link([Passage(unit.text, unit.spans) for unit in units], background)
        for unit, some, all_ in zip(units, of_found, of_gold, strict=True):
            scores[unit.id] = _score(linker, unit, set(found[unit.id]), some, all_, gold[unit.id])
    return scores


def _score(
    linker: Linker, unit: GoldUnit, found: set[Span], of_found: Links, of_gold: Links, gold: GoldLinks
) -> LinkScore:
    links: dict[tuple[str, str], Counts] = {}
    for span, identity in gold.ids.items():
        right = {
            "gold": _same(identity, of_gold.entities.get(span), span.label),
            "names": _same(identity, linker.by_name(unit.text[span.start : span.end], span.label), span.label),
        }
        if span in found:
            right["found"] = _same(identity, of_found.entities.get(span), span.label)
        _count(links, right, span.label)
    for span, value in gold.values.items():
        right = {"gold": value == _value(of_gold.values.get(span))}
        if span in found:
            right["found"] = value == _value(of_found.values.get(span))
        _count(links, right, span.label)
    short_names = {(d.start, d.end, d.short_start, d.short_end) for d in of_found.definitions}
    references = {(r.start, r.end, r.entity.id) for r in of_found.references}
    wanted = {(*offsets, identity) for offsets, identity in gold.references.items()}
    return LinkScore(links, _overlap(set(gold.definitions), short_names), _overlap(wanted, references))


def _count(links: dict[tuple[str, str], Counts], right: Mapping[str, bool], label: str) -> None:
    for kind, is_right in right.items():
        links[kind, label] = links.get((kind, label), Counts()) + Counts(int(is_right), 1, 1)


def _overlap(wanted: Set[_Item], given: Set[_Item]) -> Counts:
    return Counts(len(wanted & given), len(given), len(wanted))


def _same(identity: str | None, entity: Entity | None, label: str) -> bool:
    """Return whether a link is the gold's; a thing in no table must be left unlinked, a reference to it must lead to its name."""
    if identity is None:
        return entity is None
    if not identity.startswith(NEW):
        return entity is not None and entity.id == identity
    if entity is None:
        return label != "ORG_REF"
    name = identity.removeprefix(NEW)
    return entity.table == LOCAL and (
        label != "ORG_REF" or name.isdigit() or name_keys([name]) == name_keys([entity.zh])
    )


def _value(value: Period | Amount | None) -> tuple[str | None, str]:
    """Return a value as the gold writes it."""
    if value is None:
        return None, ""
    if isinstance(value, Period):
        return str(value), value.modifier or ""
    numbers = [f"{number:.15g}" for number in (value.value, value.to) if number is not None]
    return "-".join(numbers) or None, value.qualifier
