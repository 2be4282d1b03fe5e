"""Who receives, who holds with the office, and where: decided by the prepositions and verbs around the names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from unodc_nlp.facts.grammar import load_grammar
from unodc_nlp.facts.mentions import Mention
from unodc_nlp.facts.signs import Signs

AREAS = frozenset({"COUNTRY", "REGION", "PLACE"})
PARTIES = frozenset({"COUNTRY", "REGION", "ORG", "ORG_REF", "PLACE"})
Own = Callable[[Mention], bool]


def in_role(signs: Signs, role: str, start: int, end: int) -> list[Mention]:
    """Return the names that have a role in a stretch, in reading order.

    Args:
        signs: the unit.
        role: ``beneficiaries``, ``partners`` or ``venues``.
        start, end: the stretch, offsets into the text of the signs.
    """
    labels = AREAS if role == "venues" else PARTIES
    found: dict[int, Mention] = {}
    for pattern in load_grammar().roles[role]:
        for match in pattern.finditer(signs.text, start, end):
            for at in range(*match.span(1)):
                mention = signs.mentions.get(at)
                if mention is not None and mention.label in labels and not _noted(signs.text, match.start(1), at):
                    found[at] = mention
    return [found[at] for at in sorted(found)]


def distinct(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return the names without those that mean the same as an earlier one."""
    found: dict[str, Mention] = {}
    for mention in mentions:
        found.setdefault(mention.id or mention.text, mention)
    return tuple(found.values())


def without(mentions: Iterable[Mention], others: Sequence[Mention]) -> list[Mention]:
    """Return the names that are not among others."""
    taken = {(other.start, other.end) for other in others}
    return [mention for mention in mentions if (mention.start, mention.end) not in taken]


def _noted(text: str, start: int, at: int) -> bool:
    """Return whether a name stands in a bracket of its list, such as the short name of the one before it."""
    return text.count("(", start, at) > text.count(")", start, at)
