"""ZIP archives read with care: sizes as declared and as unpacked are held against the limits; nothing is written."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib

from unodc_nlp.errors import DocumentError
from unodc_nlp.reading.limits import Budget

SIGNATURE = b"PK\x03\x04"
_CHUNK = 1 << 20
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, IndexError, NotImplementedError, OSError,
    OverflowError, RuntimeError, ValueError,
)  # fmt: skip


class Archive:
    """A ZIP archive in memory."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        """Read the list of parts.

        Raises:
            DocumentError: it is broken, or declares more parts or bytes than the limits allow.
        """
        self._budget = budget
        self._left = budget.limits.inflated_bytes
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except _BROKEN as error:
            raise DocumentError(f"{budget.name} is a broken ZIP archive ({error}); get it anew") from None
        budget.check("parts", len(infos), "parts")
        budget.check("inflated_bytes", sum(info.file_size for info in infos), "bytes when unpacked")
        self._infos = {info.filename: info for info in infos if info.filename and not info.is_dir()}

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    @property
    def names(self) -> list[str]:
        """Names of the files, in the archive's order."""
        return list(self._infos)

    def read(self, name: str) -> bytes:
        """Return a file of the archive; what all reads together unpack is limited, whatever the archive declares.

        Raises:
            DocumentError: the file is encrypted or broken, or the limit is reached.
        """
        budget = self._budget
        if self._infos[name].flag_bits & 1:
            raise DocumentError(f"{name} in {budget.name} is encrypted; save it without a password")
        chunks: list[bytes] = []
        try:
            with self._zip.open(self._infos[name]) as file:
                while chunk := file.read(min(_CHUNK, self._left + 1)):
                    self._left -= len(chunk)
                    if self._left < 0:
                        most = budget.limits.inflated_bytes
                        budget.check("inflated_bytes", most - self._left, "bytes when unpacked")
                    budget.check_time()
                    chunks.append(chunk)
        except DocumentError:
            raise
        except _BROKEN as error:
            raise DocumentError(f"{name} in {budget.name} is broken ({error}); get the file anew") from None
        return b"".join(chunks)
