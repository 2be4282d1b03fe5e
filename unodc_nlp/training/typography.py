"""Does typography make a difference: mentions in a text and in the same text set another way, compared.

Every kind of noise is a function from a text to characters with the offsets that they come from, so that what is
found in the noisy text can be compared where it stands in the clean one.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from spacy.language import Language

from unodc_nlp.pipeline.recogniser import SPANS_KEY
from unodc_nlp.reading.chars import IDEOGRAPH
from unodc_nlp.scoring.counts import Counts, span_counts, total
from unodc_nlp.spans import Span

#: The labels whose agreement the project's goal (0.99) is about.
CORE = ("ORG", "COUNTRY", "RESOLUTION")

_SEAM = re.compile(f"(?<=[{IDEOGRAPH}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{IDEOGRAPH}])")
_SPACED = re.compile(f"(?<=[{IDEOGRAPH}]) (?=[A-Za-z0-9(])|(?<=[A-Za-z0-9)]) (?=[{IDEOGRAPH}])")
_HALF = dict(zip("，。；：（）？！", ",.;:()?!", strict=True))
_WIDE_DIGITS = {chr(code): chr(code + 0xFEE0) for code in range(ord("0"), ord("9") + 1)}
_WIDE = {chr(code): chr(code + 0xFEE0) for code in range(ord("!"), ord("~") + 1)}
_DASHES = dict.fromkeys("-–—", "‐‑–—−－")
_STRAIGHT = {"“": '"', "”": '"', "‘": "'", "’": "'"}
_CORNERS = {"“": "「", "”": "」", "‘": "『", "’": "』"}
_ANGLES = {"《": "〈", "》": "〉"}
_GUILLEMETS = {"《": "«", "》": "»"}
_SPACES = {" ": "\u00a0\u2009\u202f\u3000"}


@dataclass(frozen=True, slots=True)
class Noisy:
    """A text set another way.

    Attributes:
        text: the text.
        origin: for each of its characters the offset of the character in the clean text that it stands for; what is
            added has the offset of the character before it.
    """

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the clean text of `text[start:end]`."""
        return self.origin[start], self.origin[end - 1] + 1


Noise = Callable[[str, random.Random], Noisy]


def _noisy(parts: Iterable[tuple[str, int]]) -> Noisy:
    pairs = [(char, at) for text, at in parts for char in text]
    return Noisy("".join(char for char, _ in pairs), tuple(at for _, at in pairs))


def _replaced(table: dict[str, str], text: str, chance: random.Random) -> Noisy:
    """Set each character of the table as one of its variants."""
    return _noisy((chance.choice(table[char]) if char in table else char, at) for at, char in enumerate(text))


def _without(pattern: re.Pattern[str], text: str, chance: random.Random) -> Noisy:
    gone = {match.start() for match in pattern.finditer(text)}
    return _noisy((char, at) for at, char in enumerate(text) if at not in gone)


def _with_spaces(text: str, chance: random.Random) -> Noisy:
    seams = {match.start() - 1 for match in _SEAM.finditer(text)}
    return _noisy((char + " " * (at in seams), at) for at, char in enumerate(text))


def _sown(seed: str, often: float, text: str, chance: random.Random) -> Noisy:
    """Put something behind characters by chance, but the last one."""
    last = len(text) - 1
    return _noisy((char + seed * (at < last and chance.random() < often), at) for at, char in enumerate(text))


def _normalised(form: Literal["NFC", "NFD", "NFKC"], text: str, chance: random.Random) -> Noisy:
    normal = partial(unicodedata.normalize, form)
    return _noisy((normal(char), at) for at, char in enumerate(text))


#: Every kind of noise, by name.
NOISES: dict[str, Noise] = {
    "no spaces between Chinese and digits": partial(_without, _SPACED),
    "spaces between Chinese and digits": _with_spaces,
    "half-width marks": partial(_replaced, _HALF),
    "full-width digits": partial(_replaced, _WIDE_DIGITS),
    "full-width letters, digits and marks": partial(_replaced, _WIDE),
    "other dashes": partial(_replaced, _DASHES),
    "straight quotation marks": partial(_replaced, _STRAIGHT),
    "corner quotation marks": partial(_replaced, _CORNERS),
    "single angle brackets": partial(_replaced, _ANGLES),
    "guillemets": partial(_replaced, _GUILLEMETS),
    "other spaces": partial(_replaced, _SPACES),
    "line breaks inside names": partial(_sown, "\n", 0.05),
    "Windows line breaks inside names": partial(_sown, "\r\n", 0.05),
    "soft hyphens": partial(_sown, "\u00ad", 0.1),
    "zero-width spaces": partial(_sown, "\u200b", 0.1),
    "byte order marks": partial(_sown, "\ufeff", 0.02),
    "NFC": partial(_normalised, "NFC"),
    "NFKC": partial(_normalised, "NFKC"),
    "NFD": partial(_normalised, "NFD"),
}


def agreement(
    texts: Sequence[str], noise: Noise, nlp: Language, clean: Sequence[set[Span]], seed: int = 0
) -> dict[str, Counts]:
    """Compare what the pipeline finds in texts with noise to what it finds without.

    Args:
        texts: the clean texts.
        noise: the kind of noise.
        nlp: the pipeline.
        clean: the spans that it finds in each clean text, see `found`.
        seed: of the noise.

    Returns:
        Counts by label, the spans of the clean texts as the gold. Spans are the same if label and clean offsets are.
    """
    chance = random.Random(seed)
    noisy = [noise(text, chance) for text in texts]
    spans = found([each.text for each in noisy], nlp)
    counts: dict[str, Counts] = {}
    for each, wanted, given in zip(noisy, clean, spans, strict=True):
        back = [Span(*each.span(span.start, span.end), span.label) for span in given]
        for label, count in span_counts(sorted(wanted), back).items():
            counts[label] = counts.get(label, Counts()) + count
    return counts


def found(texts: Iterable[str], nlp: Language) -> list[set[Span]]:
    """Return the spans that the pipeline finds in each text, nested ones too."""
    return [
        {Span(span.start_char, span.end_char, span.label_) for span in doc.spans.get(SPANS_KEY, ())}
        for doc in nlp.pipe(texts)
    ]


def measure(texts: Sequence[str], nlp: Language, names: Iterable[str] = NOISES) -> dict[str, dict[str, Any]]:
    """Return the agreement for each kind of noise: F1 of core and of all mentions, and how many there are.

    Raises:
        KeyError: a name is not in `NOISES`.
    """
    clean = found(texts, nlp)
    return dict(_rows(texts, nlp, clean, names))


def _rows(
    texts: Sequence[str], nlp: Language, clean: Sequence[set[Span]], names: Iterable[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    for name in names:
        counts = agreement(texts, NOISES[name], nlp, clean)
        core = total({label: counts[label] for label in CORE if label in counts})
        every = total(counts)
        yield (
            name,
            {
                "core": round(core.f1, 4),
                "all": round(every.f1, 4),
                "core mentions": core.gold,
                "all mentions": every.gold,
                "by label": {label: round(count.f1, 4) for label, count in sorted(counts.items())},
            },
        )


def typography_table(rows: Mapping[str, Mapping[str, Any]]) -> str:
    """Return what `measure` gave as a Markdown table."""
    head = f"| noise | {', '.join(CORE)} | all mentions |\n|---|---:|---:|"
    return "\n".join([head, *(f"| {name} | {row['core']:.4f} | {row['all']:.4f} |" for name, row in rows.items())])
