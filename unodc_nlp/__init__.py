"""Information extraction from Chinese-language reports of the United Nations Office on Drugs and Crime.

    import unodc_nlp

    nlp = unodc_nlp.load()
    doc = nlp("大会在其第 72/194 号决议中请毒品和犯罪问题办公室协助尼日利亚。")
    [(ent.text, ent.label_, ent.kb_id_) for ent in doc.ents]

What stands here is the stable interface; nothing heavy is imported before it is asked for.
"""

# Without the future import of `annotations`, whose name would hide the package unodc_nlp.annotations.
from importlib import import_module
from typing import TYPE_CHECKING, Any

from unodc_nlp.errors import (
    DocumentError,
    GoldError,
    KnowledgeError,
    ModelError,
    OutputError,
    SelectionError,
    UnodcNlpError,
)

if TYPE_CHECKING:
    from unodc_nlp.annotations import load_annotations
    from unodc_nlp.facts import Extraction, Mention, ShortName, Subject, extract
    from unodc_nlp.linking import Entity
    from unodc_nlp.linking.values import Amount, Period
    from unodc_nlp.output import Explanation, explain
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
    "ShortName": "unodc_nlp.facts",
    "Entity": "unodc_nlp.linking",
    "Amount": "unodc_nlp.linking.values",
    "Period": "unodc_nlp.linking.values",
    "Subject": "unodc_nlp.facts",
    "explain": "unodc_nlp.output",
    "Explanation": "unodc_nlp.output",
    "load_annotations": "unodc_nlp.annotations",
}

__all__ = [
    "Amount",
    "DocumentError",
    "Entity",
    "Explanation",
    "Extraction",
    "GoldError",
    "KnowledgeError",
    "Limits",
    "Mention",
    "Metadata",
    "ModelError",
    "OutputError",
    "Period",
    "Report",
    "SelectionError",
    "ShortName",
    "Subject",
    "Unit",
    "UnodcNlpError",
    "explain",
    "extract",
    "find_documents",
    "load",
    "load_annotations",
    "read_report",
    "read_text",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("unodc_nlp")
    if name == "annotations":
        return import_module("unodc_nlp.annotations")
    if name not in _HOMES:
        raise AttributeError(f"module 'unodc_nlp' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
