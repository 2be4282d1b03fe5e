"""What a short generic noun stands for: 办公室, 该处, 该委员会 an organisation, 《公约》 a work named before."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

from unodc_nlp.linking.entities import Entity, of_entry, of_local
from unodc_nlp.linking.memory import WINDOW, Memory, Mention, Read
from unodc_nlp.linking.names import Names, name_keys

_POINTING = re.compile("^(?:该|上述|前述|这一|这个|此)")
_OWN = re.compile("^(?:本|我们的?)")
_PASSAGES_BACK = 3
_PROTAGONIST = 3  # passages that name what a document is about, at least


class References:
    """Resolves references in one document.

    Args:
        names: the names of the tables.
        memory: what the document has named so far; it grows while the document is read.
        mentions: all organisations of the document that have names, linked where their name alone decides.
        body: what the document is addressed to, None if not known.
    """

    def __init__(self, names: Names, memory: Memory, mentions: Sequence[Mention], body: Entity | None) -> None:
        self._names = names
        self._memory = memory
        self._named = {mention.entity.id: mention.entity for mention in mentions if mention.entity is not None}
        self._counts = Counter(mention.entity.id for mention in mentions if mention.entity is not None)
        self._main: dict[str, Entity | None] = {}
        self._body = body
        self._protagonist = _most_named(mentions)

    def organisation(self, passage: Read, mention: Mention) -> Entity | None:
        """Return the organisation that a reference stands for, None where the document does not decide it.

        With 该 the organisation with that head noun named last; without, the one that the document is about (办公室 in the report of
        an office), the one named last in the passage, the body that the document is addressed to, the one named last before. Then
        an organ of what the passage names (秘书处 beside a convention), and the one that most names of the document mean.
        """
        pointing = _POINTING.match(mention.key)
        head = _OWN.sub("", mention.key[pointing.end() :] if pointing else mention.key)
        if not head:
            return None
        protagonist = self._protagonist if self._fits(self._protagonist, head) else None
        if protagonist is not None and not pointing:
            return protagonist
        return (
            self._last(mention, head, 0)
            or (self._body if not pointing and self._fits(self._body, head) else None)
            or self._last(mention, head, _PASSAGES_BACK)
            or protagonist
            or self._organ(passage, mention, head)
            or self._main_one(head)
        )

    def work(self, mention: Mention) -> Entity | None:
        """Return the work that a short title stands for (《公约》, 《契约》): the one named last whose name ends so."""
        for other in islice(reversed(self._memory.works), WINDOW):
            work = other.entity
            if work and (other.key.endswith(mention.key) or self._names.ending_in(mention.key, work.table, work.id)):
                return work
        return None

    def _last(self, mention: Mention, head: str, passages: int) -> Entity | None:
        before = self._memory.before(mention, passages)
        for other in before:
            if _ends_in(other.key, head) or self._fits(other.entity, head):
                if other.entity is None:
                    other.entity = of_local(other.folded)
                return other.entity
        if head in _heads()["any"]:
            return next((other.entity for other in self._memory.before(mention, 0) if other.entity is not None), None)
        return None

    def _organ(self, passage: Read, mention: Mention, head: str) -> Entity | None:
        """Return the organ with that head of an organisation or treaty of the passage, the one named last before first."""
        for other in (*passage.before(mention), *passage.after(mention)):
            if other.label in ("ORG", "TREATY") and not other.nested and other.entity is not None:
                organ = self._names.organ(other.entity.table, other.entity.id, head)
                if organ is not None:
                    return of_entry(organ)
        return None

    def _main_one(self, head: str) -> Entity | None:
        """Return the organisation that most names with that head in the document mean, None if there is no such one."""
        if head not in self._main:
            fitting = {identity: entity for identity, entity in self._named.items() if self._fits(entity, head)}
            counts = Counter({identity: self._counts[identity] for identity in fitting})
            top = counts.most_common(1)
            self._main[head] = fitting[top[0][0]] if top and top[0][1] * 2 > counts.total() else None
        return self._main[head]

    def _fits(self, entity: Entity | None, head: str) -> bool:
        if entity is None:
            return False
        keys = self._names.main_keys(entity.table, entity.id) or name_keys([entity.zh])
        return any(_ends_in(key, head) for key in keys)


def _most_named(mentions: Sequence[Mention]) -> Entity | None:
    """Return the organisation that most names mean, None if few passages name it."""
    passages: dict[str, set[int]] = {}
    entities: dict[str, Entity] = {}
    counts: Counter[str] = Counter()
    for mention in mentions:
        if mention.entity is not None:
            entities[mention.entity.id] = mention.entity
            passages.setdefault(mention.entity.id, set()).add(mention.passage)
            counts[mention.entity.id] += 1
    top = next(iter(counts.most_common(1)), None)
    return entities[top[0]] if top and len(passages[top[0]]) >= _PROTAGONIST else None


def _ends_in(key: str, head: str) -> bool:
    return key.endswith(head) and not key.endswith(tuple(_heads()["not"].get(head, ())))


@cache
def _heads() -> Any:
    return json.loads(files("unodc_nlp.knowledge").joinpath("heads.json").read_text(encoding="utf-8"))
