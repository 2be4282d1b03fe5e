"""`unodc-nlp annotate`: a new report annotated by the model, for a person to correct."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from unodc_nlp.commands.console import say, show_findings
from unodc_nlp.errors import DocumentError


def annotate(
    report: Annotated[Path, typer.Argument(help="The report.")],
    output: Annotated[Path, typer.Argument(help="Where to: a file, for markup and brat a directory.", metavar="OUT")],
    to: Annotated[str, typer.Option("--to", help="Format to write; see 'unodc-nlp convert --help'.")] = "label-studio",
    model: Annotated[Path | None, typer.Option(help="A model directory; the shipped model by default.")] = None,
    document: Annotated[
        str | None, typer.Option(help="Name of the document, which begins every id; the file's name by default.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that exist.")] = False,
) -> None:
    """Annotate a report with the model, the units it is least certain of first."""
    from unodc_nlp.annotations.formats import named
    from unodc_nlp.annotations.preannotate import preannotate, write_preannotation
    from unodc_nlp.pipeline import load
    from unodc_nlp.reading import read_report

    named(to)
    nlp = load(model)
    made = preannotate(read_report(report), nlp, document or report.stem)
    show_findings(made.findings)
    if not made.units:
        raise DocumentError(f"{report} has no unit that could be annotated; nothing was written")
    lost = write_preannotation(made, output, to, f"{nlp.meta['name']} {nlp.meta['version']}", force)
    doubtful = sum(certainty < 0.5 for certainty in made.certainty.values())
    say(f"{len(made.units)} units written to {output}; certainty is below one half for the first {doubtful}")
    if lost:
        say(f"{lost} spans inside others were lost: {to} holds no spans inside others")
