"""What is extracted from a report: the mentions, the section and the topics of each unit."""

from unodc_nlp.facts.extraction import Extraction, Mention, extract
from unodc_nlp.facts.subjects import Subject

__all__ = ["Extraction", "Mention", "Subject", "extract"]
