"""Texts of several lines, such as a whole report in one task: each line becomes a unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from unodc_nlp.annotations.draft import FAULT, Draft, Drafts, Finding
from unodc_nlp.annotations.offsets import Cut, in_characters


def by_line(drafts: Drafts, cut: Cut) -> Drafts:
    """Yield drafts with those of several lines cut into one for each line that is not empty; findings pass through."""
    for draft in drafts:
        if isinstance(draft, Finding) or "\n" not in draft.text.rstrip():
            yield draft if isinstance(draft, Finding) else replace(draft, text=draft.text.rstrip("\r\n"))
        else:
            yield from _lines(draft, cut)


def _lines(draft: Draft, cut: Cut) -> Iterator[Draft | Finding]:
    marks, _ = in_characters(draft.text, draft.marks, cut, draft.utf16)
    fields = {name: value for name, value in draft.carried.items() if name not in ("words", "topics", "section")}
    remarks = (*draft.remarks, "lines became units of their own, without the topics and the section of the whole")
    at, number = 0, 0
    left = list(marks)
    for line in draft.text.split("\n"):
        end = at + len(line)
        own = [mark for mark in left if at <= mark.start and mark.end <= end]
        left = [mark for mark in left if mark not in own]
        if line.strip():
            number += 1
            moved = tuple(mark._replace(start=mark.start - at, end=mark.end - at) for mark in own)
            text = line.removesuffix("\r")
            # The offsets are in characters by now, whatever the tool counts.
            quoted = tuple(mark._replace(quoted=mark.quoted or text[mark.start : mark.end]) for mark in moved)
            yield Draft(draft.path, draft.line, f"{draft.id}-{number}", text, quoted, fields, remarks)
            remarks = ()
        at = end + 1
    for mark in left:
        message = f"{mark.label} {mark.start}–{mark.end} is in no single line of the text; mark it within one line"
        yield Finding(draft.path, draft.line, draft.id, FAULT, message)
