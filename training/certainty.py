"""Measure whether the recogniser's certainty orders its mistakes: training/results/certainty.json, and its table in docs/retraining.md.

unodc-nlp train annotations --test 2019 -o MODEL
python training/certainty.py MODEL 2019
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from unodc_nlp.errors import GoldError
from unodc_nlp.gold.corpus import load_gold
from unodc_nlp.pipeline import load
from unodc_nlp.training.certainty import certainty_table, measure_certainty
from unodc_nlp.training.tables import fill_in
from unodc_nlp.training.train import documents_seen

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "retraining.md"


def main(model: str, document: str) -> None:
    """Measure on one document, with a model that has not seen it."""
    nlp = load(model)
    if document in documents_seen(nlp.meta):
        raise GoldError(f"{model} was trained on {document}; train one with --test {document}")
    units = [unit for unit in load_gold(ROOT / "annotations").reports if unit.document == document]
    figures = {"document": document} | measure_certainty(nlp, units)
    text = json.dumps(figures, ensure_ascii=False, indent=1) + "\n"
    (ROOT / "training" / "results" / "certainty.json").write_text(text, encoding="utf-8")
    PAGE.write_text(
        fill_in(PAGE.read_text(encoding="utf-8"), {"certainty": certainty_table(figures)}), encoding="utf-8"
    )


if __name__ == "__main__":
    main(*sys.argv[1:3])
