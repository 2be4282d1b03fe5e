"""PDF: rows of print to lines, with page furniture, footnotes and spacing told by their places on the page."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from unodc_nlp.errors import DocumentError
from unodc_nlp.reading.chars import has_chinese
from unodc_nlp.reading.glyphs import read_rows
from unodc_nlp.reading.limits import Budget
from unodc_nlp.reading.manuscript import Manuscript
from unodc_nlp.reading.pages import Page, body_size, find_notes, mark_furniture
from unodc_nlp.reading.typeset import Typesetter

_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
_LOCKED = (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)


def read_pdf(data: bytes, budget: Budget) -> Manuscript:
    """Read a PDF file with a text layer.

    Raised digits are superscripts in the text. Rows that return on the pages are furniture; what stands below the ruler
    or in smaller print at the foot of a page is footnotes.

    Raises:
        DocumentError: the file is broken, encrypted, without a text layer or over a limit.
    """
    pages = _read_pages(data, budget)
    mark_furniture(pages)
    body = body_size(pages)
    for page in pages:
        find_notes(page, body)
    return Typesetter(pages, body).manuscript()


def _read_pages(data: bytes, budget: Budget) -> list[Page]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in _LOCKED or "assword" in str(error):
            raise DocumentError(f"{budget.name} is encrypted; save it without a password") from None
        raise DocumentError(f"{budget.name} is a broken PDF file ({error}); get it anew") from None
    try:
        budget.check("pages", len(document), "pages")
        pages: list[Page] = []
        empty: list[int] = []
        characters = 0
        for number in range(1, len(document) + 1):
            budget.check_time()
            try:
                page = document[number - 1]
                rows, rulers, pictured = read_rows(page), _rulers(page), _has_image(page)
                page.close()
            except pypdfium2.PdfiumError as error:
                raise DocumentError(f"{budget.name}, page {number}, is broken ({error}); get the file anew") from None
            characters += sum(len(row.text) for row in rows)
            budget.check("characters", characters, "characters")
            if sum(len(row.text) for row in rows) < 20 and pictured:
                empty.append(number)
            pages.append(Page(number, rows, rulers))
    finally:
        document.close()
    _require_text(pages, empty, budget)
    return pages


def _require_text(pages: Sequence[Page], empty: Sequence[int], budget: Budget) -> None:
    text = "".join(row.text for page in pages for row in page.rows)
    if not text or len(empty) * 2 > len(pages):
        raise DocumentError(
            f"{budget.name} has no text layer: its pages are pictures or empty; "
            "run text recognition first (for example: ocrmypdf -l chi_sim)"
        )
    if not has_chinese(text) and (_PRIVATE.search(text) or "\ufffd" in text):
        raise DocumentError(
            f"{budget.name} does not say which characters its glyphs are; run text recognition on it (ocrmypdf --force-ocr)"
        )
    if empty:
        shown = ", ".join(map(str, empty[:10])) + ("…" if len(empty) > 10 else "")
        warnings.warn(f"{budget.name} has pictures without text on page {shown}, which are not read", stacklevel=2)


def _rulers(page: Any) -> list[float]:
    """Return the heights of the short horizontal rules of a page, as stand above footnotes."""
    found = []
    width = page.get_width()
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4):
        left, bottom, right, top = item.get_bounds()
        if top - bottom < 3 and 0.05 * width < right - left < 0.4 * width and left < 0.4 * width:
            found.append((bottom + top) / 2)
    return found


def _has_image(page: Any) -> bool:
    return next(iter(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4)), None) is not None
