"""Measure what typography does to the shipped model's mentions, over the three reports.

Writes `training/results/typography.json` and the table in docs/reliability.md.

    python training/typography.py [--model DIR] [-o FILE]

Takes some minutes. The model has seen the reports; what is measured is not how good it is but whether it answers alike.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from unodc_nlp.gold.corpus import load_gold
from unodc_nlp.pipeline import load
from unodc_nlp.training.tables import fill_in
from unodc_nlp.training.typography import measure, typography_table

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "reliability.md"


def main() -> None:
    """Measure every kind of noise and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=None, help="a model directory; the shipped model by default")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "training" / "results" / "typography.json")
    arguments = parser.parse_args()
    texts = [unit.text for unit in load_gold(ROOT / "annotations").reports]
    rows = measure(texts, load(arguments.model))
    arguments.output.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(fill_in(PAGE.read_text(encoding="utf-8"), {"typography": typography_table(rows)}), encoding="utf-8")


if __name__ == "__main__":
    main()
