"""Counts activities and figures when all names are given; writes training/results/facts.json and the table of docs/facts.md.

    python training/benchmark_facts.py

What the pipeline's own names give is counted by training/benchmark.py, which trains it anew for each report.
"""

import json
from pathlib import Path

from unodc_nlp.training.facts_benchmark import facts_table, score_gold, summarise_facts
from unodc_nlp.training.tables import fill_in

ROOT = Path(__file__).parent.parent

data = summarise_facts(score_gold(ROOT / "annotations"))
results = ROOT / "training" / "results" / "facts.json"
results.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
page = ROOT / "docs" / "facts.md"
page.write_text(fill_in(page.read_text(encoding="utf-8"), {"facts": facts_table(data)}), encoding="utf-8")
print(facts_table(data))
