"""The patterns by which activities are found, from `activity_patterns.json`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from unodc_nlp.facts.signs import fill_in

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """Compiled patterns, to be matched against the text of `signs.Signs`.

    Attributes:
        nouns: one pattern with a group for each type of activity: the noun that an activity is called by.
        verbs: for each type the verbs that such a noun is the object of.
        retyped: type, noun, verb, and the type that they make together.
        bodies: what names of bodies end in that are themselves the outcome of an activity.
        phrases: type and pattern of activities that no noun stands for.
        cooperation: the same of what is done together with others where nothing says more of it.
        roles: by role (``beneficiaries``, ``partners``, ``venues``) patterns with one group, a list of names.
        words: the other patterns by name.
    """

    nouns: Pattern
    verbs: Mapping[str, Pattern]
    retyped: tuple[tuple[str, Pattern, Pattern, str], ...]
    bodies: Pattern
    phrases: tuple[tuple[str, Pattern], ...]
    cooperation: tuple[str, Pattern]
    roles: Mapping[str, tuple[Pattern, ...]]
    words: Mapping[str, Pattern]


@cache
def load_grammar() -> Grammar:
    """Return the grammar of the package."""
    data: dict[str, Any] = json.loads(
        files("unodc_nlp.facts").joinpath("activity_patterns.json").read_text(encoding="utf-8")
    )
    parts: dict[str, str] = data["parts"]

    def compiled(pattern: str) -> Pattern:
        return re.compile(fill_in(pattern, parts))

    return Grammar(
        nouns=compiled("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in data["nouns"].items())),
        verbs={kind: compiled(pattern) for kind, pattern in data["verbs"].items()},
        retyped=tuple((old, compiled(noun), compiled(verb), new) for old, noun, verb, new in data["retyped"]),
        bodies=compiled(f"(?:{data['bodies']})$"),
        phrases=tuple((kind, compiled(pattern)) for kind, pattern in data["phrases"]),
        cooperation=(data["cooperation"][0], compiled(data["cooperation"][1])),
        roles={role: tuple(map(compiled, data[role])) for role in ("beneficiaries", "partners", "venues")},
        words={name: compiled(pattern) for name, pattern in data["words"].items()},
    )
