"""Training of the recogniser: the chains for names and for names inside names, over features of characters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from unodc_nlp.errors import ModelError
from unodc_nlp.gold.corpus import GoldUnit
from unodc_nlp.model.crf import ChainCRF
from unodc_nlp.model.features import Features
from unodc_nlp.model.fitting import Fitting, Memory, fit
from unodc_nlp.model.hashing import KeyIndex
from unodc_nlp.model.strip import Strip
from unodc_nlp.model.tagger import Chain, SpanTagger, lay_out, word_borders
from unodc_nlp.model.tags import TagScheme
from unodc_nlp.model.view import View, make_view
from unodc_nlp.scheme import load_scheme
from unodc_nlp.spans import Span
from unodc_nlp.training.watching import Watch

Progress = Callable[[str, int, float, float | None], None]  # step, epoch, loss, F1 on the units that are watched

Cut = Callable[[str], Sequence[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class NameSettings:
    """How the recogniser is trained; chosen on authored passages that were left out, see training/README.md.

    Attributes:
        rarest: features seen less often are left out.
        weakest: rows whose weights are all below this are left out of the finished model.
        fitting: how each chain is fitted.
    """

    rarest: int = 3
    weakest: float = 0.05
    fitting: Fitting = field(default_factory=lambda: Fitting(epochs=8, rate=0.04, l2=1e-4, dropout=0.6, batch=16))


def train_names(
    units: Sequence[GoldUnit],
    words: Sequence[Sequence[tuple[int, int]]],
    features: Features,
    settings: NameSettings,
    progress: Progress | None = None,
    base: SpanTagger | None = None,
    memory: Callable[[str], Memory] | None = None,
    watched: tuple[Sequence[GoldUnit], Cut] | None = None,
) -> SpanTagger:
    """Train a tagger on the spans of `units`.

    Args:
        units: the gold.
        words: the words of each unit as the tokenizer will cut new text, offsets into its text.
        features: computes features.
        settings: how to train.
        progress: called after each epoch with the chain's name, the epoch, the loss, and F1 on the units that are watched.
        base: a tagger over the same features to go on from.
        memory: keeps the state of the chain of each name, see `fit`.
        watched: units to score the chains on after each epoch, and what cuts their words; nothing is learnt or chosen from them.

    Raises:
        ModelError: `base` has other labels.
    """
    views = [make_view(unit.text) for unit in units]
    borders = [word_borders(view, cut) for view, cut in zip(views, words, strict=True)]
    strip, _, _ = lay_out(views, borders)
    keys = features.keys(strip)
    index = _frequent(keys, strip, settings.rarest)
    if base is not None:
        index = KeyIndex(np.union1d(index.keys, base.index.keys))
    rows = np.ascontiguousarray(index.rows(keys).T)
    del keys
    scheme = load_scheme()
    outer = TagScheme(scheme.labels)
    inner = TagScheme([label for label in scheme.labels if label in scheme.inner_labels])
    watch = Watch(*watched, features, index) if watched else None
    fitted = []
    bases = (base.outer, base.inner) if base else (None, None)
    steps = (("names", outer, _names), ("names inside names", inner, _parts))
    for (name, tags, spans), chain in zip(steps, bases, strict=True):
        gold = _tags(tags, strip, views, [spans(unit) for unit in units])
        report = None if progress is None else _reporter(progress, name, tags, spans, watch)
        start = _spread(chain, tags, base.index, index) if base and chain else None
        kept = memory(name) if memory else None
        fitted.append(fit(rows, gold, strip.bounds, tags.rules, len(index), settings.fitting, report, start, kept))
    strong = np.union1d(*(crf.strong_rows(settings.weakest) for crf in fitted))
    chains = [Chain(tags, crf.compact(strong)) for tags, crf in zip((outer, inner), fitted, strict=True)]
    return SpanTagger(features, KeyIndex(index.keys[strong]), *chains)


def _spread(chain: Chain, scheme: TagScheme, old: KeyIndex, new: KeyIndex) -> ChainCRF:
    """Return a trained chain with float weights for the rows of `new`, which has all keys of `old`."""
    if chain.scheme.labels != scheme.labels:
        raise ModelError(f"the base model has the labels {', '.join(chain.scheme.labels)}; train without --base")
    emission = np.zeros((len(new) + 1, len(scheme)), np.float32)
    emission[new.rows(old.keys)] = chain.crf.emission[:-1] * np.float32(chain.crf.scale)
    return ChainCRF(emission, chain.crf.transition.copy(), scheme.rules)


def _frequent(keys: npt.NDArray[np.uint64], strip: Strip, rarest: int) -> KeyIndex:
    unique, counts = np.unique(keys[:, strip.codes > 0], return_counts=True)
    return KeyIndex(unique[counts >= rarest])


def _tags(
    scheme: TagScheme, strip: Strip, views: Sequence[View], spans: Sequence[Sequence[Span]]
) -> npt.NDArray[np.int64]:
    tags = np.zeros(len(strip.codes), dtype=np.int64)
    for view, found, (start, end) in zip(views, spans, strip.bounds, strict=True):
        tags[start:end] = scheme.encode(view, found)
    return tags


def _names(unit: GoldUnit) -> Sequence[Span]:
    return unit.outer_spans


def _parts(unit: GoldUnit) -> Sequence[Span]:
    return [span for span in unit.spans if span.label in load_scheme().inner_labels]


def _reporter(
    progress: Progress, name: str, scheme: TagScheme, spans: Callable[[GoldUnit], Sequence[Span]], watch: Watch | None
) -> Callable[[int, float, ChainCRF], None]:
    def report(epoch: int, loss: float, chain: ChainCRF) -> None:
        f1 = watch.f1(scheme, chain, [spans(unit) for unit in watch.units]) if watch else None
        progress(name, epoch, loss, f1)

    return report
