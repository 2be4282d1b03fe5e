"""The spaCy pipeline: words, sentences, names."""

from unodc_nlp.pipeline.loading import blank, load

__all__ = ["blank", "load"]
