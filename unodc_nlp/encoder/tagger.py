"""The tagger whose scores come from a pretrained encoder; rules, words and nesting are those of every tagger."""

from __future__ import annotations

import numpy as np
import torch

from unodc_nlp.encoder.network import Network
from unodc_nlp.encoder.windows import windows
from unodc_nlp.model.crf import ChainCRF, FloatArray
from unodc_nlp.model.strip import Strip
from unodc_nlp.model.tagger import Chain, Tagger
from unodc_nlp.model.tags import TagScheme
from unodc_nlp.model.view import IntArray

_BATCH = 32  # windows


class EncoderTagger(Tagger):
    """Scores tags by a network; one tag may follow another just where the rules allow it, no pair is likelier.

    Args:
        network: the trained network; it is used where its weights are, on a processor or a GPU.
    """

    def __init__(self, network: Network) -> None:
        outer, inner = (TagScheme(labels) for labels in network.labels)
        super().__init__(_chain(outer), _chain(inner))
        self.network = network

    @torch.inference_mode()
    def scores(self, strip: Strip) -> tuple[FloatArray, FloatArray]:
        """Return the logarithms of the tags' probabilities at each character."""
        outer, inner = (
            np.zeros((len(strip.codes), len(chain.scheme)), dtype=np.float32) for chain in (self.outer, self.inner)
        )
        places = [(begin, window) for begin, end in strip.bounds for window in windows(end - begin, self.network.width)]
        places.sort(key=lambda place: place[1].end - place[1].start)  # those of a batch are of similar length
        for at in range(0, len(places), _BATCH):
            batch = places[at : at + _BATCH]
            texts: list[IntArray] = [strip.codes[begin + window.start : begin + window.end] for begin, window in batch]
            for scores, found in zip((outer, inner), self.network(texts), strict=True):
                logs = torch.log_softmax(found.float(), dim=2).cpu().numpy()
                for row, (begin, (start, _, first, last)) in zip(logs, batch, strict=True):
                    scores[begin + first : begin + last] = row[first - start : last - start]
        return outer, inner


def _chain(scheme: TagScheme) -> Chain:
    size = len(scheme)
    nothing = np.zeros((1, size), dtype=np.float32)
    return Chain(scheme, ChainCRF(nothing, np.zeros((size, size), dtype=np.float32), scheme.rules))
