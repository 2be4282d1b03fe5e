"""Write every quality figure of the project: `training/results/benchmark.json` and `.md`, README's tables, and the model card.

    python training/benchmark.py [--unseen DIR] [--processes 2]

Takes about an hour on two cores. The row "unseen" is made when the passages are at hand, by default in ../shared/annotations/unseen.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from unodc_nlp.gold.corpus import load_gold
from unodc_nlp.training.benchmark import SYSTEMS, run
from unodc_nlp.training.card import model_card
from unodc_nlp.training.folds import leave_one_report_out, unseen_fold
from unodc_nlp.training.tables import figures, fill_in, tables_of, write_figures
from unodc_nlp.training.train import Settings, provenance

ROOT = Path(__file__).parent.parent
MODEL = ROOT / "models" / "unodc_zh"
SHOWN = ("words", "spans", "ORG", "COUNTRY", "RESOLUTION")


def main() -> None:
    """Run all systems on all folds and write the figures wherever they are shown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--unseen", type=Path, default=ROOT.parent / "shared" / "annotations" / "unseen")
    parser.add_argument("--processes", type=int, default=2)
    arguments = parser.parse_args()
    gold = load_gold(ROOT / "annotations")
    folds = leave_one_report_out(gold, ROOT / "annotations")
    if arguments.unseen.is_dir():
        folds.insert(0, unseen_fold(gold, arguments.unseen, ROOT / "annotations" / "links"))  # the longest first
    settings = Settings()
    scores = run(folds, list(SYSTEMS), settings, arguments.processes, lambda line: print(line, flush=True))
    data = figures(scores, provenance(gold.reports + gold.authored, settings))
    write_figures(data, ROOT / "training" / "results")
    print("\n\n".join(tables_of(data).values()))
    readme = ROOT / "README.md"
    readme.write_text(fill_in(readme.read_text(encoding="utf-8"), tables_of(data)), encoding="utf-8")
    if (MODEL / "meta.json").is_file():
        meta = json.loads((MODEL / "meta.json").read_text(encoding="utf-8"))
        (MODEL / "README.md").write_text(model_card(meta, data), encoding="utf-8")
        scores_file = {
            test: {row: systems["unodc_nlp"][row] for row in SHOWN} for test, systems in data["tests"].items()
        }
        (MODEL / "scores.json").write_text(json.dumps(scores_file, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
