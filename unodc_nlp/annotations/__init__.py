"""Annotations in the formats of the tools that people use, checked, and back."""

from unodc_nlp.annotations.convert import Reading, read_annotations, write_annotations
from unodc_nlp.annotations.dataset import export_parquet, from_dataset, load_annotations, to_dataset
from unodc_nlp.annotations.draft import Finding
from unodc_nlp.annotations.formats import FORMATS, guess

__all__ = [
    "FORMATS",
    "Finding",
    "Reading",
    "export_parquet",
    "from_dataset",
    "guess",
    "load_annotations",
    "read_annotations",
    "to_dataset",
    "write_annotations",
]
