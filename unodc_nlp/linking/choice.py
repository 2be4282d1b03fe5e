"""Deciding between the things that one name may mean, or leaving it open."""

from __future__ import annotations

from collections.abc import Sequence

from unodc_nlp.knowledge.tables import Entry
from unodc_nlp.linking.entities import Entity, of_entry
from unodc_nlp.linking.memory import Memory, Mention, Read
from unodc_nlp.linking.names import Names

# A name with one of these labels is certainly a country, region or place: where only one has that name, it is meant.
_GEOGRAPHIC = frozenset({"COUNTRY", "REGION", "PLACE"})
_WORKS = frozenset({"TREATY", "PROGRAMME", "PUBLICATION"})
_UNITED_NATIONS = "un-"  # types of organs and bodies of the United Nations begin so
_OWNED = ("其", "该组织", "本组织", "该机构")
_LINKING = ("的", "")
_AND = ("和", "、", "及", "与")


def choose(names: Names, memory: Memory, passage: Read, mention: Mention) -> Entity | None:
    """Return what an ambiguous name means here, None where the document does not decide it.

    In this order: a list that shares its head (西部和中部非洲); another organisation that the name is an organ of; what the
    document names without doubt elsewhere; the country named last before; a body of the United Nations, since these are its
    documents; the only work of that title; the one thing of that name that is best known by it.
    """
    found = names.find(mention.key, mention.label)
    candidates = found.sure + found.maybe
    if not candidates:
        return _part(names, mention) or _sharing_head(names, passage, mention)
    if mention.label == "ORG":
        governed, organ = _organ(names, passage, mention)
        if governed:
            return of_entry(organ) if organ else None
    if mention.label in _GEOGRAPHIC and len(candidates) == 1:
        return of_entry(candidates[0])
    decided = (
        _only([entry for entry in candidates if memory.names(entry)])
        or _only(_of_country(names, candidates, passage, mention))
        or _only([entry for entry in candidates if _parent_here(entry, passage, mention)])
        or _only([entry for entry in candidates if entry.fields.get("type", "").startswith(_UNITED_NATIONS)])
    )
    if decided is None:
        decided = _only(candidates) if mention.label in _WORKS else _only(found.sure)
    return of_entry(decided) if decided else None


def _only(entries: Sequence[Entry]) -> Entry | None:
    return entries[0] if len(entries) == 1 else None


def _organ(names: Names, passage: Read, mention: Mention) -> tuple[bool, Entry | None]:
    """Return whether the name is an organ of another organisation (该组织在其大会上), and which one, if the tables know it."""
    before = passage.folded[: mention.start]
    owner = _owner(passage, mention, adjacent=not before.endswith(_OWNED))
    if owner is None:
        return False, None
    if owner.entity is None or owner.entity.id == "un":
        return owner.entity is None, None
    return True, _only(names.children(owner.entity.id, mention.key))


def _owner(passage: Read, mention: Mention, adjacent: bool) -> Mention | None:
    """Return the organisation named last before a name, or with `adjacent` the one that it directly follows."""
    for other in passage.before(mention):
        if other.label in ("ORG", "TREATY") and not other.nested:
            between = passage.folded[other.end : mention.start]
            return other if not adjacent or between in _LINKING else None
    return None


def _of_country(names: Names, candidates: Sequence[Entry], passage: Read, mention: Mention) -> list[Entry]:
    """Return the candidates of the country that was named last before, or that the name itself holds."""
    within = passage.mentions[mention.number + 1 : mention.number + 3]
    for other in (*(inner for inner in within if inner.end <= mention.end), *passage.before(mention)):
        if other.label == "COUNTRY" and other.entity is not None:
            return [entry for entry in candidates if names.country_of(entry) == other.entity.id]
    return []


def _parent_here(entry: Entry, passage: Read, mention: Mention) -> bool:
    parent = entry.fields.get("parent") or entry.fields.get("owner")
    return bool(parent) and any(
        other.entity is not None and other.entity.id == parent
        for other in (*passage.before(mention), *passage.after(mention))
    )


def _part(names: Names, mention: Mention) -> Entity | None:
    """Return the part of an organisation that is named after the whole (毒品和犯罪问题办公室独立评价股)."""
    if mention.label != "ORG":
        return None
    for cut in range(len(mention.key) - 2, 1, -1):
        whole = _only(names.find(mention.key[:cut], "ORG").sure)
        if whole is not None:
            part = names.find(mention.key[cut:].removeprefix("的"), "ORG")
            below = [entry for entry in (*part.sure, *part.maybe) if names.is_below(entry, whole.id)]
            if len(below) == 1:
                return of_entry(below[0])
    return None


def _sharing_head(names: Names, passage: Read, mention: Mention) -> Entity | None:
    """Return the region that the first of two joined names means when the second one ends both (西部和中部非洲)."""
    if mention.label != "REGION":
        return None
    other = next(passage.after(mention), None)
    if other is None or other.label != "REGION" or passage.folded[mention.end : other.start] not in _AND:
        return None
    for length in range(1, len(other.key)):
        found = names.find(mention.key + other.key[-length:], "REGION").only
        if found is not None:
            return of_entry(found)
    return None
