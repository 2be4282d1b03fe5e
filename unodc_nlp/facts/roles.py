"""Who receives, who holds with the office, and where: decided by the prepositions and verbs around the names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from unodc_nlp.facts.grammar import load_grammar
from unodc_nlp.facts.mentions import Mention
from unodc_nlp.facts.sentences import in_brackets
from unodc_nlp.facts.signs import Signs
from unodc_nlp.linking import Entity
from unodc_nlp.linking.values import Period

AREAS = frozenset({"COUNTRY", "REGION", "PLACE"})
_LABELS = {
    "beneficiaries": AREAS | {"ORG", "ORG_REF"},
    "partners": frozenset({"COUNTRY", "ORG", "ORG_REF"}),
    "venues": AREAS,
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a report where its facts are looked for.

    Attributes:
        hosts: ids of the office that reports; its parts have ids that begin with its own and a hyphen.
        entities: what the names mean, by label and id.
        period: the period that it reports on, None if not known.
    """

    hosts: frozenset[str] = frozenset({"unodc"})
    entities: Mapping[tuple[str, str], Entity] = field(default_factory=dict)
    period: Period | None = None

    def own(self, mention: Mention) -> bool:
        """Return whether a name is that of the office or of a part of it, which is no partner of itself."""
        return mention.id is not None and any(
            mention.id == host or mention.id.startswith(host + "-") for host in self.hosts
        )

    def country(self, mention: Mention) -> str | None:
        """Return the ISO 3166-1 alpha-3 code of the country that a name means or lies in, None if not known."""
        if mention.id is None:
            return None
        if mention.label == "COUNTRY":
            return mention.id
        entity = self.entities.get((mention.label, mention.id))
        return (entity.codes.get("country") or entity.parent or None) if entity else None


def in_role(signs: Signs, role: str, start: int, end: int) -> list[int]:
    """Return where the names stand that have a role in a stretch, in reading order.

    Args:
        signs: the unit.
        role: ``beneficiaries``, ``partners`` or ``venues``.
        start: where the stretch begins, an offset into the text of the signs.
        end: where it ends.
    """
    found: set[int] = set()
    for pattern in load_grammar().roles[role]:
        for match in pattern.finditer(signs.text, start, end):
            for at in range(*match.span(1)):
                mention = signs.mentions.get(at)
                # A name in a bracket of the list is the short name of the one before it.
                if mention and mention.label in _LABELS[role] and not in_brackets(signs.text, match.start(1), at):
                    found.add(at)
    return sorted(found)


def distinct(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return the names without those that mean the same as an earlier one."""
    found: dict[str, Mention] = {}
    for mention in mentions:
        found.setdefault(mention.id or mention.text, mention)
    return tuple(found.values())
