"""Where commands write what is no result: standard error."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    from unodc_nlp.annotations import Finding

messages = Console(stderr=True, highlight=False)


def say(line: str, style: str | None = None) -> None:
    """Write a line as it is."""
    messages.print(line, style=style, markup=False, soft_wrap=True)


def show_findings(findings: Iterable[Finding]) -> None:
    """Write a line for each finding, faults in red."""
    from unodc_nlp.annotations.draft import FAULT

    for finding in findings:
        say(str(finding), style="red" if finding.kind == FAULT else None)


def refusal(faults: Sequence[Finding], what: str) -> str:
    """Return the sentence that says why nothing was done with faulty annotations."""
    return f"{len(faults)} faults, {what}; mend them, or give --skip-bad to go on without these units"


def progress_bar() -> Progress:
    """Return a bar that goes away when it is done."""
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TimeElapsedColumn(),
        console=messages,
        transient=True,
    )
