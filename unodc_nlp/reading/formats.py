"""Which format a document has, by its content, and the reader of that format."""

from __future__ import annotations

import importlib
import re
from typing import Any

from unodc_nlp.errors import DocumentError
from unodc_nlp.reading import archive
from unodc_nlp.reading.chars import STRIPPED, has_chinese
from unodc_nlp.reading.decode import decode
from unodc_nlp.reading.limits import Budget
from unodc_nlp.reading.manuscript import Manuscript, of_text

_PDF = b"%PDF-"
_PDF_WITHIN = 1024  # PDF readers take files whose header has other bytes before it
# How pages of HTML begin, byte order mark, comments and declarations aside.
_HTML = re.compile(
    r"\s{0,1000}(?:<\?xml[^>]{0,200}>\s{0,100}|<!--.{0,2000}?-->\s{0,100}){0,5}"
    r"<(?:!doctype\s{1,9}html|html|head|body|meta|title|div|main|article|section|h[1-6]|p|table|ul|ol|center|span|style|font)"
    r"(?=[\s>/])",
    re.I | re.S,
)
# The parts by which Office Open XML, and OpenDocument and EPUB, are known.
_OFFICE, _OPEN = "[Content_Types].xml", "mimetype"


def open_manuscript(data: bytes, budget: Budget) -> Manuscript:
    """Read a document of any format.

    Args:
        data: the whole file.
        budget: its name and limits.

    Raises:
        DocumentError: it cannot be read, or the library for its format is not installed.
    """
    budget.check("file_bytes", len(data), "bytes")
    manuscript = _read(data, budget)
    budget.check("characters", len(manuscript.text), "characters")
    if not manuscript.text.strip(STRIPPED):
        raise DocumentError(f"{budget.name} holds no text; give a document with text")
    if not has_chinese(manuscript.text):
        raise DocumentError(f"{budget.name} holds no Chinese character; this library reads Chinese documents")
    return manuscript


def is_archive(data: bytes, budget: Budget) -> bool:
    """Tell whether a file is a ZIP archive of documents, not one that is a document itself as DOCX is."""
    return data.startswith(archive.SIGNATURE) and not _is_document(archive.Archive(data, budget))


def _read(data: bytes, budget: Budget) -> Manuscript:
    if _PDF in data[:_PDF_WITHIN]:
        return _reader("pdf", "pypdfium2", "PDF", budget).read_pdf(data, budget)  # type: ignore[no-any-return]
    if data.startswith(archive.SIGNATURE):
        parts = archive.Archive(data, budget)
        if _OFFICE in parts:
            return _reader("docx", "lxml", "DOCX", budget).read_docx(parts, budget)  # type: ignore[no-any-return]
        _refuse_archive(parts, budget)
    text = decode(data, budget.name)
    if _HTML.match(text):
        return _reader("web", "lxml", "HTML", budget).read_html(text, budget)  # type: ignore[no-any-return]
    return of_text(text)


def _is_document(parts: archive.Archive) -> bool:
    return _OFFICE in parts or _OPEN in parts


def _refuse_archive(parts: archive.Archive, budget: Budget) -> None:
    if _OPEN in parts:
        raise DocumentError(f"{budget.name} is an OpenDocument or EPUB file; save it as DOCX or PDF")
    raise DocumentError(
        f"{budget.name} is a ZIP archive of {len(parts.names)} files, not one document; "
        "use find_documents, or the command line, which take archives"
    )


def _reader(module: str, library: str, what: str, budget: Budget) -> Any:
    """Return the module that reads a format, which needs a library that not everyone has."""
    try:
        importlib.import_module(library)
    except ImportError:
        raise DocumentError(
            f"{budget.name} is a {what} file, and {library} to read it is not installed; "
            "pip install 'unodc_nlp[formats]'"
        ) from None
    return importlib.import_module(f"unodc_nlp.reading.{module}")
