"""The linker as a spaCy component: gives names their identities, dates and quantities their values.

`span.kb_id_` and `span._.entity` are set on the spans of `doc.ents` and `doc.spans["unodc"]`, `span._.value` on dates and quantities;
`doc.spans["unodc_references"]` are phrases such as 该决议, `doc._.definitions` the short names that the text introduces.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from unodc_nlp.knowledge.base import Knowledge
from unodc_nlp.linking import Background, Entity, Linker, Links, Passage
from unodc_nlp.linking.values import Amount, Period, value_from_data, value_to_data
from unodc_nlp.pipeline.knowing import KnowingComponent
from unodc_nlp.pipeline.recogniser import SPANS_KEY
from unodc_nlp.spans import Span, outermost

REFERENCES_KEY = "unodc_references"
_DATA_KEY = "unodc_links"


class ShortName(NamedTuple):
    """A short name that a text introduces, with the name that it is short for; both as spans of the Doc."""

    name: DocSpan
    short: DocSpan


class EntityLinker(KnowingComponent):
    """Links the names of a Doc, which is taken for a whole document; `link_document` links one that is several Docs."""

    def __init__(self, name: str = "unodc_linker", knowledge: Knowledge | None = None) -> None:
        super().__init__(name, knowledge)
        _register_extensions()

    def take(self, knowledge: Knowledge) -> None:
        """Use other tables from now on."""
        super().take(knowledge)
        self._linker = Linker(knowledge)

    def __call__(self, doc: Doc) -> Doc:
        """Link the names of one Doc."""
        self.link_document([doc])
        return doc

    def link_document(self, docs: Sequence[Doc], background: Background | None = None) -> None:
        """Link the names of a document.

        Args:
            docs: its paragraphs in reading order.
            background: what is known of it besides, such as the period that it reports on.
        """
        passages = [Passage(doc.text, tuple(_spans(doc))) for doc in docs]
        for doc, passage, links in zip(docs, passages, self._linker.link(passages, background), strict=True):
            _write(doc, passage.spans, links)


def definitions_of(doc: Doc) -> tuple[ShortName, ...]:
    """Return the short names that a Doc introduces."""
    found = doc.user_data.get(_DATA_KEY, {}).get("definitions", ())
    return tuple(ShortName(_expanded(doc, *long), _expanded(doc, *short)) for long, short in found)


def entity_of(span: DocSpan) -> Entity | None:
    """Return what a span of a linked Doc means, None if it is linked to nothing."""
    data = span.doc.user_data.get(_DATA_KEY, {}).get("entities", {}).get(f"{span.label_}:{span.kb_id_}")
    return Entity(**data) if data and span.kb_id_ else None


def value_of(span: DocSpan) -> Period | Amount | None:
    """Return the period of a date or the amount of a quantity of a linked Doc, None for other spans."""
    values = span.doc.user_data.get(_DATA_KEY, {}).get("values", {})
    data = values.get(f"{span.start_char}-{span.end_char}-{span.label_}")
    return value_from_data(data) if data else None


def _spans(doc: Doc) -> list[Span]:
    return [Span(span.start_char, span.end_char, span.label_) for span in doc.spans.get(SPANS_KEY, ())]


def _write(doc: Doc, spans: Sequence[Span], links: Links) -> None:
    entities: dict[str, Any] = {}
    linked: list[DocSpan] = []
    outer: list[DocSpan] = []
    outermost_ones = set(outermost(spans))
    for old, span in zip(doc.spans.get(SPANS_KEY, ()), spans, strict=True):
        entity = links.entities.get(span)
        new = DocSpan(doc, old.start, old.end, label=span.label, kb_id=entity.id if entity else "")
        linked.append(new)
        if span in outermost_ones:
            outer.append(new)
        if entity is not None:
            entities[f"{span.label}:{entity.id}"] = entity.to_data()
    references = []
    for reference in links.references:
        stretch = _expanded(doc, reference.start, reference.end)
        references.append(DocSpan(doc, stretch.start, stretch.end, label="RESOLUTION", kb_id=reference.entity.id))
        entities[f"RESOLUTION:{reference.entity.id}"] = reference.entity.to_data()
    doc.set_ents(outer)
    doc.spans[SPANS_KEY] = linked
    doc.spans[REFERENCES_KEY] = references
    # Plain data, so that the Doc can be written to bytes and sent to other processes.
    doc.user_data[_DATA_KEY] = {
        "entities": entities,
        "values": {f"{s.start}-{s.end}-{s.label}": value_to_data(value) for s, value in links.values.items()},
        "definitions": [[[d.start, d.end], [d.short_start, d.short_end]] for d in links.definitions],
    }


def _expanded(doc: Doc, start: int, end: int) -> DocSpan:
    span = doc.char_span(start, end, alignment_mode="expand")
    assert span is not None
    return span


def _register_extensions() -> None:
    for name, getter in (("entity", entity_of), ("value", value_of)):
        if not DocSpan.has_extension(name):
            DocSpan.set_extension(name, getter=getter)
    if not Doc.has_extension("definitions"):
        Doc.set_extension("definitions", getter=definitions_of)


def make_linker(nlp: Language, name: str) -> EntityLinker:
    """Return a linker with the tables of the package for a pipeline."""
    return EntityLinker(name)


Language.factory("unodc_linker", func=make_linker, requires=["doc.spans"], assigns=["doc.ents", "doc.spans"])
