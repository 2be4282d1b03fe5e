"""What is extracted from a report: the mentions of each unit, what they mean, and the short names that it introduces."""

from unodc_nlp.facts.extraction import Extraction, ShortName, extract
from unodc_nlp.facts.mentions import Mention

__all__ = ["Extraction", "Mention", "ShortName", "extract"]
