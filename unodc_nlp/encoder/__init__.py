"""A recogniser on top of a pretrained encoder (an extra: torch, transformers, safetensors); imported only where one is used."""

from __future__ import annotations

from importlib.util import find_spec

from unodc_nlp.errors import ModelError

PACKAGES = ("torch", "transformers", "safetensors")


def check_installed() -> None:
    """Refuse to go on without the packages of the extra.

    Raises:
        ModelError: one of them is not installed.
    """
    missing = [package for package in PACKAGES if find_spec(package) is None]
    if missing:
        raise ModelError(
            f"a recogniser on a pretrained encoder needs {', '.join(missing)}; pip install 'unodc_nlp[transformer]'"
        )
