"""The network: a pretrained encoder that reads characters, and a linear layer for each chain of tags.

Method: token classification of Devlin, Chang, Lee and Toutanova (2019), with characters in place of their words.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from transformers import AutoModel, AutoTokenizer

from unodc_nlp.errors import ModelError
from unodc_nlp.model.view import IntArray

FORMAT = 1  # goes up when the files or the windows change, so that an old model is refused instead of misread
_ENCODER, _HEADS, _HEAD = "encoder", "heads.safetensors", "tags.json"
_LONGEST = 512  # pieces; more are slow, and few encoders were trained on more
_SURROGATES = range(0xD800, 0xE000)


class Network(torch.nn.Module):
    """Scores tags of characters.

    Args:
        encoder: a model of transformers.
        tokenizer: its tokenizer, a fast one.
        labels: the labels of the outer and of the inner chain.
    """

    def __init__(self, encoder: Any, tokenizer: Any, labels: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
        super().__init__()
        self.encoder = encoder
        self.tokenizer = tokenizer
        self.labels = labels
        self.dropout = torch.nn.Dropout(0.1)
        size = encoder.config.hidden_size
        self.heads = torch.nn.ModuleList(torch.nn.Linear(size, 4 * len(some) + 1) for some in labels)

    @property
    def pieces(self) -> int:
        """The most pieces that are read at once, those that the tokenizer puts around a text left out."""
        given = int(getattr(self.encoder.config, "max_position_embeddings", 0))
        places = min(_LONGEST, given) if given > 0 else _LONGEST  # encoders with relative places give none, or -1
        return places - 4  # two around the text; some encoders begin to count places at 2

    @property
    def width(self) -> int:
        """The most characters that are read at once; a character may be two pieces."""
        return self.pieces // 2

    def forward(self, texts: Sequence[IntArray]) -> list[torch.Tensor]:
        """Return the scores of both chains' tags for each character of texts, each padded to the longest; shapes (texts, characters, tags).

        Args:
            texts: code points of at most `width` characters each, none of them empty.
        """
        device = self.heads[0].weight.device
        read = self.tokenizer(
            [[_character(int(code)) for code in text] for text in texts],
            is_split_into_words=True,
            padding=True,
            truncation=True,
            max_length=self.pieces + 2,
            return_tensors="pt",
        )
        # A character is its first piece; one that the tokenizer leaves out has the place of the whole text's mark.
        places = torch.zeros((len(texts), max(map(len, texts))), dtype=torch.long)
        for row in range(len(texts)):
            for place, character in reversed(list(enumerate(read.word_ids(row)))):
                if character is not None:
                    places[row, character] = place
        hidden = self.encoder(**read.to(device)).last_hidden_state
        places = places.to(device).unsqueeze(2).expand(-1, -1, hidden.shape[2])
        states = self.dropout(torch.gather(hidden, 1, places))
        return [head(states) for head in self.heads]

    def write(self, directory: Path) -> None:
        """Write encoder, tokenizer and layers to `directory`: JSON and safetensors, nothing that is executed."""
        self.encoder.save_pretrained(directory / _ENCODER)  # as safetensors
        self.tokenizer.save_pretrained(directory / _ENCODER)
        save_file({name: weight.contiguous() for name, weight in self.heads.state_dict().items()}, directory / _HEADS)
        head = {"format": FORMAT, "outer": self.labels[0], "inner": self.labels[1]}
        (directory / _HEAD).write_text(json.dumps(head, ensure_ascii=False), encoding="utf-8")


def start(source: str, labels: tuple[tuple[str, ...], tuple[str, ...]]) -> Network:
    """Return a network to train, on the pretrained encoder in a local directory or of a name on the hub.

    Raises:
        ModelError: there is none, it has no weights as safetensors or no fast tokenizer.
    """
    return Network(*_pretrained(source, local=Path(source).is_dir()), labels)


def read(directory: Path) -> Network:
    """Return the network that `write` wrote; the network is not asked for anything.

    Raises:
        ModelError: a file is missing or is not what `write` writes.
    """
    try:
        head = json.loads((directory / _HEAD).read_text(encoding="utf-8"))
        if head["format"] != FORMAT:
            raise ValueError(f"format {head['format']}, this version of unodc_nlp reads format {FORMAT}")
        network = Network(
            *_pretrained(str(directory / _ENCODER), local=True), (tuple(head["outer"]), tuple(head["inner"]))
        )
        network.heads.load_state_dict(load_file(directory / _HEADS))
    except FileNotFoundError as error:
        raise ModelError(
            f"{error.filename or directory} is missing; copy the whole model directory, or train it again"
        ) from None
    except ModelError:
        raise
    except Exception as error:  # safetensors and torch raise classes of their own
        raise ModelError(
            f"{directory} holds no encoder's recogniser ({error}); copy the model again, or train it"
        ) from None
    network.eval()
    return network


def _pretrained(source: str, local: bool) -> tuple[Any, Any]:
    how = {"local_files_only": local, "trust_remote_code": False}
    try:
        tokenizer = AutoTokenizer.from_pretrained(source, **how)
        encoder = AutoModel.from_pretrained(source, use_safetensors=True, **how)
    except Exception as error:  # transformers raises whatever its parts raise
        reason = next(iter(str(error).strip().splitlines()), type(error).__name__)
        raise ModelError(
            f"no encoder can be loaded from {source} ({reason}); name a directory, or a model of the hub, with config.json, "
            "model.safetensors and a tokenizer"
        ) from None
    if not tokenizer.is_fast:
        raise ModelError(f"the tokenizer in {source} is not a fast one; save it with its tokenizer.json")
    return encoder, tokenizer


def _character(code: int) -> str:
    return "\ufffd" if code in _SURROGATES else chr(code)
