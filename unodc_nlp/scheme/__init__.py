"""The annotation scheme: which labels, topics and sections there are (`scheme.json`, from the guidelines)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Scheme:
    """The names that annotations may use.

    Attributes:
        labels: labels of spans.
        inner_labels: the labels that a span inside another one may have.
        table_labels: the label of the names in each knowledge table.
        topics: topics of units.
        sections: sections of units.
    """

    labels: tuple[str, ...]
    inner_labels: frozenset[str]
    table_labels: MappingProxyType[str, str]
    topics: tuple[str, ...]
    sections: tuple[str, ...]


@cache
def load_scheme() -> Scheme:
    """Read the scheme from the package."""
    data = json.loads(files(__package__).joinpath("scheme.json").read_text(encoding="utf-8"))
    return Scheme(
        labels=tuple(data["labels"]),
        inner_labels=frozenset(data["inner_labels"]),
        table_labels=MappingProxyType(data["table_labels"]),
        topics=tuple(data["topics"]),
        sections=tuple(data["sections"]),
    )
