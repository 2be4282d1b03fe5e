"""Annotations as a `datasets.DatasetDict` with a split for each document, and the way back; Parquet with a dataset card."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from unodc_nlp.annotations.draft import Draft, Mark
from unodc_nlp.annotations.files import write_files
from unodc_nlp.annotations.finish import finish
from unodc_nlp.errors import GoldError, UnodcNlpError
from unodc_nlp.gold.corpus import GoldUnit, load_gold
from unodc_nlp.resources import shipped_annotations
from unodc_nlp.scheme import load_scheme

if TYPE_CHECKING:
    from datasets import Dataset, DatasetDict, Features

_OWN = {"words", "spans", "topics", "section"}  # fields of a GoldUnit that have a column of their own kind


def load_annotations(directory: str | Path | None = None) -> DatasetDict:
    """Return hand annotations as a dataset, a split for each document; needs the package `datasets`, and no network.

    Columns: id, document, text; tokens with token_starts (offsets into the text); spans (start, end, label, text, nested), outer before
    inner; section and topics; and the other fields of a unit. Labels, sections and topics are ClassLabels.

    Args:
        directory: a directory of annotations in our markup; those that come with the package by default.

    Raises:
        GoldError: there is a fault in the annotations.
        UnodcNlpError: `datasets` is not installed.
    """
    gold = load_gold(shipped_annotations() if directory is None else Path(directory))
    return to_dataset(gold.reports + gold.authored)


def to_dataset(units: Sequence[GoldUnit]) -> DatasetDict:
    """Return units as a dataset with the columns of `load_annotations`."""
    datasets = _datasets()
    features = _features()
    splits: dict[str, list[dict[str, Any]]] = {}
    for unit in units:
        splits.setdefault(re.sub(r"\W", "_", unit.document), []).append(_row(unit))
    return datasets.DatasetDict(
        {split: datasets.Dataset.from_list(rows, features=features) for split, rows in splits.items()}
    )


def from_dataset(dataset: DatasetDict | Dataset) -> tuple[GoldUnit, ...]:
    """Return the units of a dataset with the columns of `load_annotations`, all splits behind each other, checked like any import.

    Raises:
        GoldError: the columns contradict each other; names the unit.
    """
    splits: Iterable[Any] = dataset.values() if isinstance(dataset, Mapping) else [dataset]
    return tuple(_unit(row, split.features) for split in splits for row in split)


def export_parquet(units: Sequence[GoldUnit], directory: Path, overwrite: bool = False) -> None:
    """Write a Parquet file for each document and a dataset card, ready to be pushed to a hub.

    Raises:
        OutputError: a file exists and `overwrite` is not given, or it cannot be written.
    """
    dataset = to_dataset(units)
    contents: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as name, _without_bars():
        for split, part in dataset.items():
            file = Path(name) / "part.parquet"
            part.to_parquet(file)
            contents[f"data/{split}.parquet"] = file.read_bytes()
    contents["README.md"] = dataset_card(units, tuple(dataset)).encode()
    write_files(directory, contents, overwrite)


def dataset_card(units: Sequence[GoldUnit], splits: Sequence[str]) -> str:
    """Return the card of a dataset as Markdown, with the figures of its units."""
    labels = Counter(span.label for unit in units for span in unit.spans)
    rows = {split: [unit for unit in units if re.sub(r"\W", "_", unit.document) == split] for split in splits}
    template = Template(files(__package__).joinpath("dataset_card.md").read_text(encoding="utf-8"))
    return template.substitute(
        data_files="\n".join(f"  - split: '{split}'\n    path: data/{split}.parquet" for split in splits),
        size="n<1K" if len(units) < 1000 else "1K<n<10K",
        version=version("unodc_nlp"),
        splits="\n".join(
            f"| {split} | {len(part)} | {sum(len(unit.text) for unit in part)} | {sum(len(unit.words) for unit in part)} | "
            f"{sum(len(unit.spans) for unit in part)} |"
            for split, part in rows.items()
        ),
        labels="\n".join(f"| {label} | {labels[label]} |" for label in load_scheme().labels),
    )


def _datasets() -> Any:
    try:
        import datasets
    except ImportError:
        raise UnodcNlpError(
            "the package 'datasets' is not installed; install it with: pip install 'unodc_nlp[datasets]'"
        ) from None
    return datasets


@contextmanager
def _without_bars() -> Iterator[None]:
    """Keep `datasets` from showing a bar for each file, and leave its setting as it was."""
    datasets = _datasets()
    shown = not datasets.are_progress_bars_disabled()
    datasets.disable_progress_bars()
    try:
        yield
    finally:
        if shown:
            datasets.enable_progress_bars()


def _features() -> Features:
    datasets = _datasets()
    value, listed, classes = datasets.Value, datasets.List, datasets.ClassLabel
    plain = {
        "str": value("string"),
        "str | None": value("string"),
        "int | None": value("int32"),
        "bool": value("bool"),
        "tuple[str, ...]": listed(value("string")),
    }
    scheme = load_scheme()
    label = classes(names=list(scheme.labels))
    span = {
        "start": value("int32"),
        "end": value("int32"),
        "label": label,
        "text": value("string"),
        "nested": value("bool"),
    }
    own = {
        "tokens": listed(value("string")),
        "token_starts": listed(value("int32")),
        "spans": listed(span),
        "section": classes(names=list(scheme.sections)),
        "topics": listed(classes(names=list(scheme.topics))),
    }
    return datasets.Features(
        {field.name: plain[str(field.type)] for field in fields(GoldUnit) if field.name not in _OWN} | own
    )


def _row(unit: GoldUnit) -> dict[str, Any]:
    outer = set(unit.outer_spans)
    row = {field.name: getattr(unit, field.name) for field in fields(GoldUnit) if field.name not in _OWN}
    row |= {
        "tokens": [unit.text[start:end] for start, end in unit.words],
        "token_starts": [word.start for word in unit.words],
        "spans": [
            {**span._asdict(), "text": unit.text[span.start : span.end], "nested": span not in outer}
            for span in unit.spans
        ],
        "section": unit.section,
        "topics": list(unit.topics),
    }
    return row


def _unit(row: Mapping[str, Any], features: Mapping[str, Any]) -> GoldUnit:
    names = features["spans"].feature["label"]
    marks = [Mark(span["start"], span["end"], names.int2str(span["label"]), span["text"]) for span in row["spans"]]
    rest = {field.name: row[field.name] for field in fields(GoldUnit) if field.name not in _OWN | {"id", "text"}}
    rest["words"] = [
        (start, start + len(token)) for start, token in zip(row["token_starts"], row["tokens"], strict=True)
    ]
    rest["topics"] = [features["topics"].feature.int2str(topic) for topic in row["topics"]]
    rest["section"] = None if row["section"] is None else features["section"].int2str(row["section"])
    draft = Draft(Path(row["document"]), 0, row["id"], row["text"], tuple(marks), rest)
    try:
        unit, remarks = finish(draft, row["document"], _no_words)
    except GoldError as error:
        raise GoldError(f"unit {row['id']}: {error}") from None
    if remarks:
        raise GoldError(f"unit {row['id']}: {remarks[0]}; restore its columns")
    return unit


def _no_words(text: str) -> Sequence[tuple[int, int]]:
    raise GoldError("its tokens are not those of its text; restore the columns tokens and token_starts")
