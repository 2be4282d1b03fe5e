"""A fuzz target for atheris: `python tests/fuzz/target.py NAME CORPUS -max_total_time=60` (see run.py).

Whatever the bytes, a reader returns a report that accounts for every character, or raises an error of ours. Anything else ends the run
with the input that did it.
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable

import atheris

with atheris.instrument_imports(include=["unodc_nlp"]):
    from unodc_nlp.errors import DocumentError, GoldError
    from unodc_nlp.gold.markup import parse
    from unodc_nlp.reading import Limits, Report, docx, formats, pdf, read_data, read_text, web
    from unodc_nlp.reading.chars import STRIPPED

LIMITS = Limits(file_bytes=1_000_000, inflated_bytes=1_000_000, characters=200_000, pages=50, parts=50, seconds=10)
_HEAD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
assert docx
assert formats
assert pdf
assert web


def check(report: Report) -> None:
    """Raise AssertionError unless every visible character of the source is in a unit or listed as left out."""
    covered = bytearray(len(report.source))
    for unit in report.units:
        for piece in unit.pieces:
            covered[piece.source : piece.source + piece.length] = b"\1" * piece.length
    for part in report.left_out:
        covered[part.start : part.end] = b"\1" * (part.end - part.start)
    assert len(covered) == len(report.source)
    lost = [char for char, seen in zip(report.source, covered, strict=True) if not seen and char not in STRIPPED]
    assert not lost, lost[:10]


def read(data: bytes) -> None:
    """Read any bytes as a document."""
    try:
        report = read_data(data, "fuzz", LIMITS)
    except DocumentError:
        return
    check(report)


def text(data: bytes) -> None:
    """Read bytes as text."""
    check(read_text(data.decode("utf-8", "surrogatepass" if data[:1] == b"s" else "replace")))


def html(data: bytes) -> None:
    """Read bytes as a page of HTML."""
    read("<html><body>大会".encode() + data)


def word(data: bytes) -> None:
    """Read bytes as the XML of a DOCX file: the body, and behind a NUL the numbering."""
    content, _, numbering = data.partition(b"\0")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", _HEAD + content + b"</w:body></w:document>")
        archive.writestr("word/numbering.xml", numbering)
        archive.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships><Relationship Type="x/numbering" Target="numbering.xml"/></Relationships>',
        )
    read(stream.getvalue())


def markup(data: bytes) -> None:
    """Parse bytes as a line of annotations."""
    try:
        parse(data.decode("utf-8", "replace"))
    except GoldError:
        return


TARGETS: dict[str, Callable[[bytes], None]] = {
    "text": text, "html": html, "docx": word, "pdf": read, "any": read, "markup": markup
}  # fmt: skip


if __name__ == "__main__":
    target = TARGETS[sys.argv[1]]
    atheris.Setup([sys.argv[0], *sys.argv[2:]], target)
    atheris.Fuzz()
