"""The formats, and which of them a file is in."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from unodc_nlp.annotations import brat, conll, docbin, doccano, label_studio, markup, prodigy
from unodc_nlp.annotations.draft import Drafts
from unodc_nlp.annotations.files import lines_of, text_of
from unodc_nlp.errors import GoldError
from unodc_nlp.gold.corpus import GoldUnit


@dataclass(frozen=True, slots=True)
class Format:
    """A format of annotations.

    Attributes:
        read: yields what a file or directory holds.
        files: returns the contents of the files, by their path below the target; an empty path is the target itself.
        nested: whether the format holds spans inside others.
    """

    read: Callable[[Path], Drafts]
    files: Callable[[Sequence[GoldUnit]], dict[str, bytes]]
    nested: bool = True


FORMATS = {
    "markup": Format(markup.read, markup.files),
    "label-studio": Format(label_studio.read, label_studio.files),
    "doccano": Format(doccano.read, doccano.files),
    "prodigy": Format(prodigy.read, prodigy.files),
    "brat": Format(brat.read, brat.files),
    "conll": Format(conll.read, conll.files, nested=False),
    "docbin": Format(docbin.read, docbin.files),
}


def named(name: str) -> Format:
    """Return the format of that name.

    Raises:
        GoldError: there is none.
    """
    if name not in FORMATS:
        raise GoldError(f"no format {name!r}; the formats are {', '.join(FORMATS)}")
    return FORMATS[name]


def guess(path: Path) -> str:
    """Return the name of the format that a file or directory is in, from what it holds.

    Raises:
        GoldError: it cannot be read, or could be in several formats.
    """
    if path.is_dir():
        found = "brat" if any(path.rglob("*.ann")) else "markup"
    elif path.suffix == ".ann" or (path.suffix == ".txt" and path.with_suffix(".ann").is_file()):
        found = "brat"
    elif path.is_file() and path.read_bytes()[:1] == b"\x78":  # zlib, which a DocBin is packed with
        found = "docbin"
    else:
        found = _of_text(path)
    if not found:
        raise GoldError(f"{path} could be in several formats; name one with --from: {', '.join(FORMATS)}")
    return found


def _of_text(path: Path) -> str:
    text = text_of(path).lstrip()
    if text.startswith("["):
        return "label-studio"
    if text.startswith("{"):
        return _of_object(text.partition("\n")[0])
    if text.startswith("## "):
        return "markup"
    rows = [line.split() for line in lines_of(path)[:200] if line.strip() and not line.startswith("# ")]
    tagged = rows and all(len(row) > 1 and (row[-1] == "O" or row[-1][1:2] == "-") for row in rows)
    return "conll" if tagged else ""


def _of_object(line: str) -> str:
    try:
        record: Any = json.loads(line)
    except json.JSONDecodeError:
        return ""
    if any(isinstance(record.get(key), list) for key in ("label", "labels", "entities")):
        return "doccano"
    if isinstance(record.get("spans"), list) or "_input_hash" in record:
        return "prodigy"
    return ""
