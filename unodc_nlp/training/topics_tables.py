"""The figures of sections and topics as Markdown tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from unodc_nlp.training.topics_benchmark import SECTION_ROWS, TOPIC_ROWS


def topic_tables(data: Mapping[str, Any]) -> dict[str, str]:
    """Return the tables by the name of their marker: ``sections``, ``topics``, ``topics in detail``."""
    return {"sections": _sections(data), "topics": _topics(data), "topics in detail": _detail(data)}


def _sections(data: Mapping[str, Any]) -> str:
    lines = ["| sections | accuracy (95 % interval) | right | units |", "|---|---:|---:|---:|"]
    for row, meaning in SECTION_ROWS.items():
        f = data["sections"][row]
        interval = f"{f['accuracy']:.3f} ({f['low']:.3f}–{f['high']:.3f})"
        lines.append(f"| {row} ({meaning}) | {interval} | {f['right']} | {f['units']} |")
    return "\n".join(lines)


def _topics(data: Mapping[str, Any]) -> str:
    lines = [
        "| topics | micro F1 (95 % interval) | precision | recall | macro F1 | calibration error | of those over 0.05 |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for row, meaning in TOPIC_ROWS.items():
        f = data["topics"][row]
        errors = [f"{f[name]:.3f}" if name in f else "–" for name in ("ece", "ece_likely")]
        cells = [f"{f['f1']:.3f} ({f['low']:.3f}–{f['high']:.3f})"]
        cells += [f"{f[name]:.3f}" for name in ("precision", "recall", "macro_f1")]
        lines.append("| " + " | ".join([f"{row} ({meaning})", *cells, *errors]) + " |")
    return "\n".join(lines)


def _detail(data: Mapping[str, Any]) -> str:
    rows = [row for row in TOPIC_ROWS if row in next(iter(data["per_topic"].values()))]
    lines = ["| topic | " + " | ".join(f"{row}: F1" for row in rows) + " | in gold |"]
    lines.append("|---" + "|---:" * (len(rows) + 1) + "|")
    for topic, figures in data["per_topic"].items():
        cells = [f"{figures[row]['f1']:.2f}" for row in rows]
        lines.append("| " + " | ".join([topic, *cells, str(figures[rows[0]]["gold"])]) + " |")
    return "\n".join(lines)
