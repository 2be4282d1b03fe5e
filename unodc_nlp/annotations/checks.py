"""Suspicious places in annotations: what is allowed, but more often wrong than right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from spacy.language import Language

from unodc_nlp.annotations.convert import Reading
from unodc_nlp.annotations.draft import Draft, Finding
from unodc_nlp.annotations.judging import judge_texts
from unodc_nlp.gold.corpus import GoldUnit
from unodc_nlp.knowledge.tables import load_table
from unodc_nlp.model.certainty import Judgement
from unodc_nlp.model.names import NameTable
from unodc_nlp.model.view import make_view
from unodc_nlp.scheme import load_scheme
from unodc_nlp.spans import Span, outermost

OTHER_LABEL, UNMARKED, MODEL = "other label", "unmarked name", "model disagrees"
CERTAIN = 0.98
_SHORTEST = 2  # a name of one character (中, 法) means too many other things


def suspicious(
    reading: Reading, nlp: Language | None = None, certain: float = CERTAIN, others: Sequence[GoldUnit] = ()
) -> list[Finding]:
    """Return the suspicious places of annotations, in their order.

    Args:
        reading: the annotations.
        nlp: a pipeline to compare with; None leaves that check out.
        certain: how certain it must be of what it finds for a difference to be told.
        others: further annotations to compare labels with; nothing in them is told.
    """
    order = {(draft.path, draft.line, draft.id): number for number, draft in enumerate(reading.drafts)}
    found = [*_other_labels(reading, others), *_unmarked_names(reading)]
    if nlp is not None:
        found += _against_model(reading, nlp, certain)
    return sorted(found, key=lambda finding: order[finding.path, finding.line, finding.unit])


def _other_labels(reading: Reading, others: Sequence[GoldUnit]) -> Iterator[Finding]:
    """Yield spans whose text bears another label in most other places."""
    labels: defaultdict[str, Counter[str]] = defaultdict(Counter)
    known = {unit.id for unit in reading.units}
    for unit in (*reading.units, *(unit for unit in others if unit.id not in known)):
        for span in unit.spans:
            labels[_name(unit, span)][span.label] += 1
    for unit, draft in zip(reading.units, reading.drafts, strict=True):
        for span in unit.spans:
            counts = labels[_name(unit, span)]
            label, count = counts.most_common(1)[0]
            if count > counts[span.label]:
                message = f"{_shown(unit, span)} is {label} in {count} other places; make them the same, or leave both if both are right"
                yield _finding(draft, OTHER_LABEL, message)


def _unmarked_names(reading: Reading) -> Iterator[Finding]:
    """Yield names of the knowledge tables that stand between borders of words and touch no span."""
    labels = load_scheme().table_labels
    names = {name: label for table, label in labels.items() for entry in load_table(table) for name in entry.names}
    numbers = {label: number for number, label in enumerate(labels.values(), start=1)}
    by_number = {number: label for label, number in numbers.items()}
    table = NameTable({name: 1 << numbers[label] for name, label in names.items() if len(name) >= _SHORTEST})
    for unit, draft in zip(reading.units, reading.drafts, strict=True):
        starts, ends = {word.start for word in unit.words}, {word.end for word in unit.words}
        view = make_view(unit.text)
        found = table.find(view.codes)
        matches = []
        for first, last, value in zip(found.starts, found.ends, found.values, strict=True):
            start, end = int(view.index[first]), int(view.index[last - 1]) + 1
            if start in starts and end in ends:
                matches.append(Span(start, end, by_number[int(value).bit_length() - 1]))
        for span in outermost(matches):
            if all(span.end <= other.start or other.end <= span.start for other in unit.spans):
                yield _finding(
                    draft,
                    UNMARKED,
                    f"{_shown(unit, span)} is a name of the tables and not marked; mark it if it is meant",
                )


def _against_model(reading: Reading, nlp: Language, certain: float) -> Iterator[Finding]:
    judged = judge_texts(nlp, [unit.text for unit in reading.units])
    for unit, draft, (_, judgement) in zip(reading.units, reading.drafts, judged, strict=True):
        for message in _differences(unit, judgement, certain):
            yield _finding(draft, MODEL, message)


def _differences(unit: GoldUnit, judgement: Judgement, certain: float) -> Iterator[str]:
    """Yield what the model is certain of and the annotation has not, and what the annotation has and the model excludes."""
    marked, found = set(unit.outer_spans), set(outermost(judgement.spans))
    for span in sorted(found - marked):
        probability = judgement.probability(span)
        if probability >= certain:
            yield f"the model finds {_shown(unit, span)} (probability {probability:.3f}), which is not marked so; look at the guidelines"
    for span in sorted(marked - found):
        probability = judgement.probability(span)
        touched = any(other.start < span.end and span.start < other.end for other in found)
        if probability <= 1 - certain and not touched:
            yield f"the model finds no name where {_shown(unit, span)} is marked (probability {probability:.3f}); look at the guidelines"


def _name(unit: GoldUnit, span: Span) -> str:
    return "".join(unit.text[span.start : span.end].split())


def _shown(unit: GoldUnit, span: Span) -> str:
    return f"{span.label} {unit.text[span.start : span.end]!r} at {span.start}"


def _finding(draft: Draft, kind: str, message: str) -> Finding:
    return Finding(draft.path, draft.line, draft.id, kind, message)
