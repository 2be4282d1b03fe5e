"""What a text says about its topics, as rows of a sparse matrix: character n-grams, terms, lists of terms, labels of names.

Counts are damped and weighted by rarity (Salton and Buckley, 1988), and each of the four blocks is brought to unit length.
A text with few Chinese letters says little, whatever stands in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags, hstack

from unodc_nlp.model.names import Matches, NameTable
from unodc_nlp.model.view import IntArray, make_view
from unodc_nlp.spans import Span

FloatArray = npt.NDArray[np.float32]
BEGIN, END = "\ue000", "\ue001"  # stand before and after a text; characters for private use, which no text has
BLOCKS = ("grams", "terms", "lists", "labels")


class Strip(NamedTuple):
    """Texts one after the other, as the tables of n-grams and terms read them.

    Attributes:
        grams: code points with small letters and every digit 0; shape (n,).
        terms: code points with small letters, 0 between texts; shape (n,).
        text: number of the text at each position; shape (n,).
        offsets: offset of each position in its text, -1 at the marks around it; shape (n,).
    """

    grams: IntArray
    terms: IntArray
    text: IntArray
    offsets: IntArray


@dataclass(frozen=True, slots=True)
class TopicFeatures:
    """The columns that texts are described by.

    Attributes:
        grams: character n-grams; the value of each is 1 + its column in the block.
        terms: terms of the lists, likewise.
        lists: which term stands in which list, shape (terms, lists).
        labels: labels of spans, a column each.
        weights: weight of each column of all blocks, in the order of `BLOCKS`; shape (columns,).
        damping: what is added to a block's length, as a share of that of a usual text: a text with little in it says little.
    """

    grams: NameTable
    terms: NameTable
    lists: csr_matrix
    labels: tuple[str, ...]
    weights: FloatArray
    sizes: tuple[int, ...]
    strengths: tuple[float, ...]
    damping: tuple[float, ...]

    def rows(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> csr_matrix:
        """Return the row of each text, shape (texts, columns); `spans` are the names found in each."""
        strip = make_strip(texts)
        blocks = self.counts(strip, spans)
        edges = np.cumsum((0, *self.sizes))
        scaled = [
            _scale(block, self.weights[a:b], strength, damping)
            for block, a, b, strength, damping in zip(
                blocks, edges[:-1], edges[1:], self.strengths, self.damping, strict=True
            )
        ]
        return csr_matrix(diags(_chinese(strip, len(texts))) @ hstack(scaled, format="csr"))

    def counts(self, strip: Strip, spans: Sequence[Sequence[Span]]) -> tuple[csr_matrix, ...]:
        """Return how often each column of each block occurs in each text."""
        n = len(spans)
        grams = _count(strip, self.grams.find(strip.grams), (n, self.sizes[0]))
        terms = _count(strip, self.terms.find(strip.terms), (n, self.sizes[1]))
        labels = np.zeros((n, self.sizes[3]), dtype=np.float32)
        column = {label: number for number, label in enumerate(self.labels)}
        for row, found in enumerate(spans):
            for span in found:
                if span.label in column:
                    labels[row, column[span.label]] += 1
        return grams, terms, csr_matrix(terms @ self.lists), csr_matrix(labels)


def make_strip(texts: Sequence[str]) -> Strip:
    """Put texts one after the other."""
    views = [make_view(text) for text in texts]
    sizes = np.array([len(view) + 3 for view in views], dtype=np.int64)
    codes = np.zeros(sizes.sum(), dtype=np.int64)
    index = np.full(len(codes), -1, dtype=np.int64)
    at = 0
    for view in views:
        end = at + 1 + len(view)
        codes[at], codes[at + 1 : end], codes[end] = ord(BEGIN), view.codes, ord(END)
        index[at + 1 : end] = view.index
        at = end + 2
    small = np.where((codes >= ord("A")) & (codes <= ord("Z")), codes + 32, codes)
    digits = (small >= ord("0")) & (small <= ord("9"))
    return Strip(np.where(digits, ord("0"), small), small, np.repeat(np.arange(len(views)), sizes), index)


def _count(strip: Strip, found: Matches, shape: tuple[int, int]) -> csr_matrix:
    ones = np.ones(len(found.starts), dtype=np.float32)
    counted = csr_matrix((ones, (strip.text[found.starts], found.values - 1)), shape=shape)
    counted.sum_duplicates()
    return counted


def damped(counts: csr_matrix, weights: FloatArray) -> csr_matrix:
    """Return (1 + log count) * weight of its column for every count."""
    data = (1 + np.log(counts.data)) * weights[counts.indices]
    return csr_matrix((data.astype(np.float32), counts.indices, counts.indptr), shape=counts.shape)


def lengths(rows: csr_matrix) -> FloatArray:
    """Return the Euclidean length of each row."""
    of_row = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    squares: FloatArray = np.bincount(of_row, rows.data.astype(np.float64) ** 2, rows.shape[0]).astype(np.float32)
    return np.sqrt(squares)


def _chinese(strip: Strip, texts: int) -> FloatArray:
    """Return 1 for a Chinese text and less, down to 0, for one with fewer than half of its letters Chinese; shape (texts,)."""
    codes = strip.grams
    han = (codes >= 0x3400) & (codes < 0xA000)
    others = ((codes >= ord("a")) & (codes <= ord("z"))) | ((codes >= 0xC0) & (codes < 0x2000))
    others |= ((codes >= 0x3040) & (codes < 0x3400)) | ((codes >= 0xAC00) & (codes < 0xD7A4))  # kana, hangul
    chinese = np.bincount(strip.text[han], minlength=texts)
    letters = chinese + np.bincount(strip.text[others], minlength=texts)
    share: FloatArray = np.minimum(1, 2 * chinese / np.maximum(letters, 1)).astype(np.float32)
    return share


def _scale(counts: csr_matrix, weights: FloatArray, strength: float, damping: float) -> csr_matrix:
    rows = damped(counts, weights)
    length = lengths(rows)
    factor = strength / np.maximum(np.sqrt(length**2 + damping**2), 1e-6)
    rows.data *= np.repeat(factor, np.diff(rows.indptr)).astype(np.float32)
    return rows
