"""Training of the recogniser on a pretrained encoder: all weights, by the cross entropy of both chains' tags.

Method: fine-tuning of Devlin, Chang, Lee and Toutanova (2019); AdamW of Loshchilov and Hutter (2019).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn.functional import cross_entropy

from unodc_nlp.encoder.network import Network, start
from unodc_nlp.encoder.tagger import EncoderTagger
from unodc_nlp.encoder.windows import windows
from unodc_nlp.gold.corpus import GoldUnit
from unodc_nlp.model.tagger import word_borders
from unodc_nlp.model.view import IntArray, make_view
from unodc_nlp.scheme import load_scheme
from unodc_nlp.scoring import Counts, span_counts
from unodc_nlp.scoring.counts import total
from unodc_nlp.training.names import Cut, Progress

_PADDING = -100  # what cross_entropy leaves out


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """How the recogniser on an encoder is trained; the usual figures of fine-tuning, not chosen on this gold.

    Attributes:
        encoder: a local directory or a name on the hub.
        seed: seed of everything that is random.
        epochs: passes over the gold.
        batch: windows in one step.
        rate: highest learning rate of the encoder.
        head_rate: the same of the layers for the tags, which begin with nothing.
        warmup: part of the steps in which the rates rise; then they fall to nothing.
        decay: weight decay.
        clip: longest gradient.
    """

    encoder: str
    seed: int = 0
    epochs: int = 10
    batch: int = 16
    rate: float = 3e-5
    head_rate: float = 1e-3
    warmup: float = 0.1
    decay: float = 0.01
    clip: float = 1.0


@dataclass(frozen=True, slots=True)
class _Example:
    """A window's code points and the tags of both chains, shapes (n,)."""

    codes: IntArray
    outer: IntArray
    inner: IntArray


def train_encoder(
    units: Sequence[GoldUnit],
    settings: EncoderSettings,
    progress: Progress | None = None,
    watched: tuple[Sequence[GoldUnit], Cut] | None = None,
) -> EncoderTagger:
    """Train a tagger on the spans of `units`, on a GPU where there is one; the caller's random numbers are left alone.

    Args:
        units: the gold.
        settings: how to train.
        progress: called after each epoch with "names", the epoch, the loss, and F1 on the units that are watched.
        watched: units to score on after each epoch, and what cuts their words; nothing is learnt or chosen from them.

    Raises:
        ModelError: there is no encoder where the settings say, or it cannot be used.
    """
    scheme = load_scheme()
    inner = tuple(label for label in scheme.labels if label in scheme.inner_labels)
    with torch.random.fork_rng():
        torch.manual_seed(settings.seed)
        network = start(settings.encoder, (tuple(scheme.labels), inner))
        network.to("cuda" if torch.cuda.is_available() else "cpu")
        tagger = EncoderTagger(network)
        examples = _examples(tagger, units)
        steps = settings.epochs * -(-len(examples) // settings.batch)
        groups = [
            {"params": network.encoder.parameters(), "lr": settings.rate},
            {"params": network.heads.parameters(), "lr": settings.head_rate},
        ]
        optimizer = torch.optim.AdamW(groups, weight_decay=settings.decay)
        rise = max(1, round(settings.warmup * steps))
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda step: min((step + 1) / rise, (steps - step) / max(1, steps - rise))
        )
        random = np.random.default_rng(settings.seed)
        for epoch in range(settings.epochs):
            network.train()
            order = random.permutation(len(examples))
            losses: list[float] = []
            for at in range(0, len(order), settings.batch):
                loss = _loss(network, [examples[number] for number in order[at : at + settings.batch]])
                optimizer.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(network.parameters(), settings.clip)
                optimizer.step()
                schedule.step()
                losses.append(loss.item())
            network.eval()
            if progress:
                f1 = _f1(tagger, *watched) if watched else None
                progress("names", epoch, sum(losses) / len(losses), f1)
    return tagger


def _examples(tagger: EncoderTagger, units: Sequence[GoldUnit]) -> list[_Example]:
    examples = []
    for unit in units:
        view = make_view(unit.text)
        outer = tagger.outer.scheme.encode(view, unit.outer_spans)
        parts = [span for span in unit.spans if span.label in tagger.inner.scheme.labels]
        inner = tagger.inner.scheme.encode(view, parts)
        for window in windows(len(view), tagger.network.width):
            piece = slice(window.start, window.end)
            examples.append(_Example(view.codes[piece], outer[piece], inner[piece]))
    return examples


def _loss(network: Network, batch: Sequence[_Example]) -> torch.Tensor:
    losses = []
    for scores, tags in zip(
        network([example.codes for example in batch]),
        ([example.outer for example in batch], [example.inner for example in batch]),
        strict=True,
    ):
        gold = torch.nn.utils.rnn.pad_sequence(
            [torch.from_numpy(some) for some in tags], batch_first=True, padding_value=_PADDING
        )
        losses.append(cross_entropy(scores.transpose(1, 2), gold.to(scores.device), ignore_index=_PADDING))
    return torch.stack(losses).sum()


def _f1(tagger: EncoderTagger, units: Sequence[GoldUnit], cut: Cut) -> float:
    views = [make_view(unit.text) for unit in units]
    borders = [word_borders(view, cut(unit.text)) for view, unit in zip(views, units, strict=True)]
    counts = Counts()
    for unit, found in zip(units, tagger.find(views, borders), strict=True):
        counts += total(span_counts(unit.spans, found))
    return counts.f1
