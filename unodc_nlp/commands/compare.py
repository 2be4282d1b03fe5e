"""`unodc-nlp compare`: what a new model gained and lost."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from unodc_nlp.commands.console import say
from unodc_nlp.errors import GoldError


def compare(
    old: Annotated[
        Path, typer.Argument(help="The old model's directory; 'shipped' for the one that comes with the package.")
    ],
    new: Annotated[Path, typer.Argument(help="The new model's directory.")],
    annotations: Annotated[
        list[Path] | None,
        typer.Option("--gold", help="Annotations to compare on, may be given again; the shipped gold by default."),
    ] = None,
    document: Annotated[
        list[str] | None, typer.Option(help="Compare on this document only, may be given again.")
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="Directory for compare.md and compare.html.")] = Path(
        "compare"
    ),
) -> None:
    """Compare two models on the same gold: differences per label with interval and test, and the units that changed."""
    from unodc_nlp.annotations.files import write_files
    from unodc_nlp.pipeline import load
    from unodc_nlp.resources import shipped_model
    from unodc_nlp.training.compare import compare as compare_models
    from unodc_nlp.training.compare_page import as_html, as_markdown
    from unodc_nlp.training.gathering import gather

    gold = gather(annotations or [Path("shipped")]).reports
    units = [unit for unit in gold if not document or unit.document in document]
    if not units:
        documents = ", ".join(sorted({unit.document for unit in gold}))
        raise GoldError(f"no unit of {', '.join(document or [])} in the gold; its documents are {documents}")
    paths = [shipped_model() if str(path) == "shipped" else path for path in (old, new)]
    comparison = compare_models(load(paths[0]), load(paths[1]), units)
    markdown = as_markdown(comparison, str(old), str(new))
    page = as_html(comparison, str(old), str(new))
    write_files(output, {"compare.md": markdown.encode(), "compare.html": page.encode()}, overwrite=True)
    print(markdown.partition("\n## ")[0])
    say(f"{len(comparison.changes)} units changed; see {output / 'compare.html'}")
