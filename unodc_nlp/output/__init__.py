"""What an extraction is written as: JSON Lines, a page of HTML, a table on the terminal."""

from unodc_nlp.output.files import write_extraction

__all__ = ["write_extraction"]
