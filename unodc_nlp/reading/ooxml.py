"""The parts of an Office Open XML package (DOCX) as trees, parsed without entities, DTDs or network.

Elements and attributes go by their local names, since the transitional and the strict form of the standard
(ECMA-376) differ in their namespaces only.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from unodc_nlp.errors import DocumentError
from unodc_nlp.reading.archive import Archive
from unodc_nlp.reading.limits import Budget

Element: TypeAlias = etree._Element


def tag(element: Element) -> str:
    """Return an element's local name, "" for comments and processing instructions."""
    name = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def attribute(element: Element | None, name: str) -> str | None:
    """Return the attribute of that local name, or None."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first descendant on a path of local names, or None."""
    for name in path:
        if element is None:
            return None
        element = next((item for item in element if tag(item) == name), None)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    """Yield the children of that local name."""
    if element is not None:
        yield from (item for item in element if tag(item) == name)


class Package:
    """A DOCX file's parts."""

    def __init__(self, archive: Archive, budget: Budget) -> None:
        self._archive = archive
        self._budget = budget
        self.main = next(iter(self.related("", "officeDocument")), "word/document.xml")

    def tree(self, name: str) -> Element | None:
        """Return a part's root element, None if there is no such part.

        Raises:
            DocumentError: the part is no well-formed XML, or has a document type, which no word processor writes.
        """
        if name not in self._archive:
            return None
        self._budget.check_time()
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(self._archive.read(name), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise DocumentError(f"{name} in {self._budget.name} is broken XML ({error}); save it anew") from None
        if root.getroottree().docinfo.doctype:
            raise DocumentError(f"{name} in {self._budget.name} has a document type, which is not read; save it anew")
        return root

    def related(self, part: str, kind: str) -> list[str]:
        """Return the names of the parts that `part` refers to as this kind, in order."""
        folder, base = posixpath.split(part)
        relations = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = []
        for relation in children(relations, "Relationship"):
            kinds = (attribute(relation, "Type") or "").rpartition("/")[2]
            if kinds == kind and attribute(relation, "TargetMode") != "External":
                target = attribute(relation, "Target") or ""
                found.append(posixpath.normpath(posixpath.join(folder, target)).lstrip("/"))
        return found
