"""Writing an extraction to files, each complete or not at all."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from unodc_nlp.errors import OutputError
from unodc_nlp.facts import Extraction
from unodc_nlp.output.page import render_page
from unodc_nlp.output.tabular import json_line, make_jsonl
from unodc_nlp.output.writing import write_whole

_FILES = ("mentions", "entities", "short_names", "activities", "indicators")


def write_extraction(extraction: Extraction, directory: Path, name: str) -> list[Path]:
    """Write what was extracted to a directory, which is made if need be.

    Units, mentions, entities, short names, activities and indicators become `NAME.….jsonl`, and there is `NAME.html`. The first
    line of the units is the report: its name and metadata.

    Raises:
        OutputError: the directory cannot be written to.
    """
    report = extraction.report
    head = {"kind": "report", "name": report.name, "structured": report.structured, "metadata": asdict(report.metadata)}
    texts = {
        f"{name}.units.jsonl": json_line(head) + make_jsonl(extraction, "units"),
        **{f"{name}.{table}.jsonl": make_jsonl(extraction, table) for table in _FILES},
        f"{name}.html": render_page(extraction),
    }
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"cannot write to {directory} ({error.strerror}); choose a writable directory") from None
    return [write_whole(directory / file, text) for file, text in texts.items()]
