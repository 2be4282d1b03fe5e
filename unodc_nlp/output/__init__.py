"""What an extraction is written as: JSON Lines, a page of HTML, a table on the terminal; and why a text has a topic."""

from unodc_nlp.output.explanation import Explanation, explain
from unodc_nlp.output.files import write_extraction

__all__ = ["Explanation", "explain", "write_extraction"]
