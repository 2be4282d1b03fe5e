"""Reading a report: `read_report` for files, `read_text` for strings, `find_documents` for directories and archives.

Each gives a `Report` of metadata and units.
"""

from unodc_nlp.reading.collection import Document, find_documents
from unodc_nlp.reading.document import read_data, read_report, read_text
from unodc_nlp.reading.limits import Limits
from unodc_nlp.reading.report import LeftOut, Metadata, Piece, Place, Report, Unit

__all__ = [
    "Document",
    "LeftOut",
    "Limits",
    "Metadata",
    "Piece",
    "Place",
    "Report",
    "Unit",
    "find_documents",
    "read_data",
    "read_report",
    "read_text",
]
