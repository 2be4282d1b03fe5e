"""The recogniser without spaCy: two chains over the same features, one for names, one for names inside names."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from unodc_nlp.model.crf import ChainCRF, FloatArray
from unodc_nlp.model.features import Features
from unodc_nlp.model.hashing import KeyIndex
from unodc_nlp.model.strip import BoolArray, Strip, make_strip
from unodc_nlp.model.tags import TagScheme
from unodc_nlp.model.view import IntArray, View
from unodc_nlp.spans import Span, span_order


@dataclass(frozen=True, slots=True)
class WordBorders:
    """Where words begin and end in a view; two arrays of shape (n,)."""

    begins: BoolArray
    ends: BoolArray


def word_borders(view: View, words: Sequence[tuple[int, int]]) -> WordBorders:
    """Return for each character of the view whether a word (offsets into the text) begins there, and whether one ends there."""
    begins, ends = np.zeros(len(view), dtype=bool), np.zeros(len(view), dtype=bool)
    if words and len(view):
        offsets = np.asarray(words, dtype=np.int64)
        begin = np.searchsorted(view.index, offsets[:, 0])
        end = np.searchsorted(view.index, offsets[:, 1]) - 1
        visible = end >= begin  # a word of invisible characters has no place in the view
        begins[begin[visible]] = True
        ends[end[visible]] = True
    return WordBorders(begins, ends)


@dataclass(slots=True)
class Chain:
    """A chain with the scheme of its tags."""

    scheme: TagScheme
    crf: ChainCRF


class Tagger(ABC):
    """Finds names in views by two chains, wherever the scores of their tags come from.

    Args:
        outer: the chain for names.
        inner: the chain for countries, regions and places wherever they stand, also in another name.
    """

    def __init__(self, outer: Chain, inner: Chain) -> None:
        self.outer = outer
        self.inner = inner

    @abstractmethod
    def scores(self, strip: Strip) -> tuple[FloatArray, FloatArray]:
        """Return the score of each tag at each character of a strip, of the outer and of the inner chain; shapes (n, tags)."""

    def find(self, views: Sequence[View], borders: Sequence[WordBorders]) -> list[list[Span]]:
        """Return the spans of each view, outer before inner, as offsets into the text; they begin and end with words."""
        found: list[list[Span]] = [[] for _ in views]
        for pieces in _groups(views, borders):
            spans = self._find([piece for _, piece, _ in pieces], [border for _, _, border in pieces])
            for (number, _, _), some in zip(pieces, spans, strict=True):
                found[number] += some
        return found

    def marginals(self, views: Sequence[View], borders: Sequence[WordBorders]) -> list[tuple[FloatArray, FloatArray]]:
        """Return for each view the probability of each tag at each character, of the outer and of the inner chain; shapes (n, tags)."""
        found: list[tuple[list[FloatArray], list[FloatArray]]] = [([], []) for _ in views]
        for pieces in _groups(views, borders):
            strip, begins, ends = lay_out([piece for _, piece, _ in pieces], [border for _, _, border in pieces])
            for which, (chain, scores) in enumerate(self._allowed(strip, begins, ends)):
                marginals = chain.crf.marginals(scores, strip.bounds)
                for (number, _, _), (start, end) in zip(pieces, strip.bounds, strict=True):
                    found[number][which].append(marginals[start:end])
        empty = [np.zeros((0, len(chain.scheme)), dtype=np.float32) for chain in (self.outer, self.inner)]
        return [(np.concatenate([empty[0], *outer]), np.concatenate([empty[1], *inner])) for outer, inner in found]

    def _find(self, views: Sequence[View], borders: Sequence[WordBorders]) -> list[list[Span]]:
        strip, begins, ends = lay_out(views, borders)
        outer, inner = (
            chain.crf.best_paths(scores, strip.bounds) for chain, scores in self._allowed(strip, begins, ends)
        )
        found: list[list[Span]] = []
        for view, (start, end) in zip(views, strip.bounds, strict=True):
            names = self.outer.scheme.decode(view, outer[start:end])
            parts = self.inner.scheme.decode(view, inner[start:end])
            found.append(_nest(names, parts))
        return found

    def _allowed(self, strip: Strip, begins: BoolArray, ends: BoolArray) -> Iterator[tuple[Chain, FloatArray]]:
        for chain, scores in zip((self.outer, self.inner), self.scores(strip), strict=True):
            chain.scheme.forbid_inside_words(scores, begins, ends)
            yield chain, scores


class SpanTagger(Tagger):
    """Scores tags by the weights of features.

    Args:
        features: computes the keys of features.
        index: the features that the chains have weights for.
        outer: the chain for names.
        inner: the chain for countries, regions and places wherever they stand, also in another name.
    """

    def __init__(self, features: Features, index: KeyIndex, outer: Chain, inner: Chain) -> None:
        super().__init__(outer, inner)
        self.features = features
        self.index = index

    def scores(self, strip: Strip) -> tuple[FloatArray, FloatArray]:
        """Return the sums of the weights of each character's features."""
        rows = feature_rows(self.features, self.index, strip)
        return self.outer.crf.scores(rows), self.inner.crf.scores(rows)


def lay_out(views: Sequence[View], borders: Sequence[WordBorders]) -> tuple[Strip, BoolArray, BoolArray]:
    """Return views behind each other with the begins and ends of their words, shapes (n,)."""
    strip = make_strip(views, [border.begins for border in borders])
    ends = np.zeros_like(strip.begins)
    for border, (start, end) in zip(borders, strip.bounds, strict=True):
        ends[start:end] = border.ends
    return strip, strip.begins, ends


def feature_rows(features: Features, index: KeyIndex, strip: Strip) -> npt.NDArray[np.int32]:
    """Return the rows of the weights for each character of a strip, shape (n, templates)."""
    return np.ascontiguousarray(index.rows(features.keys(strip)).T)


def _nest(names: list[Span], parts: list[Span]) -> list[Span]:
    """Put the parts that lie inside an organisation's name, and are not all of it, under it."""
    nested = list(names)
    for part in parts:
        for name in names:
            inside = name.start <= part.start and part.end <= name.end
            if inside and name.label == "ORG" and part[:2] != name[:2]:
                nested.append(part)
                break
    return sorted(nested, key=span_order)


def _groups(views: Sequence[View], borders: Sequence[WordBorders]) -> Iterator[list[tuple[int, View, WordBorders]]]:
    """Yield views in groups of bounded size, long ones cut after sentences, so that memory does not grow with the text."""
    group: list[tuple[int, View, WordBorders]] = []
    size = 0
    for number, (view, border) in enumerate(zip(views, borders, strict=True)):
        for start, end in _stretches(view.codes):
            if size + end - start > _GROUP and group:
                yield group
                group, size = [], 0
            piece = View(view.codes[start:end], view.index[start:end])
            group.append((number, piece, WordBorders(border.begins[start:end], border.ends[start:end])))
            size += end - start
    if group:
        yield group


def _stretches(codes: IntArray) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(codes):
        end = min(len(codes), start + _LONGEST)
        if end < len(codes):
            stops = np.flatnonzero(np.isin(codes[start:end], _STOPS))
            end = start + int(stops[-1]) + 1 if len(stops) else end
        yield start, end
        start = end


_LONGEST, _GROUP = 2_000, 40_000  # characters
_STOPS = np.array([ord(mark) for mark in "。;!?"])
