"""`unodc-nlp convert`: annotations from one format to another."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from unodc_nlp.commands.console import refusal, say, show_findings
from unodc_nlp.errors import GoldError

_FORMATS = "markup, label-studio, doccano, prodigy, brat, conll, docbin"


def convert(
    source: Annotated[
        Path, typer.Argument(help="Annotations: a file, or a directory of markup or brat.", metavar="IN")
    ],
    target: Annotated[Path, typer.Argument(help="Where to: a file, for markup and brat a directory.", metavar="OUT")],
    to: Annotated[str, typer.Option("--to", help=f"Format to write: {_FORMATS}.")] = "markup",
    from_: Annotated[
        str | None, typer.Option("--from", help="Format to read; guessed from the file by default.")
    ] = None,
    document: Annotated[
        str | None, typer.Option(help="Document that the units belong to; the file's name by default.")
    ] = None,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Leave faulty units out instead of stopping.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace files that exist.")] = False,
) -> None:
    """Convert annotations between our markup and the formats of annotation tools, checked on the way."""
    from unodc_nlp.annotations import read_annotations, write_annotations
    from unodc_nlp.annotations.formats import named

    named(to)
    reading = read_annotations(source, from_, document)
    show_findings(reading.findings)
    if reading.faults and not skip_bad:
        raise GoldError(refusal(reading.faults, "nothing was written"))
    if not reading.units:
        raise GoldError(f"{source} holds no unit that can be used; nothing was written")
    lost = write_annotations(reading.units, target, to, force)
    left_out = f", {len(reading.faults)} faults left out" if reading.faults else ""
    automatic = sum(unit.automatic_words for unit in reading.units)
    cut = f", words of {automatic} cut by the tokenizer" if automatic else ""
    say(f"{len(reading.units)} units written to {target}{cut}{left_out}")
    if lost:
        say(f"{lost} spans inside others were lost: {to} holds no spans inside others")
