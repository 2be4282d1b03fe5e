"""What is extracted from a report: its names and what they mean, the section and the topics of each unit."""

from unodc_nlp.facts.extraction import Extraction, extract
from unodc_nlp.facts.mentions import Mention, ShortName
from unodc_nlp.facts.subjects import Subject

__all__ = ["Extraction", "Mention", "ShortName", "Subject", "extract"]
