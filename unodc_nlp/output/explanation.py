"""Why a text has a topic: the words that spoke for and against it, as data and as a page of HTML."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from importlib.resources import files
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from unodc_nlp.errors import ModelError
from unodc_nlp.facts.extraction import shipped_pipeline
from unodc_nlp.facts.selection import check_names
from unodc_nlp.model.attribution import attribute
from unodc_nlp.pipeline.topics import Topics, spans_of

_FOR, _AGAINST = "46,160,67", "218,54,51"


class Piece(NamedTuple):
    """A word of a text and what it adds to the log odds of a topic: above 0 it speaks for it, below 0 against it."""

    start: int
    end: int
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a text has a topic or has it not, by its words alone.

    Attributes:
        text: the text.
        topic: the topic.
        probability: its calibrated probability.
        words: every word with its weight, in the order of the text; offsets count characters of `text`.
    """

    text: str = field(repr=False)
    topic: str
    probability: float
    words: tuple[Piece, ...] = field(repr=False)

    def strongest(self, count: int = 10) -> tuple[Piece, ...]:
        """Return the `count` words that decided most, the strongest first."""
        return tuple(sorted(self.words, key=lambda piece: -abs(piece.weight))[:count])

    def to_html(self) -> str:
        """Return a page with the words coloured: green speaks for the topic, red against it, the more the stronger."""
        style = files(__package__).joinpath("page.css").read_text(encoding="utf-8")
        title = f"{escape(self.topic)} {self.probability:.2f}"
        highest = max((abs(piece.weight) for piece in self.words), default=0.0) or 1.0
        out, at = [], 0
        for piece in self.words:
            colour, depth = _FOR if piece.weight > 0 else _AGAINST, abs(piece.weight) / highest
            out.append(escape(self.text[at : piece.start]))
            out.append(f'<mark style="background:rgba({colour},{depth:.2f})" title="{piece.weight:+.2f}">')
            out.append(escape(piece.text) + "</mark>")
            at = piece.end
        out.append(escape(self.text[at:]))
        return (
            f'<!DOCTYPE html>\n<html lang="zh">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
            f"<style>\n{style}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<p>{''.join(out)}</p>\n</body>\n</html>\n"
        )


def explain(doc: Doc, topic: str, nlp: Language | None = None) -> Explanation:
    """Return the words that decided whether a text has a topic.

    Args:
        doc: a text as the pipeline read it.
        topic: name of a topic.
        nlp: the pipeline that read it; the shipped model by default.

    Raises:
        SelectionError: there is no such topic; the message lists the topics.
        ModelError: the pipeline tells no topics.
    """
    check_names(topic, None)
    pipeline = nlp or shipped_pipeline()
    component = pipeline.get_pipe("unodc_topics") if pipeline.has_pipe("unodc_topics") else None
    if not isinstance(component, Topics) or component.model is None:
        raise ModelError("this model tells no topics; train it again with 'unodc-nlp train'")
    spans = spans_of(doc)
    weights = attribute(component.model, doc.text, spans, topic)
    probability = component.model.read([doc.text], [spans]).topics[0, component.model.topics.index(topic)]
    words = [(token.idx, token.idx + len(token)) for token in doc if not token.is_space]
    pieces = (Piece(start, end, doc.text[start:end], round(float(weights[start:end].sum()), 4)) for start, end in words)
    return Explanation(doc.text, topic, round(float(probability), 4), tuple(pieces))
