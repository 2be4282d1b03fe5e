"""Does the recogniser's certainty order its mistakes?

The figure is the area under the ROC curve (AUC): the probability that a unit with a mistake is less certain than one without, and the
same for wrong and right spans; 0.5 is chance. Intervals are bootstraps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.metrics import roc_auc_score
from spacy.language import Language

from unodc_nlp.annotations.judging import judge_texts
from unodc_nlp.gold.corpus import GoldUnit
from unodc_nlp.spans import outermost


def measure_certainty(nlp: Language, units: Sequence[GoldUnit]) -> dict[str, Any]:
    """Return the figures for units that the pipeline was not trained on; the length of a unit is there to compare with."""
    judged = [judgement for _, judgement in judge_texts(nlp, [unit.text for unit in units])]
    pairs = list(zip(units, judged, strict=True))
    wrong = np.array([set(one.spans) != set(unit.spans) for unit, one in pairs])
    certainty = np.array([one.certainty for one in judged])
    lengths = np.array([float(len(unit.text)) for unit in units])
    spans = [(span in unit.outer_spans, one.probability(span)) for unit, one in pairs for span in outermost(one.spans)]
    spurious = np.array([not right for right, _ in spans])
    least = np.argsort(certainty)[: len(units) // 4]
    return {
        "units": len(units),
        "units with a mistake": int(wrong.sum()),
        "of these in the least certain quarter": int(wrong[least].sum()),
        "AUC, certainty of a unit": _auc(wrong, -certainty),
        "AUC, length of a unit": _auc(wrong, lengths),
        "spans found": len(spans),
        "wrong spans": int(spurious.sum()),
        "AUC, probability of a span": _auc(spurious, np.array([-probability for _, probability in spans])),
    }


def certainty_table(figures: Mapping[str, Any]) -> str:
    """Return the figures as a Markdown table."""
    lines = [f"| left-out report: {figures['document']} | |", "|---|---:|"]
    for name, figure in figures.items():
        if isinstance(figure, list):
            lines.append(f"| {name} (95 % interval) | {figure[0]:.3f} ({figure[1]:.3f}–{figure[2]:.3f}) |")
        elif name != "document":
            lines.append(f"| {name} | {figure} |")
    return "\n".join(lines)


def _auc(wrong: npt.NDArray[np.bool_], score: npt.NDArray[np.float64], samples: int = 1000) -> list[float]:
    """Return the AUC and the bounds of its 95 % interval."""
    random = np.random.default_rng(0)
    drawn: list[float] = []
    while len(drawn) < samples:
        chosen = random.integers(0, len(wrong), len(wrong))
        if wrong[chosen].any() and not wrong[chosen].all():
            drawn.append(roc_auc_score(wrong[chosen], score[chosen]))
    return [round(float(figure), 3) for figure in (roc_auc_score(wrong, score), *np.quantile(drawn, (0.025, 0.975)))]
