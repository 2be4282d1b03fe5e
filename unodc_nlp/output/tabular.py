"""Tables of an extraction for other programs: pandas, JSON Lines, CSV, Parquet, `datasets`."""

from __future__ import annotations

import csv
import json
import os
import tempfile
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from unodc_nlp.errors import UnodcNlpError
from unodc_nlp.facts import Extraction
from unodc_nlp.output.tables import Record, flat_records, table_named
from unodc_nlp.output.writing import write_whole

if TYPE_CHECKING:
    from datasets import Dataset
    from pandas import DataFrame

_TYPES = {"str": "string", "int": "Int64", "float": "float64", "bool": "bool", "list": "object", "json": "object"}
_VALUES = {"str": "string", "int": "int64", "float": "float64", "bool": "bool", "json": "string"}
# What makes a spreadsheet take a cell for a formula, full-width forms too (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def make_frame(extraction: Extraction, table: str) -> DataFrame:
    """Return a table as a DataFrame; lists and mappings are Python objects, what is not known is NA.

    Raises:
        SelectionError: there is no such table.
        UnodcNlpError: `pandas` is not installed.
    """
    wanted = table_named(table)
    try:
        import pandas
    except ImportError:
        raise _missing("pandas") from None
    lines = flat_records(extraction, wanted)
    rows = [
        {name: json.loads(cell) if cell and wanted.columns[name] == "json" else cell for name, cell in line.items()}
        for line in lines
    ]
    frame = pandas.DataFrame(rows, columns=list(wanted.columns))
    return frame.astype({name: _TYPES[kind] for name, kind in wanted.columns.items()})


def make_jsonl(extraction: Extraction, table: str, path: str | os.PathLike[str] | None = None) -> str:
    """Return a table as JSON Lines, and write it where a path is given.

    Raises:
        SelectionError: there is no such table.
        OutputError: the file cannot be written.
    """
    text = "".join(json_line(record) for record in table_named(table).records(extraction))
    if path is not None:
        write_whole(path, text)
    return text


def make_csv(extraction: Extraction, table: str, path: str | os.PathLike[str] | None = None) -> str:
    """Return a table as CSV, and write it where a path is given, with a byte order mark, without which Excel garbles Chinese.

    Lists and mappings are JSON text. A text that a spreadsheet would take for a formula gets an apostrophe before it.

    Raises:
        SelectionError: there is no such table.
        OutputError: the file cannot be written.
    """
    wanted = table_named(table)
    out = StringIO(newline="")
    writer = csv.DictWriter(out, list(wanted.columns))
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in flat_records(extraction, wanted))
    if path is not None:
        write_whole(path, "\ufeff" + out.getvalue())
    return out.getvalue()


def make_dataset(extraction: Extraction, table: str) -> Dataset:
    """Return a table as a `datasets.Dataset`; its features are the same for every report, mappings are JSON text.

    Raises:
        SelectionError: there is no such table.
        UnodcNlpError: `datasets` is not installed.
    """
    wanted = table_named(table)
    try:
        import datasets
    except ImportError:
        raise _missing("datasets") from None
    features = datasets.Features(
        {
            name: datasets.List(datasets.Value("string")) if kind == "list" else datasets.Value(_VALUES[kind])
            for name, kind in wanted.columns.items()
        }
    )
    rows = list(flat_records(extraction, wanted))
    return datasets.Dataset.from_dict({name: [row[name] for row in rows] for name in features}, features=features)


def write_parquet(extraction: Extraction, table: str, path: str | os.PathLike[str]) -> None:
    """Write a table as Parquet, with the columns of `make_dataset`.

    Raises:
        SelectionError: there is no such table.
        OutputError: the file cannot be written.
        UnodcNlpError: `datasets` is not installed.
    """
    dataset = make_dataset(extraction, table)
    from pyarrow import parquet

    with tempfile.TemporaryDirectory() as directory:
        file = Path(directory) / "table.parquet"
        parquet.write_table(dataset.data.table, file)
        write_whole(path, file.read_bytes())


def json_line(record: Record) -> str:
    """Return a record as a line of JSON."""
    return json.dumps(record, ensure_ascii=False) + "\n"


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return "'" + value if isinstance(value, str) and value.startswith(_FORMULA) else value


def _missing(package: str) -> UnodcNlpError:
    return UnodcNlpError(
        f"the package '{package}' is not installed; install it with: pip install 'unodc_nlp[{package}]'"
    )
