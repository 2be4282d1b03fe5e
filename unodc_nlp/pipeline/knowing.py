"""What the components that use the knowledge tables have in common: a user's own entries go with the pipeline wherever it is stored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from unodc_nlp.errors import ModelError
from unodc_nlp.knowledge.base import Knowledge

_FILE = "own_entries.json"


class KnowingComponent:
    """A component with knowledge tables.

    Args:
        name: the component's name in the pipeline.
        knowledge: the tables; those of the package by default.
    """

    def __init__(self, name: str, knowledge: Knowledge | None = None) -> None:
        self.name = name
        self.take(knowledge or Knowledge())

    def take(self, knowledge: Knowledge) -> None:
        """Use other tables from now on."""
        self.knowledge = knowledge

    def to_bytes(self, **_: Any) -> bytes:
        """Return the user's own entries as JSON."""
        return json.dumps(self.knowledge.to_data(), ensure_ascii=False, indent=1).encode()

    def from_bytes(self, data: bytes, **_: Any) -> KnowingComponent:
        """Read what `to_bytes` gave."""
        self.take(Knowledge.from_data(json.loads(data)))
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write the user's own entries to directory `path`."""
        directory = Path(path)
        directory.mkdir(parents=True, exist_ok=True)
        (directory / _FILE).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **_: Any) -> KnowingComponent:
        """Read the user's own entries from directory `path`.

        Raises:
            ModelError: the file is missing or holds no entries.
        """
        file = Path(path) / _FILE
        try:
            return self.from_bytes(file.read_bytes())
        except FileNotFoundError:
            raise ModelError(f"{file} is missing; copy the whole model directory, or train it again") from None
        except (ValueError, KeyError, TypeError) as error:
            raise ModelError(f"{file} holds no entries ({error}); copy the model again") from None

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpickle, (type(self), self.name, self.to_bytes())


def _unpickle(kind: type[KnowingComponent], name: str, data: bytes) -> KnowingComponent:
    return kind(name).from_bytes(data)
