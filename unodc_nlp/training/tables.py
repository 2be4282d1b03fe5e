"""The benchmark's figures as JSON and as Markdown tables, and the place of those tables in README."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from unodc_nlp.errors import OutputError
from unodc_nlp.scheme import load_scheme
from unodc_nlp.training.benchmark import SHIPPED, SYSTEMS, Scores, summarise, summarise_links
from unodc_nlp.training.link_scores import LINKED, VALUED

TESTS = {"left-out report": "leave-one-report-out", "unseen": "unseen documents"}
_BEGIN, _END = "<!-- benchmark: {name} -->", "<!-- end of benchmark -->"


def figures(scores: Scores, made_with: Mapping[str, Any]) -> dict[str, Any]:
    """Return all figures: per test (left-out report, unseen), per system, per row; with what they were made from."""
    tests: dict[str, Any] = {}
    for system, units in scores.items():
        parts = {
            "left-out report": [unit for unit in units if unit.fold != "unseen"],
            "unseen": [unit for unit in units if unit.fold == "unseen"],
        }
        for test, part in parts.items():
            if part:
                tests.setdefault(test, {})[system] = summarise(part) | {"units": len(part)}
                links = summarise_links(part)
                if links:
                    tests[test][system]["links"] = links
    return {"made_with": dict(made_with), "tests": tests}


def label_table(data: Mapping[str, Any]) -> str:
    """Return the figures of the shipped pipeline as a Markdown table: a row per label, a column per test."""
    tests = [test for test in TESTS if "unodc_nlp" in data["tests"].get(test, {})]
    head = ["", *(f"{TESTS[test]}: F1 (95 % interval) | precision | recall | in gold" for test in tests)]
    lines = ["| " + " | ".join(head) + " |", "|---" + "|---:" * (4 * len(tests)) + "|"]
    for row in ("words", "spans", "spans with nested", "spans, overlap", *load_scheme().labels):
        cells = []
        for test in tests:
            f = data["tests"][test]["unodc_nlp"][row]
            if f["gold"] or f["found"]:
                cells += [
                    f"{f['f1']:.3f} ({f['low']:.3f}–{f['high']:.3f})",
                    f"{f['precision']:.3f}",
                    f"{f['recall']:.3f}",
                ]
            else:
                cells += ["–", "–", "–"]
            cells.append(str(f["gold"]))
        lines.append("| " + " | ".join([row, *cells]) + " |")
    return "\n".join(lines)


def system_table(data: Mapping[str, Any]) -> str:
    """Return all systems side by side as a Markdown table: F1 of all outermost spans and of the three main labels."""
    rows = ("spans", "ORG", "COUNTRY", "RESOLUTION")
    tests = [test for test in TESTS if test in data["tests"]]
    head = ["system", *(f"{TESTS[test]}: {row}" for test in tests for row in rows)]
    lines = ["| " + " | ".join(head) + " |", "|---" + "|---:" * (len(rows) * len(tests)) + "|"]
    for system, meaning in SYSTEMS.items():
        if any(system in data["tests"][test] for test in tests):
            cells = [
                _cell(data["tests"][test].get(system, {}).get(row), row == "spans") for test in tests for row in rows
            ]
            lines.append("| " + " | ".join([f"{system} ({meaning})", *cells]) + " |")
    return "\n".join(lines)


def link_table(data: Mapping[str, Any]) -> str:
    """Return the figures of linking as a Markdown table: a row per label, for each test three shares and the number of names."""
    tests = [test for test in TESTS if "links" in data["tests"].get(test, {}).get(SHIPPED, {})]
    columns = ("of names found: right (95 % interval)", "given all names: right", "by names alone: right", "in gold")
    lines = ["| " + " | ".join(["", *(f"{TESTS[test]}: {column}" for test in tests for column in columns)]) + " |"]
    lines.append("|---" + "|---:" * (len(columns) * len(tests)) + "|")
    for label in (*LINKED, *VALUED):
        cells = [cell for test in tests for cell in _link_cells(data["tests"][test][SHIPPED]["links"][label])]
        lines.append("| " + " | ".join([label, *cells]) + " |")
    for row in ("short names", "resolution references"):
        cells = []
        for test in tests:
            figure = data["tests"][test][SHIPPED]["links"][row]["found"]
            shown = f"F1 {_cell(figure, True)}" if figure["gold"] or figure["found"] else "–"
            cells += [shown, "–", "–", str(figure["gold"])]
        lines.append("| " + " | ".join([row, *cells]) + " |")
    return "\n".join(lines)


def _link_cells(kinds: Mapping[str, Any]) -> list[str]:
    def share(kind: str, interval: bool) -> str:
        return _cell(kinds[kind], interval) if kinds[kind]["gold"] else "–"

    return [share("found", True), share("gold", False), share("names", False), str(kinds["gold"]["gold"])]


def write_figures(data: Mapping[str, Any], directory: Path) -> None:
    """Write `benchmark.json` and `benchmark.md` to a directory, each replaced whole."""
    text = "# Benchmark\n\n" + "\n\n".join(tables_of(data).values()) + "\n"
    try:
        directory.mkdir(parents=True, exist_ok=True)
        _replace(directory / "benchmark.json", json.dumps(data, ensure_ascii=False, indent=1) + "\n")
        _replace(directory / "benchmark.md", text)
    except OSError as error:
        raise OutputError(f"cannot write to {directory} ({error.strerror}); choose a writable directory") from None


def fill_in(document: str, tables: Mapping[str, str]) -> str:
    """Return `document` with the text between its markers for each table replaced."""
    for name, table in tables.items():
        filled = f"{_BEGIN.format(name=name)}\n{table}\n{_END}"
        before, found, rest = document.partition(_BEGIN.format(name=name))
        if found:
            document = before + filled + rest.partition(_END)[2]
    return document


def tables_of(data: Mapping[str, Any]) -> dict[str, str]:
    """Return the Markdown tables by the name of their marker."""
    tables = {"labels": label_table(data), "systems": system_table(data)}
    if any("links" in systems.get(SHIPPED, {}) for systems in data["tests"].values()):
        tables["links"] = link_table(data)
    return tables


def _cell(figure: Mapping[str, Any] | None, interval: bool) -> str:
    if figure is None:
        return "–"
    return f"{figure['f1']:.3f} ({figure['low']:.3f}–{figure['high']:.3f})" if interval else f"{figure['f1']:.3f}"


def _replace(path: Path, text: str) -> None:
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


__all__: Sequence[str] = [
    "figures",
    "fill_in",
    "label_table",
    "link_table",
    "system_table",
    "tables_of",
    "write_figures",
]
