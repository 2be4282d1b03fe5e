"""The state of a document's numbering: the headings that are open, and the subparagraphs of the paragraph that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from unodc_nlp.reading.chars import roman_number
from unodc_nlp.reading.markers import Family, Marker

#: The order of headings in United Nations documents: annexes and parts, then 一., A., 1., (a), ㈠.
_LEVELS: dict[Family, int] = {
    "word": 0, "chinese": 1, "roman": 1, "upper": 2, "number": 3, "letter": 4, "bracket": 5, "chinese_bracket": 5
}  # fmt: skip
_DEEPEST = 6


class _Open(NamedTuple):
    level: int
    family: Family | None
    value: int
    shown: str


class Outline:
    """The headings that are open at a place of the document, outermost first."""

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self._seen: set[Family] = set()

    @property
    def path(self) -> tuple[str, ...]:
        """The open headings as they are shown above a unit: ``二. 提供技术援助``."""
        return tuple(heading.shown for heading in self._open)

    def has(self, family: Family) -> bool:
        """Tell whether the document has had a heading of this kind."""
        return family in self._seen

    def due(self, family: Family) -> int:
        """Return the number that the next heading of this kind has here."""
        return next((heading.value for heading in reversed(self._open) if heading.family == family), 0) + 1

    def level(self, marker: Marker | None, hashes: int) -> int:
        """Return the level of a heading with this mark, which is none for an unnumbered one."""
        if marker is None:
            return self._unnumbered_level(hashes)
        family = self._family(marker)
        if family == "word" and marker.label.endswith(("节", "条")):
            return 1 if marker.label.endswith("节") else 2
        if family == "chinese_bracket" and not self._seen & {"upper", "letter"}:
            return 2  # 一、 （一） 1. as set in China
        return _LEVELS.get(family, _DEEPEST)

    def enter(self, level: int, marker: Marker | None, text: str) -> tuple[str, ...]:
        """Open a heading, which closes those of its level and below; return the headings above it."""
        while self._open and self._open[-1].level >= level:
            self._open.pop()
        above = self.path
        family = self._family(marker) if marker else None
        value = marker.value if marker else 0
        if marker and family == "roman":
            value = roman_number(marker.label)
        if family:
            self._seen.add(family)
        self._open.append(_Open(level, family, value, _shown(marker, text)))
        return above

    def _family(self, marker: Marker) -> Family:
        """Read I. and V. as Roman where letters do not lead to them."""
        if marker.family != "upper" or not roman_number(marker.label):
            return marker.family
        if self.due("upper") == marker.value:
            return "upper"
        if marker.label == "I" and "chinese" not in self._seen:
            return "roman"
        due = "roman" in self._seen and self.due("roman") == roman_number(marker.label)
        return "roman" if due else "upper"

    def _unnumbered_level(self, hashes: int) -> int:
        numbered = [heading for heading in self._open if heading.family]
        if hashes and not numbered:
            return min(hashes, _DEEPEST)
        return min(numbered[-1].level + 1, _DEEPEST) if numbered else 1


@dataclass(slots=True)
class _Sub:
    family: Family
    value: int
    id: str


class Subparagraphs:
    """The subparagraphs that are open within a paragraph, outermost first."""

    def __init__(self) -> None:
        self.parent = ""
        self._open: list[_Sub] = []

    def close(self) -> None:
        """Forget them: another paragraph begins."""
        self._open.clear()

    def follows(self, marker: Marker) -> bool:
        """Tell whether a mark continues a list of subparagraphs that is open."""
        family, value = self._read(marker)
        return self._due(family, value)

    def _due(self, family: Family, value: int) -> bool:
        return any(sub.family == family and sub.value + 1 == value for sub in self._open)

    def place(self, marker: Marker) -> str:
        """Open a subparagraph and return its id: its parent's with a letter (``p031a``) or a point and number."""
        family, value = self._read(marker)
        depth = next((at for at, sub in enumerate(self._open) if sub.family == family), len(self._open))
        if family == "bullet":
            value = self._open[depth].value + 1 if depth < len(self._open) else 1
        del self._open[depth:]
        parent = self._open[-1].id if self._open else self.parent
        suffix = marker.label.lower() if family == "letter" else f".{marker.label if family == 'roman' else value}"
        identifier = parent + suffix
        self._open.append(_Sub(family, value, identifier))
        return identifier

    def _read(self, marker: Marker) -> tuple[Family, int]:
        """Read (i) as Roman unless it follows (h), and (v) as a letter unless it follows (iv)."""
        roman = roman_number(marker.label) if marker.family == "letter" else 0
        if not roman:
            return marker.family, marker.value
        if len(marker.label) > 1 or self._due("roman", roman):
            return "roman", roman
        if roman == 1 and not self._due("letter", marker.value):
            return "roman", roman
        return marker.family, marker.value


def _shown(marker: Marker | None, text: str) -> str:
    if marker is None or not marker.length:
        return text
    if marker.family in ("letter", "bracket", "chinese_bracket"):
        return f"({marker.label.lower()}) {text}"  # headings have small letters; (I) is a misread (l)
    return f"{marker.label}. {text}"
