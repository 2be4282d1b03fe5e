"""Measure what typography does to the shipped model's mentions, over the three reports: `training/results/typography.json`.

    python training/typography.py [--model DIR] [-o FILE]

Takes some minutes. The model has seen the reports; what is measured is not how good it is but whether it answers alike.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from unodc_nlp.gold.corpus import load_gold
from unodc_nlp.pipeline import load
from unodc_nlp.training.typography import measure

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Measure every kind of noise and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=None, help="a model directory; the shipped model by default")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "training" / "results" / "typography.json")
    arguments = parser.parse_args()
    texts = [unit.text for unit in load_gold(ROOT / "annotations").reports]
    rows = measure(texts, load(arguments.model))
    arguments.output.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for name, row in rows.items():
        print(f"{row['core']:.4f} {row['all']:.4f} {name}")


if __name__ == "__main__":
    main()
