"""Reading a report: `read_report` for files, `read_text` for strings; both give a `Report` of metadata and units."""

from unodc_nlp.reading.document import read_report, read_text
from unodc_nlp.reading.report import LeftOut, Metadata, Piece, Report, Unit

__all__ = ["LeftOut", "Metadata", "Piece", "Report", "Unit", "read_report", "read_text"]
