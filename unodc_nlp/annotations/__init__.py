"""Annotations in the formats of the tools that people use, checked, and back."""

from unodc_nlp.annotations.convert import Reading, read_annotations, write_annotations
from unodc_nlp.annotations.draft import Finding
from unodc_nlp.annotations.formats import FORMATS, guess

__all__ = ["FORMATS", "Finding", "Reading", "guess", "read_annotations", "write_annotations"]
