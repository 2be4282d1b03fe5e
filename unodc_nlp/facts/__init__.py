"""What is extracted from a report: the mentions of each unit and what they mean, short names that it introduces, activities, figures."""

from unodc_nlp.facts.activities import Activity
from unodc_nlp.facts.extraction import Extraction, ShortName, extract
from unodc_nlp.facts.indicators import Indicator
from unodc_nlp.facts.mentions import Mention

__all__ = ["Activity", "Extraction", "Indicator", "Mention", "ShortName", "extract"]
