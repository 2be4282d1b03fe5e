"""Measure what was tried for the recogniser, and write `training/results/attempts.json` and the table in `training/README.md`.

    python training/attempts.py

Every choice is made here, on authored passages of groups that are left out of training as a whole (registers, and hands that
wrote them); neither the reports nor the unseen passages choose anything. Takes about half an hour.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from unodc_nlp.gold.corpus import GoldUnit, load_gold
from unodc_nlp.knowledge.tables import load_table
from unodc_nlp.model.features import Features
from unodc_nlp.model.names import NameTable
from unodc_nlp.scoring import Counts, bootstrap, span_counts
from unodc_nlp.scoring.counts import total
from unodc_nlp.spans import Span, outermost
from unodc_nlp.training.benchmark import tag, without_tables
from unodc_nlp.training.gazetteers import make_features
from unodc_nlp.training.names import NameSettings, train_names
from unodc_nlp.training.tables import fill_in
from unodc_nlp.training.train import Settings
from unodc_nlp.training.words import cut_unseen, train_words

ROOT = Path(__file__).parent.parent
LEFT_OUT = ("a-p2-", "a-p5-", "a-p9-", "a-p12-", "b-2-", "b-3-", "c-3-")
Words = Sequence[Sequence[tuple[int, int]]]
Variant = tuple[str, Callable[[Features], Features], NameSettings, bool, bool]


def variants(base: NameSettings) -> list[Variant]:
    """Return (name, change of the features, settings, swap names, gold words) of every attempt; the first is what is shipped."""

    def same(features: Features) -> Features:
        return features

    def fitted(**changes: float) -> NameSettings:
        return replace(base, fitting=replace(base.fitting, **changes))

    empty = NameTable({})
    return [
        ("as shipped", same, base, False, False),
        ("no feature dropout", same, fitted(dropout=0.0), False, False),
        ("feature dropout 0.3", same, fitted(dropout=0.3), False, False),
        ("feature dropout 0.75", same, fitted(dropout=0.75), False, False),
        ("learning rate 0.1", same, fitted(rate=0.1), False, False),
        ("16 epochs", same, fitted(epochs=16), False, False),
        ("features seen once too", same, replace(base, rarest=1), False, False),
        ("features seen twice too", same, replace(base, rarest=2), False, False),
        ("without tables of names", without_tables, base, False, False),
        ("without the general lexicon", lambda f: Features(empty, f.gazetteers, f.heads), base, False, False),
        ("without heads of names ahead", lambda f: Features(f.lexicon, f.gazetteers, empty), base, False, False),
        ("gold words in training", same, base, False, True),
        ("names swapped for others of the tables", same, base, True, False),
    ]


def swapped(units: Sequence[GoldUnit], seed: int) -> list[GoldUnit]:
    """Return copies of units with half of their names exchanged for names of the same label from the tables."""
    chance = random.Random(seed)
    tables = {"COUNTRY": "countries", "PLACE": "places", "REGION": "regions", "ORG": "organisations"}
    pools = {
        label: [name for entry in load_table(table) for name in entry.names[:2]] for label, table in tables.items()
    }
    copies = []
    for unit in units:
        text, spans, at = "", [], 0
        for span in unit.outer_spans:
            text += unit.text[at : span.start]
            name = unit.text[span.start : span.end]
            if span.label in pools and len(name) > 2 and chance.random() < 0.5:
                name = chance.choice(pools[span.label])
            spans.append(Span(len(text), len(text) + len(name), span.label))
            text += name
            at = span.end
        copies.append(GoldUnit(f"{unit.id}-swapped", unit.document, text + unit.text[at:], (), tuple(spans)))
    return copies


def main() -> None:
    """Run every variant and write the table."""
    gold, how = load_gold(ROOT / "annotations"), Settings()
    test = [unit for unit in gold.authored if unit.id.startswith(LEFT_OUT)]
    train = [*gold.reports, *(unit for unit in gold.authored if not unit.id.startswith(LEFT_OUT))]
    cut = cut_unseen(train, how.jackknife_iterations, how.seed)
    tokenizer = train_words(train, how.word_iterations, how.seed)
    words = [tokenizer.cut(unit.text) for unit in test]
    names = sorted({unit.text[s.start : s.end] for unit in train for s in unit.spans if s.label == "ORG"})
    features = make_features(names)
    more = swapped(train, how.seed)
    more_cut = [tokenizer.cut(unit.text) for unit in more]
    results = []
    for name, change, settings, swap, gold_words in variants(how.names):
        units: list[GoldUnit] = [*train, *(more if swap else ())]
        used: Words = [unit.words for unit in train] if gold_words else [*cut, *(more_cut if swap else ())]
        tagger = train_names(units, used, change(features), settings)
        found = tag(tagger, [unit.text for unit in test], words)
        counts = [span_counts(unit.outer_spans, outermost(spans)) for unit, spans in zip(test, found, strict=True)]
        pooled = [total(count) for count in counts]
        orgs = sum((count.get("ORG", Counts()) for count in counts), Counts())
        interval = bootstrap(pooled)
        figure = {"f1": sum(pooled, Counts()).f1, "low": interval.low, "high": interval.high, "org": orgs.f1}
        results.append({"attempt": name, **{key: round(value, 4) for key, value in figure.items()}})
        print(results[-1], flush=True)
        write(results)


def write(results: Sequence[dict[str, object]]) -> None:
    """Write what has been measured so far."""
    directory = ROOT / "training" / "results"
    directory.mkdir(exist_ok=True)
    data = json.dumps(results, ensure_ascii=False, indent=1) + "\n"
    (directory / "attempts.json").write_text(data, encoding="utf-8")
    page = ROOT / "training" / "README.md"
    page.write_text(fill_in(page.read_text(encoding="utf-8"), {"attempts": table(results)}), encoding="utf-8")


def table(results: Sequence[dict[str, object]]) -> str:
    """Return the attempts as a Markdown table."""
    rows = [f"| {r['attempt']} | {r['f1']:.3f} ({r['low']:.3f}–{r['high']:.3f}) | {r['org']:.3f} |" for r in results]
    return "\n".join(["| attempt | all spans | ORG |", "|---|---:|---:|", *rows])


if __name__ == "__main__":
    main()
