"""The recogniser on a pretrained encoder as a spaCy component; what it gives is what `unodc_recogniser` gives."""

from __future__ import annotations

import tempfile
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from spacy.language import Language

from unodc_nlp.encoder import check_installed
from unodc_nlp.pipeline.recogniser import Recogniser


class EncoderRecogniser(Recogniser):
    """A recogniser with an `EncoderTagger`, in a directory with the encoder's own files and safetensors."""

    def to_bytes(self, **_: Any) -> bytes:
        """Return the files of `to_disk` as a zip archive."""
        if self.tagger is None:
            return b""
        buffer = BytesIO()
        with tempfile.TemporaryDirectory() as name, zipfile.ZipFile(buffer, "w") as archive:
            self.to_disk(name)
            for file in sorted(path for path in Path(name).rglob("*") if path.is_file()):
                archive.writestr(zipfile.ZipInfo(file.relative_to(name).as_posix()), file.read_bytes())
        return buffer.getvalue()

    def from_bytes(self, data: bytes, **_: Any) -> EncoderRecogniser:
        """Read what `to_bytes` gave; nothing in it is executed."""
        if data:
            with tempfile.TemporaryDirectory() as name, zipfile.ZipFile(BytesIO(data)) as archive:
                archive.extractall(name)
                self.from_disk(name)
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write the encoder and what was trained on it to directory `path`."""
        directory = Path(path)
        directory.mkdir(parents=True, exist_ok=True)
        if self.tagger is not None:
            from unodc_nlp.encoder.tagger import EncoderTagger

            assert isinstance(self.tagger, EncoderTagger)
            self.tagger.network.write(directory)

    def from_disk(self, path: str | Path, **_: Any) -> EncoderRecogniser:
        """Read the encoder and what was trained on it from directory `path`; it computes on a GPU where there is one.

        Raises:
            ModelError: a file is missing or damaged, or the packages of the extra are not installed.
        """
        check_installed()
        import torch

        from unodc_nlp.encoder.network import read
        from unodc_nlp.encoder.tagger import EncoderTagger

        network = read(Path(path))
        self.tagger = EncoderTagger(network.to("cuda" if torch.cuda.is_available() else "cpu"))
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpickle, (self.name, self.to_bytes())


def _unpickle(name: str, data: bytes) -> EncoderRecogniser:
    return EncoderRecogniser(name).from_bytes(data)


def make_encoder_recogniser(nlp: Language, name: str) -> EncoderRecogniser:
    """Return a new, untrained recogniser for a pipeline."""
    return EncoderRecogniser(name)


Language.factory("unodc_encoder_recogniser", func=make_encoder_recogniser, assigns=["doc.ents", "doc.spans"])
