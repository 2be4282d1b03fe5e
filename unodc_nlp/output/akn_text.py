"""Text of a unit as Akoma Ntoso inline elements: names that are linked, and the marks of footnotes."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from lxml import etree

from unodc_nlp.facts import Extraction, Mention
from unodc_nlp.linking import Entity

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_ID = re.compile(r"[^\w.-]+")
Mark = tuple[Mention, Entity]
Call = tuple[int, str, str]  # offset into the unit's text, the mark as printed, eId of the note


@cache
def settings() -> Mapping[str, Any]:
    """Return how labels, languages and elements are named in Akoma Ntoso (`akn.json`)."""
    data: Mapping[str, Any] = json.loads(files(__package__).joinpath("akn.json").read_text(encoding="utf-8"))
    return data


def xml_text(text: str) -> str:
    """Return a text with the characters that XML cannot hold replaced by U+FFFD."""
    return _NO_XML.sub("\ufffd", text)


def identifier(*parts: str) -> str:
    """Return an eId of parts, without white space and signs that an IRI does not hold."""
    return ".".join(_NO_ID.sub("-", unicodedata.normalize("NFKC", part)).strip("-") for part in parts)


def child(parent: etree._Element, tag: str, text: str | None = None, **attributes: str) -> etree._Element:
    """Append an element to another one and return it."""
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}")
    for name, value in attributes.items():
        element.set(name, xml_text(value))
    element.text = None if text is None else xml_text(text)
    return element


def entity_id(label: str, entity: Entity) -> str:
    """Return the eId of what a mention means."""
    return identifier(settings()["labels"][label]["class"][3:].lower(), entity.id)


def entity_address(label: str, entity: Entity) -> str:
    """Return the IRI of what a mention means: its document on the web, else its place in the ontology."""
    kind = settings()["ontology"][settings()["labels"][label]["class"]]
    return quote(entity.url, safe="/:?&=#%()") or f"/akn/ontology/{kind}/un/{identifier(entity.id)}"


def marks_by_unit(extraction: Extraction) -> defaultdict[str, list[Mark]]:
    """Return for each unit its linked names and references that Akoma Ntoso has elements for, outer before inner."""
    marks: defaultdict[str, list[Mark]] = defaultdict(list)
    named = [*extraction.mentions, *extraction.references]
    for mention in sorted(named, key=lambda mention: (mention.start, -mention.end)):
        entity = extraction.entity(mention)
        if entity is not None and mention.label in settings()["labels"]:
            marks[mention.unit].append((mention, entity))
    return marks


def add_text(parent: etree._Element, text: str, marks: Sequence[Mark], calls: Sequence[Call]) -> None:
    """Put a unit's text into an element, with its names marked, nested ones too, and the calls of its footnotes."""
    open_elements: list[tuple[int, etree._Element]] = [(len(text), parent)]
    waiting = list(calls)
    at = 0
    for mention, entity in [*_inside(marks), (None, None)]:
        start = mention.start if mention else len(text)
        while (waiting and waiting[0][0] <= start) or (len(open_elements) > 1 and open_elements[-1][0] <= start):
            if len(open_elements) > 1 and (not waiting or open_elements[-1][0] <= waiting[0][0]):
                end, element = open_elements.pop()
                _append(element, text[at:end])
                at = end
            else:
                offset, mark, note = waiting.pop(0)
                _append(open_elements[-1][1], text[at:offset])
                child(open_elements[-1][1], "noteRef", href=f"#{note}", marker=mark)
                at = max(at, offset)
        _append(open_elements[-1][1], text[at:start])
        at = start
        if mention and entity:
            open_elements.append((mention.end, _element(open_elements[-1][1], mention, entity)))


def _inside(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Yield the mentions that do not cross an earlier one: XML has no crossing elements."""
    ends: list[int] = []
    for mention, entity in marks:
        while ends and ends[-1] <= mention.start:
            ends.pop()
        if not ends or mention.end <= ends[-1]:
            ends.append(mention.end)
            yield mention, entity


def _element(parent: etree._Element, mention: Mention, entity: Entity) -> etree._Element:
    tag = settings()["labels"][mention.label]["element"]
    reference = f"#{entity_id(mention.label, entity)}"
    if tag == "ref":
        return child(parent, tag, href=entity_address(mention.label, entity), refersTo=reference)
    return child(parent, tag, refersTo=reference)


def _append(element: etree._Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + xml_text(text)
    else:
        element.text = (element.text or "") + xml_text(text)
