"""A text as signs: each name becomes one sign of its label, so that patterns see the grammar around names and not what is in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from unodc_nlp.facts.mentions import Mention
from unodc_nlp.linking.names import view_text
from unodc_nlp.model.view import make_view
from unodc_nlp.scheme import load_scheme

_FIRST_SIGN = 0xE000  # a private use area: no text that is well formed holds these characters


@dataclass(frozen=True, slots=True)
class Signs:
    """A text as signs.

    Attributes:
        text: the folded text (see `model.view`), each outermost name replaced by the sign of its label.
        mentions: the name at each offset of `text` that holds one.
        offsets: for each character of `text` the offsets (start, end) of what it stands for in the unit's text.
    """

    text: str
    mentions: Mapping[int, Mention]
    offsets: Sequence[tuple[int, int]]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the unit's text of `text[start:end]`, which must not be empty."""
        return self.offsets[start][0], self.offsets[end - 1][1]

    def within(self, start: int, end: int) -> list[Mention]:
        """Return the names in `text[start:end]`."""
        return [self.mentions[at] for at in range(start, end) if at in self.mentions]


def read_signs(text: str, mentions: Iterable[Mention]) -> Signs:
    """Return a unit's text as signs.

    Args:
        text: the text.
        mentions: the names in it; nested ones are left aside.
    """
    view = make_view(text)
    folded = view_text(view)
    index = view.index.tolist()
    outer = iter(sorted((m for m in mentions if not m.nested), key=lambda m: m.start))
    signs: list[str] = []
    found: dict[int, Mention] = {}
    offsets: list[tuple[int, int]] = []
    mention, last = next(outer, None), None
    for character, at in zip(folded, index, strict=True):
        while mention is not None and at >= mention.end:
            mention = next(outer, None)
        if mention is None or at < mention.start:
            signs.append(character)
            offsets.append((at, at + 1))
        elif mention is not last:
            last = mention
            found[len(signs)] = mention
            signs.append(sign(mention.label))
            offsets.append((mention.start, mention.end))
    return Signs("".join(signs), found, offsets)


def sign(label: str) -> str:
    """Return the sign of a label."""
    return chr(_FIRST_SIGN + load_scheme().labels.index(label))


def fill_in(pattern: str, parts: Mapping[str, str]) -> str:
    """Return a pattern with ``{NAME}`` replaced by the sign of the label NAME or by the part of that name, which may hold others."""

    def replacement(match: re.Match[str]) -> str:
        name = match[1]
        return f"(?:{fill_in(parts[name], parts)})" if name in parts else sign(name)

    return re.sub(r"\{([A-Z_]+)\}", replacement, pattern)
