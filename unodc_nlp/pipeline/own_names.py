"""Names of a user's own tables are found wherever they stand, whether the recogniser knows them or not."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from unodc_nlp.knowledge.base import Knowledge
from unodc_nlp.model.names import NameTable
from unodc_nlp.model.view import make_view
from unodc_nlp.pipeline.knowing import KnowingComponent
from unodc_nlp.pipeline.recogniser import SPANS_KEY, write_spans
from unodc_nlp.scheme import load_scheme
from unodc_nlp.spans import Span, outermost, span_order


class OwnNames(KnowingComponent):
    """Marks the unambiguous names of a user's own entries; a longer name that the recogniser found around one stays."""

    def take(self, knowledge: Knowledge) -> None:
        """Use other tables from now on."""
        super().take(knowledge)
        of_table = load_scheme().table_labels
        self._labels = [of_table[table] for table in sorted({entry.table for entry in knowledge.own})]
        numbers = {label: number for number, label in enumerate(self._labels, start=1)}
        names = {
            name: numbers[of_table[entry.table]] for entry in knowledge.own for name in (*entry.names, *entry.acronyms)
        }
        self._table = NameTable(names)

    def __call__(self, doc: Doc) -> Doc:
        """Mark the names of one Doc."""
        own = self._find(doc.text)
        if own:
            found = [Span(s.start_char, s.end_char, s.label_) for s in doc.spans.get(SPANS_KEY, ())]
            write_spans(doc, sorted(_merged(found, own), key=span_order))
        return doc

    def _find(self, text: str) -> list[Span]:
        view = make_view(text)
        matches = self._table.find(view.codes)
        spans = [
            Span(int(view.index[start]), int(view.index[end - 1]) + 1, self._labels[value - 1])
            for start, end, value in zip(matches.starts, matches.ends, matches.values, strict=True)
        ]
        return list(outermost(span for span in spans if not _in_latin_word(text, span)))


def _in_latin_word(text: str, span: Span) -> bool:
    """Return whether a name in Latin letters is only part of a word (ISA in VISA)."""
    at_start, at_end = text[max(0, span.start - 1) : span.start + 1], text[span.end - 1 : span.end + 1]
    return any(len(pair) == 2 and pair.isascii() and pair.isalnum() for pair in (at_start, at_end))


def _merged(found: list[Span], own: list[Span]) -> set[Span]:
    """Return the found spans with those of the user's names, which win where they cross or hold a found one."""
    inner_labels = load_scheme().inner_labels
    outer = outermost(found)
    added = [
        span
        for span in own
        if not any(other.start <= span.start and span.end <= other.end and other[:2] != span[:2] for other in outer)
    ]
    kept = {
        span
        for span in found
        if all(
            span.end <= name.start
            or name.end <= span.start
            or (
                name.start <= span.start
                and span.end <= name.end
                and span[:2] != name[:2]
                and span.label in inner_labels
            )
            for name in added
        )
    }
    return kept | set(added)


def make_own_names(nlp: Language, name: str) -> OwnNames:
    """Return a component without own names for a pipeline."""
    return OwnNames(name)


Language.factory("unodc_own_names", func=make_own_names, assigns=["doc.ents", "doc.spans"])
