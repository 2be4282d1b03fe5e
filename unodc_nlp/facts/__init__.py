"""What is extracted from a report: the mentions of each unit."""

from unodc_nlp.facts.extraction import Extraction, Mention, extract

__all__ = ["Extraction", "Mention", "extract"]
