"""Which entries of the tables a name may stand for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from unodc_nlp.knowledge.base import Knowledge
from unodc_nlp.knowledge.tables import Entry
from unodc_nlp.model.view import View, make_view

# Where names of a label stand; the first table that has the name decides.
TABLES: Mapping[str, tuple[str, ...]] = {
    "COUNTRY": ("countries",),
    "REGION": ("regions", "places", "countries"),
    "PLACE": ("places", "regions", "countries"),
    "ORG": ("organisations", "programmes"),
    "TREATY": ("treaties", "programmes"),
    "PROGRAMME": ("programmes", "treaties", "publications", "organisations"),
    "PUBLICATION": ("publications", "programmes", "treaties"),
}
# Marks that make no difference between names once a text is folded.
_MARKS = dict.fromkeys(map(ord, "《》“”‘’-·.,"))
_SEPARATOR = "\ufffd"


def view_text(view: View) -> str:
    """Return the characters of a view, one for each of its codes."""
    return view.codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def name_key(folded: str) -> str:
    """Return what names that are equal but for typography have in common, from a stretch of `view_text`."""
    return folded.translate(_MARKS).casefold()


def name_keys(names: Iterable[str]) -> list[str]:
    """Return the key of each name, folded in one pass."""
    # NUL is folded to the separator, and no name holds either.
    joined = view_text(make_view("\0".join(names)))
    return name_key(joined).split(_SEPARATOR)


@dataclass(frozen=True, slots=True)
class Candidates:
    """The entries that a name may stand for.

    Attributes:
        sure: entries that have that name; several only if tables disagree.
        maybe: further entries that it means in the right context.
    """

    sure: tuple[Entry, ...] = ()
    maybe: tuple[Entry, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.sure or self.maybe)

    @property
    def only(self) -> Entry | None:
        """The entry that the name means whatever the context, None if there is none."""
        return self.sure[0] if len(self.sure) == 1 and not self.maybe else None


@dataclass(slots=True)
class _Index:
    exact: dict[str, list[Entry]] = field(default_factory=dict)
    maybe: dict[str, list[Entry]] = field(default_factory=dict)
    loose: dict[str, list[Entry]] = field(default_factory=dict)


class Names:
    """An index of all names of the tables.

    Args:
        knowledge: the tables.
        variants: pairs of a pattern and its replacement that lead wordings of the same name to one form.
    """

    def __init__(self, knowledge: Knowledge, variants: Iterable[tuple[str, str]] = ()) -> None:
        self._knowledge = knowledge
        self._variants = [(re.compile(pattern, re.MULTILINE), replacement) for pattern, replacement in variants]
        self._indexes: dict[str, _Index] = {}
        self._keys: dict[tuple[str, str], list[str]] = {}

    def find(self, key: str, label: str) -> Candidates:
        """Return the entries that a name with that key and label may stand for.

        Names in their exact wording come first, then ambiguous forms, then other wordings of a name.
        """
        for table in TABLES.get(label, ()):
            index = self._index(table)
            found = Candidates(tuple(index.exact.get(key, ())), tuple(index.maybe.get(key, ())))
            if found:
                return found
        for table in TABLES.get(label, ()):
            entries = self._index(table).loose.get(self._loosen(key), ())
            if entries:
                return Candidates(maybe=tuple(entries)) if len(entries) > 1 else Candidates(sure=tuple(entries))
        return Candidates()

    def ending_in(self, head: str, table: str, identity: str) -> bool:
        """Return whether a name of an entry of the tables ends in the noun `head` (a key)."""
        entry = self._knowledge.tables[table].get(identity) if table in self._knowledge.tables else None
        return entry is not None and any(key.endswith(head) for key in self._keys_of(entry))

    @cached_property
    def country_names(self) -> dict[str, str]:
        """The id of the country for the key of each of its unambiguous names."""
        return {key: entries[0].id for key, entries in self._index("countries").exact.items() if len(entries) == 1}

    def main_keys(self, table: str, identity: str) -> tuple[str, ...]:
        """Return the keys of the official and the short names of an entry, none if the tables do not have it."""
        entry = self._knowledge.tables[table].get(identity) if table in self._knowledge.tables else None
        if entry is None:
            return ()
        others = set(entry.fields.get("other", "").split(";"))
        return tuple(key for key, name in zip(self._keys_of(entry), entry.names, strict=True) if name not in others)

    def entry(self, table: str, identity: str) -> Entry:
        """Return an entry of the tables.

        Raises:
            KeyError: there is none.
        """
        return self._knowledge.tables[table][identity]

    def country_of(self, entry: Entry) -> str:
        """Return the id of the country that an entry lies in or belongs to, empty if it is of none."""
        if entry.table == "countries":
            return entry.id
        if entry.fields.get("country"):
            return entry.fields["country"]
        official = self._keys_of(entry)[0] if entry.names else ""
        lengths = range(min(len(official), 14), 1, -1)
        return next((self.country_names[official[:n]] for n in lengths if official[:n] in self.country_names), "")

    def is_below(self, entry: Entry, whole: str) -> bool:
        """Return whether an organisation is part of `whole`, directly or not."""
        parents = self._knowledge.tables["organisations"]
        seen: set[str] = set()
        while (parent := entry.fields.get("parent")) and parent not in seen and parent in parents:
            if parent == whole:
                return True
            seen.add(parent)
            entry = parents[parent]
        return False

    def organ(self, table: str, identity: str, head: str) -> Entry | None:
        """Return the organ with that head noun (a key) of an organisation or treaty, None if the tables have none.

        It is the only one below it, or the one that is called by its name and the head (巴塞尔公约缔约方会议).
        """
        below = self.children(identity, head) if table == "organisations" else ()
        if len(below) == 1:
            return below[0]
        entry = self._knowledge.tables.get(table, {}).get(identity)
        for key in self._keys_of(entry) if entry else ():
            found = self.find(key + head, "ORG").sure
            if len(found) == 1:
                return found[0]
        return None

    def children(self, parent: str, head: str) -> tuple[Entry, ...]:
        """Return the organisations below `parent` that have a name ending in `head` (a key)."""
        return tuple(entry for entry in self._by_parent.get(parent, ()) if self.ending_in(head, entry.table, entry.id))

    @cached_property
    def _by_parent(self) -> dict[str, list[Entry]]:
        children: dict[str, list[Entry]] = defaultdict(list)
        for entry in self._knowledge.tables["organisations"].values():
            if entry.fields["parent"]:
                children[entry.fields["parent"]].append(entry)
        return dict(children)

    def _keys_of(self, entry: Entry) -> list[str]:
        key = entry.table, entry.id
        if key not in self._keys:
            self._keys[key] = name_keys(entry.names)
        return self._keys[key]

    def _index(self, table: str) -> _Index:
        if table not in self._indexes:
            self._indexes[table] = self._make_index(table)
        return self._indexes[table]

    def _make_index(self, table: str) -> _Index:
        entries = list(self._knowledge.tables[table].values())
        forms = [(entry, name, True) for entry in entries for name in (*entry.names, *entry.acronyms)]
        forms += [(entry, name, False) for entry in entries for name in entry.ambiguous]
        own = {entry.id for entry in self._knowledge.own if entry.table == table}
        # A user's own entries come first, so that their names mean them and nothing else.
        forms.sort(key=lambda form: form[0].id not in own)
        index = _Index()
        taken: set[str] = set()
        keys = name_keys(name for _, name, _ in forms)
        for (entry, _, sure), key, loose in zip(forms, keys, self._loosen("\n".join(keys)).split("\n"), strict=True):
            if entry.id in own:
                taken.add(key)
            elif key in taken:
                continue
            _add(index.exact if sure else index.maybe, key, entry)
            if sure:
                _add(index.loose, loose, entry)
        return index

    def _loosen(self, keys: str) -> str:
        """Lead wordings of the same name to one form, in any number of keys, a line each."""
        for pattern, replacement in self._variants:
            keys = pattern.sub(replacement, keys)
        return keys


def _add(index: dict[str, list[Entry]], key: str, entry: Entry) -> None:
    entries = index.setdefault(key, [])
    if not any(other is entry for other in entries):
        entries.append(entry)
