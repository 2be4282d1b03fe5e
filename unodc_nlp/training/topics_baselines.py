"""What sections and topics are compared with: the most frequent ones, lists of terms, and TF-IDF with a linear model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.special import expit
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from unodc_nlp.gold.corpus import GoldUnit
from unodc_nlp.model.topic_features import make_strip
from unodc_nlp.scheme import load_scheme
from unodc_nlp.training.linear import Folded
from unodc_nlp.training.topics import term_lists, with_topics

BoolArray = npt.NDArray[np.bool_]
Said = tuple[list[str], BoolArray]  # a section for each text, and topics, shape (texts, topics)


def majority(train: Sequence[GoldUnit], texts: Sequence[str]) -> Said:
    """Give every text the most frequent section and the most frequent topic of the training units."""
    section = Counter(unit.section for unit in train if unit.section).most_common(1)[0][0]
    gold = _gold(with_topics(train))
    topics = np.zeros((len(texts), gold.shape[1]), dtype=bool)
    topics[:, gold.sum(axis=0).argmax()] = True
    return [section] * len(texts), topics


def keywords(train: Sequence[GoldUnit], texts: Sequence[str]) -> Said:
    """Give a text the topics with at least so many different terms as are best in training, and the section with most terms."""
    usable = with_topics(train)
    gold, seen = _gold(usable), _different_terms([unit.text for unit in usable])
    scheme = load_scheme()
    counts = np.stack([seen[topic] for topic in scheme.topics], axis=1)
    f1 = {n: 2 * (gold & (counts >= n)).sum() / (gold.sum() + (counts >= n).sum()) for n in range(1, 5)}
    fewest = max(f1, key=lambda n: f1[n])
    said = _different_terms(texts)
    topics = np.stack([said[topic] for topic in scheme.topics], axis=1) >= fewest
    lists = [said.get(f"section:{name}", said.get(name, np.zeros(len(texts)))) for name in scheme.sections]
    best = np.stack(lists, axis=1).argmax(axis=1)
    return [scheme.sections[number] for number in best], topics


def tfidf(train: Sequence[GoldUnit], texts: Sequence[str]) -> Said:
    """TF-IDF of characters and their pairs: a linear SVM for the section, a logistic regression for each topic.

    The threshold of the topics is the one that is best on held-out parts of the training units.
    """
    usable = with_topics(train)
    vectors = TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=True)
    rows = vectors.fit_transform(_clean([unit.text for unit in usable]))
    test = vectors.transform(_clean(texts))
    known = [number for number, unit in enumerate(usable) if unit.section]
    svm = LinearSVC().fit(rows[known], [usable[number].section for number in known])
    gold = _gold(usable)
    folded = Folded.topics(rows, gold, np.random.default_rng(0).permutation(len(usable)) % 5, (10.0, 100.0))
    held_out = expit(folded.held_out)
    f1 = {t: 2 * (gold & (held_out > t)).sum() / (gold.sum() + (held_out > t).sum()) for t in np.arange(5, 60) / 100}
    topics = expit(test @ folded.weights + folded.bias) > max(f1, key=lambda t: f1[t])
    return svm.predict(test).tolist(), topics


def _gold(units: Sequence[GoldUnit]) -> BoolArray:
    return np.array([[topic in unit.topics for topic in load_scheme().topics] for unit in units])


def _clean(texts: Sequence[str]) -> list[str]:
    strip = make_strip(texts)
    return ["".join(map(chr, strip.grams[(strip.text == n) & (strip.offsets >= 0)])) for n in range(len(texts))]


def _different_terms(texts: Sequence[str]) -> dict[str, npt.NDArray[np.int64]]:
    strip = make_strip(texts)
    folded = ["".join(map(chr, strip.terms[(strip.text == n) & (strip.offsets >= 0)])) for n in range(len(texts))]
    return {
        name: np.array([sum(term in text for term in terms) for text in folded]) for name, terms in term_lists().items()
    }
