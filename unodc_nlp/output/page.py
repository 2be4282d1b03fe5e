"""A page of HTML with the names of a report marked by label; one self-contained file, everything escaped."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from importlib.resources import files

from unodc_nlp.facts import Extraction, Mention
from unodc_nlp.reading import Unit
from unodc_nlp.spans import Span


def render_page(extraction: Extraction) -> str:
    """Return the page: title, a legend of the labels with counts, then every unit with its names marked, nested ones too."""
    colours = _colours()
    title = escape(extraction.report.metadata.title or extraction.report.name)
    counts = {label: sum(mention.label == label for mention in extraction.mentions) for label in colours}
    legend = " ".join(f'<mark data-label="{label}">{label} {count}</mark>' for label, count in counts.items() if count)
    body = "\n".join(_unit(unit, extraction.in_unit(unit.id), extraction) for unit in extraction.report.units)
    return (
        f'<!DOCTYPE html>\n<html lang="zh">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f"<style>\n{stylesheet()}\n</style>\n</head>\n<body>\n<h1>{title}</h1>\n<p>{legend}</p>\n{body}\n</body>\n</html>\n"
    )


def stylesheet() -> str:
    """Return the rules of the page, with a colour for each label."""
    style = files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    return style + "".join(f'mark[data-label="{label}"]{{background:{colour}}}' for label, colour in _colours().items())


def _colours() -> dict[str, str]:
    colours: dict[str, str] = json.loads(files(__package__).joinpath("colours.json").read_text(encoding="utf-8"))
    return colours


def _unit(unit: Unit, mentions: Sequence[Mention], extraction: Extraction) -> str:
    number = f"{escape(unit.number)} " if unit.number else ""
    text = number + marked(unit.text, mentions, [_meaning(mention, extraction) for mention in mentions])
    if unit.kind == "heading":
        level = min(6, 1 + (unit.level or 1))
        return f'<h{level} id="{escape(unit.id)}">{text}</h{level}>'
    return f'<p id="{escape(unit.id)}" class="{unit.kind}">{text}</p>'


def _meaning(mention: Mention, extraction: Extraction) -> str:
    entity = extraction.entity(mention)
    known = (entity.id, entity.zh, entity.en) if entity else (str(mention.value or ""),)
    return " ".join(filter(None, known))


def marked(text: str, mentions: Sequence[Mention | Span], meanings: Sequence[str] | None = None) -> str:
    """Return `text` as HTML with its names marked, everything escaped.

    Args:
        text: the text.
        mentions: its names in reading order, outer before inner.
        meanings: what to show beside the label of each.
    """
    out: list[str] = []
    open_ends: list[int] = []
    at = 0
    for mention, meaning in zip(mentions, meanings or [""] * len(mentions), strict=True):
        while open_ends and open_ends[-1] <= mention.start:
            out.append(escape(text[at : open_ends[-1]]) + "</mark>")
            at = open_ends.pop()
        out.append(escape(text[at : mention.start]))
        out.append(f'<mark data-label="{mention.label}" title="{escape(f"{mention.label} {meaning}".strip())}">')
        at = mention.start
        open_ends.append(mention.end)
    while open_ends:
        out.append(escape(text[at : open_ends[-1]]) + "</mark>")
        at = open_ends.pop()
    out.append(escape(text[at:]))
    return "".join(out)
