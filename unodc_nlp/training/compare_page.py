"""A comparison of two models as Markdown, and as a page of HTML with both side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files

from unodc_nlp.output.page import marked, stylesheet
from unodc_nlp.spans import Span
from unodc_nlp.training.compare import Change, Comparison, Row

_HEAD = ("", "old F1", "new F1", "difference (95 % interval)", "p", "in gold")
_METHOD = (
    "F1 on exact character offsets; interval by bootstrap over units, p by approximate randomisation over units "
    "(two-sided, 5,000 exchanges)."
)


def as_markdown(comparison: Comparison, old: str, new: str) -> str:
    """Return the comparison as Markdown; `old` and `new` are what the models are called."""
    lines = [f"# {old} → {new}", "", f"{comparison.units} units. {_METHOD}", *_warnings(comparison), ""]
    lines += ["| " + " | ".join(_HEAD) + " |", "|---|---:|---:|---:|---:|---:|"]
    lines += ["| " + " | ".join(_cells(row)) + " |" for row in comparison.rows]
    for title, changes in _groups(comparison):
        lines += ["", f"## {title}", ""]
        for change in changes:
            lines.append(f"* `{change.unit.id}` ({change.gained:+d})")
            lines += [f"    * {line}" for line in _differences(change)]
    return "\n".join(lines) + "\n"


def as_html(comparison: Comparison, old: str, new: str) -> str:
    """Return the comparison as one self-contained page, everything escaped."""
    head = "".join(f"<th>{escape(cell)}</th>" for cell in _HEAD)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in _cells(row)) + "</tr>\n" for row in comparison.rows
    )
    notes = "".join(
        f"<p>{escape(line)}</p>" for line in (f"{comparison.units} units. {_METHOD}", *_warnings(comparison))
    )
    groups = "".join(_html_group(title, changes, old, new) for title, changes in _groups(comparison))
    title = escape(f"{old} → {new}")
    style = stylesheet() + files(__package__).joinpath("compare.css").read_text(encoding="utf-8")
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n<style>\n{style}\n</style>\n</head>\n'
        f"<body>\n<h1>{title}</h1>\n{notes}\n<table>\n<tr>{head}</tr>\n{rows}</table>\n{groups}</body>\n</html>\n"
    )


def _cells(row: Row) -> tuple[str, ...]:
    change, (low, high), p = row.difference
    return (
        row.name,
        f"{row.old.f1:.3f}",
        f"{row.new.f1:.3f}",
        f"{change:+.3f} ({low:+.3f} to {high:+.3f})",
        f"{p:.4f}" if p >= 0.001 else "< 0.001",
        str(row.old.gold),
    )


def _warnings(comparison: Comparison) -> list[str]:
    return [
        f"The {which} model was trained on {', '.join(seen)}: its figures on them say little about new documents."
        for which, seen in zip(("old", "new"), comparison.seen, strict=True)
        if seen
    ]


def _groups(comparison: Comparison) -> Iterator[tuple[str, list[Change]]]:
    better = [change for change in comparison.changes if change.gained > 0]
    worse = [change for change in reversed(comparison.changes) if change.gained < 0]
    other = [change for change in comparison.changes if change.gained == 0]
    for name, changes in (("better", better), ("worse", worse), ("different, not better or worse", other)):
        if changes:
            yield f"{len(changes)} units {name}", changes


def _differences(change: Change) -> Iterator[str]:
    """Yield what the new model finds and the old one does not, and the reverse, with whether the gold has it."""
    gold, old, new = set(change.unit.spans), set(change.old), set(change.new)
    for verb, spans in (("finds", new - old), ("no longer finds", old - new)):
        for span in sorted(spans):
            right = "right" if (span in gold) == (verb == "finds") else "wrong"
            yield f"{right}: {verb} {span.label} {change.unit.text[span.start : span.end]}"


def _html_group(title: str, changes: Sequence[Change], old: str, new: str) -> str:
    blocks = []
    for change in changes:
        text, unit = change.unit.text, change.unit
        columns: tuple[tuple[str, Sequence[Span]], ...] = ((old, change.old), (new, change.new), ("gold", unit.spans))
        cells = "".join(f"<div><h4>{escape(name)}</h4><p>{marked(text, spans)}</p></div>" for name, spans in columns)
        notes = "".join(f"<li>{escape(line)}</li>" for line in _differences(change))
        blocks.append(
            f'<section><h3>{escape(unit.id)} ({change.gained:+d})</h3><ul>{notes}</ul><div class="sides">{cells}</div></section>\n'
        )
    return f"<h2>{escape(title)}</h2>\n{''.join(blocks)}"
