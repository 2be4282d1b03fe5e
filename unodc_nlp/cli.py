"""The command line: `unodc-nlp extract`, `benchmark`, `info`, and the commands of `unodc_nlp.commands`.

Exit codes: 0 all went well; 1 something could not be done (some files may be done); 2 the command was not understood.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from unodc_nlp.commands.annotate import annotate
from unodc_nlp.commands.check import check
from unodc_nlp.commands.compare import compare
from unodc_nlp.commands.console import messages, progress_bar
from unodc_nlp.commands.convert import convert
from unodc_nlp.commands.dataset import dataset
from unodc_nlp.commands.train import train
from unodc_nlp.errors import UnodcNlpError

if TYPE_CHECKING:
    from unodc_nlp.facts import Extraction
    from unodc_nlp.reading import Document

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)
_STDIN = "-"
_FILES = "Reports as DOCX, PDF, HTML, Markdown or text, directories or ZIP archives of them; - for standard input."
for command in (annotate, convert, check, compare, dataset, train):
    app.command()(command)


@app.command()
def extract(
    files: Annotated[list[str], typer.Argument(help=_FILES, metavar="FILE...")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Directory for the results.")] = Path("out"),
    model: Annotated[Path | None, typer.Option(help="A model directory; the shipped model by default.")] = None,
    knowledge: Annotated[
        list[Path] | None,
        typer.Option(help="A table of your own names (CSV), or a directory of them; may be given again."),
    ] = None,
    topic: Annotated[str | None, typer.Option(help="Only units with this topic.")] = None,
    section: Annotated[str | None, typer.Option(help="Only units of this section.")] = None,
    mentions: Annotated[str | None, typer.Option(help="Only units that mention this label, name or id.")] = None,
) -> None:
    """Find the names in reports and what they mean: JSON Lines, a page of HTML, a table on the terminal."""
    from unodc_nlp.facts import extract as extract_facts
    from unodc_nlp.facts.selection import check_names
    from unodc_nlp.output import write_extraction
    from unodc_nlp.pipeline import load

    check_names(topic, section)
    nlp = load(model, knowledge=knowledge or None)
    documents = [document for file in files for document in _documents(file)]
    names = _distinct_names([document.stem for document in documents])
    failed = 0
    with progress_bar() as progress:
        task = progress.add_task("reading", total=len(documents))
        for document, name in zip(documents, names, strict=True):
            progress.update(task, description=name)
            try:
                extraction = extract_facts(document.read(), nlp)
                extraction = extraction.only(extraction.units(topic, section, mentions))
                write_extraction(extraction, output, name)
            except UnodcNlpError as error:
                failed += 1
                progress.console.print(f"{document.name}: {error}", style="red", markup=False, soft_wrap=True)
            else:
                _show(extraction, name)
            progress.advance(task)
    if failed < len(documents):
        messages.print(f"{len(documents) - failed} of {len(documents)} written to {output}", markup=False)
    if failed:
        raise typer.Exit(1)


@app.command()
def benchmark(
    annotations: Annotated[
        Path | None, typer.Argument(help="Directory of annotations; the shipped gold by default.")
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="Directory for the figures.")] = Path("benchmark"),
    unseen: Annotated[
        Path | None, typer.Option(help="Annotated passages to test on only (units.jsonl, marked.txt).")
    ] = None,
    system: Annotated[
        list[str] | None, typer.Option(help="A system to run, may be given again; all by default.")
    ] = None,
    processes: Annotated[int, typer.Option(min=1, help="Folds run at the same time.")] = 2,
    fast: Annotated[
        bool, typer.Option("--fast", help="Train for seconds, to try the machinery; the figures mean nothing.")
    ] = False,
) -> None:
    """Train and test by document, and write every quality figure as JSON and Markdown."""
    from unodc_nlp.gold.corpus import load_gold
    from unodc_nlp.resources import shipped_annotations
    from unodc_nlp.training.benchmark import SYSTEMS, quick, run
    from unodc_nlp.training.folds import leave_one_report_out, unseen_fold
    from unodc_nlp.training.tables import figures, tables_of, write_figures
    from unodc_nlp.training.train import Settings, provenance

    chosen = system or list(SYSTEMS)
    unknown = [name for name in chosen if name not in SYSTEMS]
    if unknown:
        raise UnodcNlpError(f"no system {unknown[0]!r}; the systems are {', '.join(SYSTEMS)}")
    directory = annotations or shipped_annotations()
    gold = load_gold(directory)
    settings = quick(Settings()) if fast else Settings()
    folds = leave_one_report_out(gold, directory) + ([unseen_fold(gold, unseen, directory / "links")] if unseen else [])
    scores = run(folds, chosen, settings, processes, lambda line: messages.print(line, markup=False))
    data = figures(scores, provenance(gold.reports + gold.authored, settings))
    write_figures(data, output)
    if "unodc_nlp" in chosen:
        print("\n\n".join(tables_of(data).values()))


@app.command()
def info(
    model: Annotated[Path | None, typer.Option(help="A model directory; the shipped model by default.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show versions, the model and what it was made from, and its scores."""
    from unodc_nlp.pipeline import load
    from unodc_nlp.pipeline.loading import META_KEY
    from unodc_nlp.pipeline.topics import describe_topics
    from unodc_nlp.resources import shipped_model

    directory = model or shipped_model()
    nlp = load(directory)
    meta = nlp.meta
    data: dict[str, Any] = {
        "model": str(directory),
        **meta[META_KEY],
        "labels": meta["labels"].get("unodc_recogniser", []),
        "topics": describe_topics(nlp),
    }
    scores = directory / "scores.json"
    data["scores"] = json.loads(scores.read_text(encoding="utf-8")) if scores.is_file() else None
    if as_json:
        print(json.dumps(data, ensure_ascii=False, indent=1))
        return
    table = Table("", "", show_header=False, box=None)
    for name in ("model", "version", "format"):
        table.add_row(name, str(data[name]))
    if data["topics"]:
        table.add_row("sections and topics", data["topics"]["note"])
    for group in ("gold", "made_with"):
        for name, value in data[group].items():
            table.add_row(f"{group}: {name}", ", ".join(value) if isinstance(value, list) else str(value))
    for test, rows in (data["scores"] or {}).items():
        for row, figure in rows.items():
            table.add_row(f"F1, {test}: {row}", f"{figure['f1']:.3f} ({figure['low']:.3f}–{figure['high']:.3f})")
    Console().print(table)


def main() -> None:
    """Run the command line; an error of ours is one sentence on standard error."""
    try:
        app(standalone_mode=True)
    except UnodcNlpError as error:
        messages.print(f"unodc-nlp: {error}", style="red", markup=False, soft_wrap=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(1)


def _documents(file: str) -> list[Document]:
    """Return the documents that an argument stands for; one that cannot be read is told when it is."""
    from unodc_nlp.reading import Document, Limits, find_documents, read_data

    if file == _STDIN:
        most = Limits().file_bytes
        return [Document("stdin", lambda: read_data(sys.stdin.buffer.read(most + 1), "standard input"))]
    return list(find_documents(file))


def _distinct_names(stems: list[str]) -> list[str]:
    """Return the name that the results of each document get: that of the file, with a number where two are the same."""
    seen: Counter[str] = Counter()
    names = []
    for stem in stems:
        seen[stem] += 1
        names.append(stem if seen[stem] == 1 else f"{stem}-{seen[stem]}")
    return names


def _show(extraction: Extraction, name: str) -> None:
    report = extraction.report
    table = Table(title=f"{name}: {report.metadata.title or ''}", title_justify="left")
    table.add_column("label")
    table.add_column("mentions", justify="right")
    table.add_column("different", justify="right")
    table.add_column("most frequent")
    by_label: dict[str, Counter[str]] = {}
    for mention in extraction.mentions:
        by_label.setdefault(mention.label, Counter())[mention.text] += 1
    for label, names in sorted(by_label.items(), key=lambda item: -item[1].total()):
        frequent = "、".join(f"{text} ({count})" for text, count in names.most_common(4))
        table.add_row(label, str(names.total()), str(len(names)), frequent.replace("[", r"\["))
    caption = f"{len(report.units)} units"
    table.caption = caption if report.structured else caption + "; no headings or numbered paragraphs were found"
    Console().print(table)
