"""Writing a file so that it is complete or not there at all."""

from __future__ import annotations

import os
from pathlib import Path

from unodc_nlp.errors import OutputError


def write_whole(path: str | os.PathLike[str], content: str | bytes) -> Path:
    """Write a file beside its place and rename it; text as UTF-8. Return its path.

    Raises:
        OutputError: it cannot be written.
    """
    target = Path(path)
    fresh = target.with_name(f".{target.name}.new")
    # A lone surrogate in a broken source has no UTF-8 form; it is written as "?" rather than losing the file.
    data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    try:
        fresh.write_bytes(data)
        fresh.replace(target)
    except OSError as error:
        raise OutputError(f"cannot write {target} ({error.strerror}); choose a writable place") from None
    finally:
        if fresh.parent.is_dir():
            fresh.unlink(missing_ok=True)
    return target
