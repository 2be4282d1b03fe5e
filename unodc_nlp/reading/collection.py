"""The documents that a path stands for: one file, those of a directory and its directories, those of a ZIP archive."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from unodc_nlp.errors import DocumentError
from unodc_nlp.reading.archive import SIGNATURE, Archive
from unodc_nlp.reading.decode import read_bytes
from unodc_nlp.reading.document import read_data, read_report
from unodc_nlp.reading.formats import is_archive
from unodc_nlp.reading.limits import Budget, Limits
from unodc_nlp.reading.report import Report


@dataclass(frozen=True, slots=True)
class Document:
    """A document that can be read.

    Attributes:
        name: the path of the file; of one in an archive the archive's path, ``!`` and its path within.
        read: reads it; raises DocumentError if it cannot be read.
    """

    name: str
    read: Callable[[], Report] = field(repr=False)

    @property
    def stem(self) -> str:
        """The file's name without its extension."""
        return PurePosixPath(self.name.replace("!", "/").replace("\\", "/")).stem or "report"


def find_documents(path: str | os.PathLike[str], limits: Limits | None = None) -> Iterator[Document]:
    """Yield the documents of a file, a directory or a ZIP archive, in the order of their names; hidden files are left out.

    Nothing is read before `Document.read` is called, but the list of an archive's files.

    Args:
        path: the file or directory.
        limits: what one document may take; an archive has the limits of a document.

    Nothing is raised here: a path that cannot be read, or a directory with nothing in it, yields one document, whose
    `read` raises the error.
    """
    file = Path(path)
    if file.is_dir():
        files = list(_files(file))
        for each in files or [file]:
            yield from _documents(each, limits)
    else:
        yield from _documents(file, limits)


def _files(directory: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(directory):
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        yield from (Path(folder) / name for name in sorted(names) if not _is_hidden(name))


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "__MACOSX")) and name not in (".", "..")


def _documents(file: Path, limits: Limits | None) -> Iterator[Document]:
    archive = _archive(file, limits)
    if archive is None:
        yield Document(str(file), lambda: read_report(file, limits))
        return
    for name in sorted(archive.names):
        if any(_is_hidden(part) for part in PurePosixPath(name).parts):
            continue
        whole = f"{file}!{name}"
        yield Document(whole, lambda name=name, whole=whole: read_data(archive.read(name), whole, limits))  # type: ignore[misc]


def _archive(file: Path, limits: Limits | None) -> Archive | None:
    """Return a file as an archive of documents, None if it is a document or cannot be read."""
    try:
        with file.open("rb") as opened:
            if opened.read(len(SIGNATURE)) != SIGNATURE:
                return None
        budget = Budget(str(file), limits or Limits())
        data = read_bytes(file, budget)
        return Archive(data, budget) if is_archive(data, budget) else None
    except (OSError, DocumentError):
        return None  # told when it is read
