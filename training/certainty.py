"""Does the recogniser's certainty order its mistakes? Writes training/results/certainty.json.

    python training/certainty.py MODEL DOCUMENT

MODEL is a model that was trained without DOCUMENT. The figure is the area under the ROC curve (AUC): the probability that a unit with a
mistake is less certain than one without, and the same for wrong and right spans; 0.5 is chance. The interval is a bootstrap.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

from unodc_nlp.annotations.judging import judge_texts
from unodc_nlp.errors import GoldError
from unodc_nlp.gold.corpus import load_gold
from unodc_nlp.pipeline import load
from unodc_nlp.pipeline.loading import META_KEY
from unodc_nlp.spans import outermost

ROOT = Path(__file__).parent.parent


def main(model: str, document: str) -> None:
    """Measure on one document and write the figures."""
    nlp = load(model)
    if document in nlp.meta[META_KEY]["gold"]["documents"]:
        raise GoldError(f"{model} was trained on {document}; name a model that was not")
    units = [unit for unit in load_gold(ROOT / "annotations").reports if unit.document == document]
    judged = [judgement for _, judgement in judge_texts(nlp, [unit.text for unit in units])]
    wrong = np.array([set(one.spans) != set(unit.spans) for unit, one in zip(units, judged, strict=True)])
    lengths = np.array([len(unit.text) for unit in units])
    certainty = np.array([one.certainty for one in judged])
    spans = [(unit, one, span) for unit, one in zip(units, judged, strict=True) for span in outermost(one.spans)]
    spurious = np.array([span not in unit.outer_spans for unit, _, span in spans])
    probability = np.array([one.probability(span) for _, one, span in spans])
    first = np.argsort(certainty)[: len(units) // 4]
    figures = {
        "document": document,
        "units": len(units),
        "units with a mistake": int(wrong.sum()),
        "AUC, certainty": _auc(wrong, -certainty),
        "AUC, length of the unit": _auc(wrong, lengths.astype(np.float64)),
        "spans found": len(spans),
        "wrong spans": int(spurious.sum()),
        "AUC, probability of a span": _auc(spurious, -probability),
        "share of the units with a mistake in the least certain quarter": round(
            float(wrong[first].sum() / wrong.sum()), 3
        ),
        "mean certainty": round(float(certainty.mean()), 3),
        "share of units without a mistake": round(float(1 - wrong.mean()), 3),
    }
    text = json.dumps(figures, ensure_ascii=False, indent=1) + "\n"
    (ROOT / "training" / "results" / "certainty.json").write_text(text, encoding="utf-8")
    print(text)


def _auc(wrong: np.ndarray, score: np.ndarray) -> list[float]:
    """Return the AUC with its 95 % interval."""
    random = np.random.default_rng(0)
    drawn = []
    while len(drawn) < 1000:
        chosen = random.integers(0, len(wrong), len(wrong))
        if wrong[chosen].any() and not wrong[chosen].all():
            drawn.append(roc_auc_score(wrong[chosen], score[chosen]))
    return [round(float(figure), 3) for figure in (roc_auc_score(wrong, score), *np.quantile(drawn, (0.025, 0.975)))]


if __name__ == "__main__":
    main(*sys.argv[1:3])
