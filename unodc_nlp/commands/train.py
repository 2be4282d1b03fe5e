"""`unodc-nlp train`: a model from annotations."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unodc_nlp.commands.console import progress_bar, say
from unodc_nlp.errors import GoldError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language

    from unodc_nlp.gold.corpus import GoldUnit

_SHOWN = ("words", "spans", "spans with nested")


def train(
    annotations: Annotated[
        list[Path] | None,
        typer.Argument(help="Annotations in any format; 'shipped' for the gold of the package, the default."),
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="Directory for the model.")] = Path("model"),
    test: Annotated[
        list[str] | None, typer.Option(help="A document to test on instead of training on it, may be given again.")
    ] = None,
    base: Annotated[
        Path | None,
        typer.Option(help="A model to go on from: its tokenizer is kept, its recogniser is trained further."),
    ] = None,
    encoder: Annotated[
        str | None,
        typer.Option(help="A pretrained encoder to train the recogniser on: a directory, or a name on the hub."),
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed of everything that is random.")] = 0,
    fast: Annotated[bool, typer.Option("--fast", help="Train a poor model in a minute, to try things out.")] = False,
) -> None:
    """Train tokenizer and recogniser from annotations and write a model directory.

    A training that was interrupted goes on where it was when the same command is given again.
    """
    from dataclasses import replace

    from unodc_nlp.encoder import check_installed
    from unodc_nlp.pipeline import load
    from unodc_nlp.training.benchmark import quick
    from unodc_nlp.training.card import model_card
    from unodc_nlp.training.gathering import SHIPPED, gather
    from unodc_nlp.training.resuming import Kept
    from unodc_nlp.training.train import Settings, provenance, write_model
    from unodc_nlp.training.train import train as train_pipeline

    gold = gather(annotations or [Path(SHIPPED)])
    left_out = set(test or ())
    unknown = left_out - set(gold.documents)
    if unknown:
        raise GoldError(f"no document {sorted(unknown)[0]!r} to test on; the documents are {', '.join(gold.documents)}")
    units = [unit for unit in gold.reports + gold.authored if unit.document not in left_out]
    held = [unit for unit in gold.reports if unit.document in left_out]
    if not units:
        raise GoldError("every document is tested on; leave one to train on")
    settings = replace(Settings(), seed=seed)
    settings = quick(settings) if fast else settings
    start = load(base) if base else None
    epochs = settings.names.fitting.epochs
    on = None
    if encoder:
        check_installed()
        from unodc_nlp.training.encoder import EncoderSettings

        on = EncoderSettings(encoder, seed)
        on = replace(on, epochs=2) if fast else on
        epochs = on.epochs
    made_from = json.dumps(provenance(units, settings, start, on), sort_keys=True)
    kept = Kept(output, hashlib.sha256(made_from.encode()).hexdigest())
    if kept.resumed:
        say("going on with a training that was interrupted")
    with progress_bar() as progress:
        task = progress.add_task("starting", total=2 + (epochs if on else 2 * epochs))

        def tell(step: str, epoch: int, loss: float, f1: float | None) -> None:
            note = f", epoch {epoch + 1} of {epochs}, loss {loss:.4f}" if loss else ""
            score = "" if f1 is None else f", F1 {f1:.3f} on {', '.join(sorted(left_out))}"
            progress.update(task, description=step + note + score, advance=1)
            if f1 is not None:
                progress.console.print(step + note + score, markup=False)

        try:
            nlp = train_pipeline(units, settings, tell, start, kept, held, on)
        except KeyboardInterrupt:
            say(f"interrupted; {output} is as it was before, and the same command goes on where this one was")
            raise typer.Exit(1) from None
    files = {"README.md": model_card(nlp.meta, None)}
    if left_out:
        scores = {", ".join(sorted(left_out)): _scores(nlp, held)}
        files["scores.json"] = json.dumps(scores, ensure_ascii=False, indent=1) + "\n"
        for name, figures in scores.items():
            for row in _SHOWN:
                figure = figures[row]
                print(f"F1, {name}: {row}: {figure['f1']:.3f} ({figure['low']:.3f}–{figure['high']:.3f})")
    write_model(nlp, output, files)
    kept.remove()
    say(f"model written to {output}")


def _scores(nlp: Language, units: Sequence[GoldUnit]) -> dict[str, Any]:
    from unodc_nlp.training.benchmark import summarise
    from unodc_nlp.training.compare import find, score

    return summarise(score(units, find(nlp, units)))
