"""From a file's bytes to text: UTF-8, UTF-16, UTF-32 or GB18030, and a clear refusal of everything else."""

from __future__ import annotations

import codecs
import os
import re
from pathlib import Path

from unodc_nlp.errors import DocumentError
from unodc_nlp.reading.chars import IDEOGRAPH, STRIPPED, has_chinese
from unodc_nlp.reading.limits import Budget

# UTF-32 before UTF-16: the little-endian mark of the one begins with that of the other.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive (as DOCX and ODT files are)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old or encrypted Office file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip archive"),
)
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1a\x1b"))
_PROSE = re.compile(f"[{IDEOGRAPH}]")
_COMMON = re.compile("[的一是在和了有为第与对于不及年会关国家其以]")


def read_bytes(path: str | os.PathLike[str], budget: Budget) -> bytes:
    """Return a file's bytes.

    Raises:
        DocumentError: there is no such file, it is a directory, it cannot be opened, or it is larger than the budget.
    """
    file = Path(path)
    try:
        with file.open("rb") as opened:
            budget.check("file_bytes", os.fstat(opened.fileno()).st_size, "bytes")
            data = opened.read(budget.limits.file_bytes + 1)  # a pipe does not tell its size
        budget.check("file_bytes", len(data), "bytes or more")
        return data
    except FileNotFoundError:
        raise DocumentError(f"{file} does not exist; check the path") from None
    except IsADirectoryError:
        raise DocumentError(f"{file} is a directory; name one document in it, or a directory that has some") from None
    except DocumentError:
        raise
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise DocumentError(f"{file} cannot be opened ({reason}); check its name and permissions") from None


def decode(data: bytes, name: str) -> str:
    """Return a document's bytes as text, without a byte order mark.

    Args:
        data: the whole file.
        name: what to call it in messages.

    Raises:
        DocumentError: the bytes are empty, white space, no text, in no known encoding, or hold no Chinese character.
    """
    if not data:
        raise DocumentError(f"{name} is empty; give a document with text")
    text = _decode(data, name)
    if not text.strip(STRIPPED):
        raise DocumentError(f"{name} holds only white space; give a document with text")
    if not has_chinese(text):
        raise DocumentError(f"{name} holds no Chinese character; this library reads Chinese documents")
    return text


def _decode(data: bytes, name: str) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                at = error.start + len(mark)
                raise DocumentError(
                    f"{name} begins as {encoding.upper()} but is none at byte {at}; save it as UTF-8"
                ) from None
    _refuse_binary(data, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        fault = error.start
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    if _is_chinese_prose(text):
        return text
    raise DocumentError(f"{name} is no UTF-8 at byte {fault}, and no GB18030 either; save it as UTF-8")


def _refuse_binary(data: bytes, name: str) -> None:
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise DocumentError(f"{name} is {what}, not plain text; save it as DOCX, PDF or plain text")
    head = data[:65536]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls * 20 > len(head):
        raise DocumentError(f"{name} is binary, not text; convert it to plain text in UTF-8 first")


def _is_chinese_prose(text: str) -> bool:
    """Tell prose from mojibake: almost any bytes decode as GB18030, but not to common characters in common numbers."""
    head = text[:20000]
    ideographs = len(_PROSE.findall(head))
    visible = sum(not char.isspace() for char in head)
    if not ideographs or any("\ue000" <= char <= "\uf8ff" for char in head):
        return False
    basic = sum("\u4e00" <= char <= "\u9fa5" for char in head)
    return ideographs * 4 >= visible and basic == ideographs and len(_COMMON.findall(head)) * 50 >= ideographs
