"""What is extracted from a report: names and what they mean, section and topics of each unit, activities and figures."""

from unodc_nlp.facts.activities import Activity
from unodc_nlp.facts.extraction import Extraction, extract
from unodc_nlp.facts.indicators import Indicator
from unodc_nlp.facts.mentions import Mention, ShortName
from unodc_nlp.facts.subjects import Subject

__all__ = ["Activity", "Extraction", "Indicator", "Mention", "ShortName", "Subject", "extract"]
