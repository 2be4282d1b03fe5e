"""Write the figures of sections and topics: `training/results/topics.json` and `sections.png`, and the tables of README and docs.

    python training/benchmark_topics.py [--model MODEL]

Takes two minutes. Trained on the gold's names; with `--model`, the test units have the names that this pipeline finds instead of
those of the gold (the shipped one has seen the reports, so the full benchmark passes those of each fold's own pipeline).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from unodc_nlp.gold.corpus import load_gold
from unodc_nlp.pipeline import load
from unodc_nlp.pipeline.topics import spans_of
from unodc_nlp.training.folds import leave_one_report_out
from unodc_nlp.training.tables import fill_in
from unodc_nlp.training.topics_benchmark import run_topics
from unodc_nlp.training.topics_tables import topic_tables

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "training" / "results"
PAGES = (ROOT / "README.md", ROOT / "docs" / "topics.md")


def main() -> None:
    """Run the folds and write the figures wherever they are shown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path)
    arguments = parser.parse_args()
    folds = leave_one_report_out(load_gold(ROOT / "annotations"))
    found = None
    if arguments.model:
        nlp = load(arguments.model)
        found = {fold.name: [spans_of(doc) for doc in nlp.pipe(unit.text for unit in fold.test)] for fold in folds}
    write_topics(run_topics(folds, found))


def write_topics(data: Mapping[str, Any]) -> None:
    """Write the figures, the picture and the tables."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / "topics.json").write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    draw_confusion(data["confusion"], RESULTS / "sections.png")
    for page in PAGES:
        page.write_text(fill_in(page.read_text(encoding="utf-8"), topic_tables(data)), encoding="utf-8")


def draw_confusion(confusion: Mapping[str, Any], path: Path) -> None:
    """Draw how often each section was taken for which."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    counts, names = confusion["counts"], confusion["sections"]
    figure, axes = pyplot.subplots(figsize=(11, 10), layout="constrained")
    axes.imshow([[count / max(1, sum(row)) for count in row] for row in counts], cmap="Blues", vmin=0, vmax=1)
    for y, row in enumerate(counts):
        for x, count in enumerate(row):
            if count:
                axes.text(
                    x,
                    y,
                    count,
                    ha="center",
                    va="center",
                    fontsize=7,
                    color="white" if 2 * count > sum(row) else "black",
                )
    axes.set_xticks(range(len(names)), names, rotation=90)
    axes.set_yticks(range(len(names)), names)
    axes.set_xlabel(f"said ({confusion['row']})")
    axes.set_ylabel("gold")
    figure.savefig(path, dpi=100, metadata={"Software": None})
    pyplot.close(figure)


if __name__ == "__main__":
    main()
