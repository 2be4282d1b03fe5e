"""Two models on the same gold: what the new one gained and lost, per label and unit by unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.language import Language

from unodc_nlp.gold.corpus import GoldUnit
from unodc_nlp.pipeline.recogniser import SPANS_KEY
from unodc_nlp.scheme import load_scheme
from unodc_nlp.scoring import Counts, Difference, difference
from unodc_nlp.spans import Span, span_order
from unodc_nlp.training.benchmark import UnitScore, score_unit
from unodc_nlp.training.train import documents_seen

Found = tuple[list[Span], list[tuple[int, int]]]  # spans and words of a unit


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a label, or all spans, or words.

    Attributes:
        name: what is counted.
        old: pooled counts of the old model.
        new: pooled counts of the new model.
        difference: F1 of the new model minus that of the old one, with interval and test.
    """

    name: str
    old: Counts
    new: Counts
    difference: Difference


@dataclass(frozen=True, slots=True)
class Change:
    """A unit that the models differ on.

    Attributes:
        unit: the unit.
        old: what the old model finds in it, outer before inner.
        new: what the new model finds in it.
        gained: how many mistakes (missing or spurious spans) the new model makes less; negative where it makes more.
    """

    unit: GoldUnit
    old: tuple[Span, ...]
    new: tuple[Span, ...]
    gained: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole comparison.

    Attributes:
        rows: words, all spans, spans with nested ones, then each label that occurs.
        changes: the units with different spans, greatest gain first, greatest loss last.
        units: number of units compared.
        seen: for old and new, the documents of the gold that the model was trained on, where its score says little.
    """

    rows: tuple[Row, ...]
    changes: tuple[Change, ...]
    units: int
    seen: tuple[tuple[str, ...], tuple[str, ...]]


def compare(old: Language, new: Language, gold: Sequence[GoldUnit]) -> Comparison:
    """Compare two pipelines on the same gold."""
    found = [find(nlp, gold) for nlp in (old, new)]
    scores = [score(gold, system) for system in found]
    changes = [
        Change(unit, tuple(before), tuple(after), _mistakes(unit, before) - _mistakes(unit, after))
        for unit, (before, _), (after, _) in zip(gold, *found, strict=True)
        if before != after
    ]
    changes.sort(key=lambda change: -change.gained)
    documents = {unit.document for unit in gold}
    seen = [tuple(sorted(documents & documents_seen(nlp.meta))) for nlp in (old, new)]
    return Comparison(tuple(_rows(gold, *scores)), tuple(changes), len(gold), (seen[0], seen[1]))


def find(nlp: Language, gold: Sequence[GoldUnit]) -> list[Found]:
    """Return what a pipeline finds in the text of each unit: spans, outer before inner, and words."""
    found = []
    for doc in nlp.pipe(unit.text for unit in gold):
        spans = [Span(span.start_char, span.end_char, span.label_) for span in doc.spans[SPANS_KEY]]
        words = [(token.idx, token.idx + len(token)) for token in doc if not token.is_space]
        found.append((sorted(spans, key=span_order), words))
    return found


def score(gold: Sequence[GoldUnit], found: Sequence[Found]) -> list[UnitScore]:
    """Count what was found in each unit against its gold."""
    return [score_unit("", unit, spans, words) for unit, (spans, words) in zip(gold, found, strict=True)]


def _rows(gold: Sequence[GoldUnit], old: Sequence[UnitScore], new: Sequence[UnitScore]) -> list[Row]:
    def row(name: str, pick: str) -> Row:
        before, after = ([_counts(score, pick) for score in scores] for scores in (old, new))
        return Row(name, sum(before, Counts()), sum(after, Counts()), difference(before, after))

    by_hand = [number for number, unit in enumerate(gold) if not unit.automatic_words]
    words = ([scores[number].words for number in by_hand] for scores in (old, new))
    before, after = words
    rows = [Row("words", sum(before, Counts()), sum(after, Counts()), difference(before, after))] if by_hand else []
    rows += [row("spans", "all"), row("spans with nested", "nested")]
    rows += [row(label, label) for label in load_scheme().labels]
    return [row for row in rows if row.old.gold or row.old.found or row.new.found]


def _counts(score: UnitScore, pick: str) -> Counts:
    if pick == "nested":
        return score.nested
    if pick == "all":
        return sum(score.spans.values(), Counts())
    return score.spans.get(pick, Counts())


def _mistakes(unit: GoldUnit, found: Sequence[Span]) -> int:
    return len(set(unit.spans) ^ set(found))
