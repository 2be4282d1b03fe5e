"""Where the shipped model and the shipped annotations are: in the installed package, or in the checkout it runs from."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

MODEL_NAME = "unodc_zh"


def shipped_model() -> Path:
    """Return the directory of the shipped model; it may not exist in a checkout without one."""
    return _shipped("models") / MODEL_NAME


def shipped_annotations() -> Path:
    """Return the directory of the shipped hand annotations."""
    return _shipped("annotations")


def _shipped(name: str) -> Path:
    package = Path(str(files("unodc_nlp")))
    installed = package / "shipped" / name
    return installed if installed.is_dir() else package.parent / name
