"""`unodc-nlp dataset`: annotations as Parquet with a dataset card."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from unodc_nlp.commands.console import say


def dataset(
    annotations: Annotated[
        Path | None, typer.Argument(help="Directory of annotations; the shipped gold by default.")
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="Directory for the dataset.")] = Path("dataset"),
    force: Annotated[bool, typer.Option("--force", help="Replace files that exist.")] = False,
) -> None:
    """Write annotations as a dataset: a Parquet file for each document and a dataset card."""
    from unodc_nlp.annotations import export_parquet
    from unodc_nlp.gold.corpus import load_gold
    from unodc_nlp.resources import shipped_annotations

    gold = load_gold(annotations or shipped_annotations())
    export_parquet(gold.reports + gold.authored, output, force)
    say(f"dataset written to {output}")
