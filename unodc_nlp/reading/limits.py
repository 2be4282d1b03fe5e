"""How much of a document is read before it is refused: sizes, counts and time, so that no file can fill the memory."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from unodc_nlp.errors import DocumentError


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take.

    Attributes:
        file_bytes: size of the file.
        inflated_bytes: size of a ZIP archive's parts (as DOCX files are) when unpacked, together.
        characters: length of the text.
        pages: pages of a PDF file.
        parts: files in a ZIP archive.
        seconds: time for reading; looked at between pages, parts and steps, not within them.
    """

    file_bytes: int = 200_000_000
    inflated_bytes: int = 500_000_000
    characters: int = 50_000_000
    pages: int = 10_000
    parts: int = 50_000
    seconds: float = 300.0


@dataclass(frozen=True, slots=True)
class Budget:
    """The limits of one document that is being read, and when its reading began."""

    name: str
    limits: Limits = field(default_factory=Limits)
    began: float = field(default_factory=time.monotonic)

    def check_time(self) -> None:
        """Raise DocumentError if the time is over."""
        if time.monotonic() - self.began > self.limits.seconds:
            raise DocumentError(
                f"{self.name} takes more than {self.limits.seconds:g} seconds to read; "
                "split it, or raise the limit (seconds)"
            )

    def check(self, limit: str, found: int, what: str) -> None:
        """Raise DocumentError if `found` is above the limit of that name.

        Args:
            limit: an attribute of `Limits`.
            found: the size or count found.
            what: what is counted, for the message.
        """
        most = getattr(self.limits, limit)
        if found > most:
            raise DocumentError(
                f"{self.name} has {found:,} {what}, more than the {most:,} that are read; "
                f"split it, or raise the limit ({limit})"
            )
