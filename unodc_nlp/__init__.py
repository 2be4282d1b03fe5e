"""Information extraction from Chinese-language reports of the United Nations Office on Drugs and Crime.

    import unodc_nlp

    nlp = unodc_nlp.load()
    doc = nlp("大会在其第 72/194 号决议中请毒品和犯罪问题办公室协助尼日利亚。")
    [(ent.text, ent.label_) for ent in doc.ents]

What stands here is the stable interface; nothing heavy is imported before it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from unodc_nlp.errors import (
    DocumentError,
    GoldError,
    KnowledgeError,
    ModelError,
    OutputError,
    UnodcNlpError,
)

if TYPE_CHECKING:
    from unodc_nlp.facts import Extraction, Mention, extract
    from unodc_nlp.pipeline import load
    from unodc_nlp.reading import Limits, Metadata, Report, Unit, find_documents, read_report, read_text

_HOMES = {
    "load": "unodc_nlp.pipeline",
    "find_documents": "unodc_nlp.reading",
    "read_report": "unodc_nlp.reading",
    "read_text": "unodc_nlp.reading",
    "Limits": "unodc_nlp.reading",
    "Report": "unodc_nlp.reading",
    "Unit": "unodc_nlp.reading",
    "Metadata": "unodc_nlp.reading",
    "extract": "unodc_nlp.facts",
    "Extraction": "unodc_nlp.facts",
    "Mention": "unodc_nlp.facts",
}

__all__ = [
    "DocumentError",
    "Extraction",
    "GoldError",
    "KnowledgeError",
    "Limits",
    "Mention",
    "Metadata",
    "ModelError",
    "OutputError",
    "Report",
    "Unit",
    "UnodcNlpError",
    "extract",
    "find_documents",
    "load",
    "read_report",
    "read_text",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("unodc_nlp")
    if name not in _HOMES:
        raise AttributeError(f"module 'unodc_nlp' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
