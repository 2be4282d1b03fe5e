"""What is known before any text is read: tables of names, and how UN bodies number what they adopt; data, and its checked reading."""

from unodc_nlp.knowledge.base import Knowledge, read_own_tables
from unodc_nlp.knowledge.tables import Entry

__all__ = ["Entry", "Knowledge", "read_own_tables"]
