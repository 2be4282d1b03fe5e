"""What a link leads to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from unodc_nlp.knowledge.tables import Entry

RESOLUTIONS, DOCUMENTS, LOCAL = "resolutions", "documents", "local"
_DOCUMENT_PAGE = "https://undocs.org/zh/{symbol}"
_NO_CODE = {"id", "zh", "full", "short", "other", "ambiguous", "en", "en_full", "type", "parent"}


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that names are linked to.

    Attributes:
        id: ISO 3166-1 alpha-3 code of a country, official symbol of a resolution or document, else our id; ``local:NAME`` for a
            name that stands in no table but that the document gives a short name.
        table: the table that it stands in, or ``resolutions``, ``documents``, ``local``.
        zh: its official Chinese name.
        en: its English name, empty if not known.
        type: its type, such as ``un-secretariat``, ``member``, ``resolution``; empty if not known.
        parent: id of the organisation or state that it is part of, adopted it or owns it; empty if none.
        codes: further codes and facts by name, such as ``alpha2``, ``m49``, ``acronym``, ``date``.
        url: its document on the web, empty if it is none.
    """

    id: str
    table: str
    zh: str
    en: str = ""
    type: str = ""
    parent: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    url: str = ""

    def to_data(self) -> dict[str, Any]:
        """Return the entity as JSON-able data, for `Entity(**data)`."""
        return {
            "id": self.id,
            "table": self.table,
            "zh": self.zh,
            "en": self.en,
            "type": self.type,
            "parent": self.parent,
            "codes": dict(self.codes),
            "url": self.url,
        }


def of_entry(entry: Entry) -> Entity:
    """Return the entity that a table's entry describes."""
    fields = entry.fields
    return Entity(
        id=entry.id,
        table=entry.table,
        zh=fields["zh"],
        en=fields["en"],
        type=next((fields[column] for column in ("type", "status", "kind") if fields.get(column)), ""),
        parent=next((fields[column] for column in ("parent", "owner", "country") if fields.get(column)), ""),
        codes={name: value for name, value in fields.items() if value and name not in _NO_CODE},
    )


def of_document(symbol: str) -> Entity:
    """Return the entity of a UN document with that symbol."""
    return Entity(id=symbol, table=DOCUMENTS, zh=symbol, type="document", url=page_of(symbol))


def of_local(name: str) -> Entity:
    """Return the entity of a name in no table."""
    return Entity(id=f"local:{name}", table=LOCAL, zh=name)


def page_of(symbol: str) -> str:
    """Return the address of the document with that symbol in the Official Document System."""
    return _DOCUMENT_PAGE.format(symbol=symbol)
