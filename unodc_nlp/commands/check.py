"""`unodc-nlp check`: what is wrong and what is suspicious in annotations."""

from __future__ import annotations

import json
from collections import Counter
from functools import reduce
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unodc_nlp.commands.console import say

if TYPE_CHECKING:
    from unodc_nlp.annotations import Finding


def check(
    annotations: Annotated[list[Path], typer.Argument(help="Annotations in any format.", metavar="ANNOTATIONS...")],
    from_: Annotated[
        str | None, typer.Option("--from", help="Their format; guessed from the files by default.")
    ] = None,
    others: Annotated[
        list[Path] | None,
        typer.Option(
            "--with", help="Further annotations to compare labels with, such as 'shipped'; may be given again."
        ),
    ] = None,
    model: Annotated[Path | None, typer.Option(help="A model to compare with; the shipped model by default.")] = None,
    no_model: Annotated[bool, typer.Option("--no-model", help="Compare with no model.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 for suspicious places too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List faults and suspicious places with file, line and unit; exits with 1 where there is a fault."""
    from unodc_nlp.annotations import read_annotations
    from unodc_nlp.annotations.checks import suspicious
    from unodc_nlp.pipeline import load
    from unodc_nlp.training.gathering import gather

    nlp = None if no_model else load(model)
    reading = reduce(add, [read_annotations(path, from_) for path in annotations])
    elsewhere = gather(others or [])
    findings = [*reading.findings, *suspicious(reading, nlp, others=elsewhere.reports + elsewhere.authored)]
    counts = Counter(finding.kind for finding in findings)
    if as_json:
        records = [_record(finding) for finding in findings]
        print(
            json.dumps(
                {"units": len(reading.units), "counts": counts, "findings": records}, ensure_ascii=False, indent=1
            )
        )
    else:
        for finding in findings:
            print(f"{finding.path}:{finding.line}: unit {finding.unit or '?'}: {finding.kind}: {finding.message}")
        say(
            ", ".join(
                [f"{len(reading.units)} units can be used", *(f"{kind}: {count}" for kind, count in counts.items())]
            )
        )
    if reading.faults or (strict and findings):
        raise typer.Exit(1)


def _record(finding: Finding) -> dict[str, Any]:
    return {
        "file": str(finding.path),
        "line": finding.line,
        "unit": finding.unit,
        "kind": finding.kind,
        "message": finding.message,
    }
