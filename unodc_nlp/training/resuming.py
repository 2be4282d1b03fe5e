"""What a training has done so far, kept beside the model it will write, so that one that was interrupted goes on where it was."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from unodc_nlp.errors import OutputError
from unodc_nlp.model.fitting import Arrays

_FINGERPRINT = "fingerprint.txt"


class Kept:
    """The finished steps of one training.

    Args:
        model: the directory that the model will be written to.
        fingerprint: what identifies the training; the steps of another one are thrown away.
    """

    def __init__(self, model: Path, fingerprint: str) -> None:
        self.directory = model.with_name(f".{model.name}.training")
        mark = self.directory / _FINGERPRINT
        self.resumed = mark.is_file() and mark.read_text(encoding="utf-8") == fingerprint
        if not self.resumed:
            self.remove()
            try:
                self.directory.mkdir(parents=True)
                mark.write_text(fingerprint, encoding="utf-8")
            except OSError as error:
                raise OutputError(
                    f"cannot write beside {model} ({error.strerror}); choose a writable directory"
                ) from None

    def step(self, name: str) -> Step:
        """Return the step of that name."""
        return Step(self.directory / f"{name.replace(' ', '-')}.npz")

    def remove(self) -> None:
        """Throw everything away."""
        shutil.rmtree(self.directory, ignore_errors=True)


class Step:
    """The arrays of one step, in a file that is replaced whole."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Mapping[str, npt.NDArray[Any]] | None:
        """Return what was saved last, None where nothing was."""
        if not self._path.is_file():
            return None
        with np.load(self._path, allow_pickle=False) as arrays:
            return dict(arrays)

    def save(self, arrays: Arrays) -> None:
        """Keep arrays in place of those before."""
        fresh = self._path.with_suffix(".new.npz")
        try:
            with fresh.open("wb") as file:
                np.savez(file, **arrays)  # type: ignore[arg-type]
            fresh.replace(self._path)
        except OSError as error:
            raise OutputError(
                f"cannot write {self._path} ({error.strerror}); free some space and train again"
            ) from None
