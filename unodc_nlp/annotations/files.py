"""Text and JSON of annotation files, read so that every fault has its line; files written whole or not at all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from unodc_nlp.annotations.draft import FAULT, Finding
from unodc_nlp.errors import GoldError, OutputError

_GAP = re.compile(r"[\s,]*")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def text_of(path: Path) -> str:
    """Return the text of a UTF-8 file, without its byte order mark, line ends as they are.

    Raises:
        GoldError: the file is missing, cannot be read, or is not UTF-8.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise GoldError(f"{path} is missing; name an existing file") from None
    except OSError as error:
        raise GoldError(f"{path} cannot be read ({error.strerror}); name a readable file") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if data.startswith(_UTF16):
            raise GoldError(f"{path} is UTF-16; save it as UTF-8") from None
        line = data.count(b"\n", 0, error.start) + 1
        raise GoldError(f"{path}:{line}: not UTF-8 at byte {error.start}; save the file as UTF-8") from None


def lines_of(path: Path) -> list[str]:
    """Return the lines of a UTF-8 file without their ends; only line feeds (and the carriage returns before them) end lines."""
    return [line.removesuffix("\r") for line in text_of(path).split("\n")]


def json_objects(path: Path) -> Iterator[tuple[int, dict[str, Any]] | Finding]:
    """Yield (line, object) for each object of a JSON list or of JSON Lines; for what is none, a finding.

    A list that breaks off still gives the objects before the break.
    """
    text = text_of(path)
    for item in _list(text) if text.lstrip().startswith("[") else _lines(text):
        line, value = item
        if isinstance(value, dict):
            yield line, value
        elif isinstance(value, json.JSONDecodeError):
            message = f"is no JSON ({value.msg}); the file may be cut off, export it again"
            yield Finding(path, line, "", FAULT, message)
        else:
            yield Finding(path, line, "", FAULT, "is no JSON object of usual depth; each unit is an object")


def write_files(target: Path, files: Mapping[str, bytes], overwrite: bool = False) -> None:
    """Write files to `target`: the name of each is its path below it, an empty name means `target` itself.

    All are written beside their place first and renamed when all are complete.

    Raises:
        OutputError: a file exists with other contents and `overwrite` is not given, or it cannot be written.
    """
    paths = {target / name if name else target: data for name, data in files.items()}
    for path, data in paths.items():
        if not overwrite and _differs(path, data):
            raise OutputError(f"{path} exists; name another, or give --force to replace it")
    fresh = {path: path.with_name(f".{path.name}.new") for path in paths}
    try:
        for path, data in paths.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh[path].write_bytes(data)
        for path, new in fresh.items():
            new.replace(path)
    except OSError as error:
        raise OutputError(f"cannot write to {target} ({error.strerror}); choose a writable place") from None
    finally:
        for new in fresh.values():
            if new.parent.is_dir():
                new.unlink(missing_ok=True)


def json_line(record: Mapping[str, Any]) -> str:
    """Return a record as one line of JSON, with its end."""
    return json.dumps(record, ensure_ascii=False) + "\n"


def _differs(path: Path, data: bytes) -> bool:
    return path.exists() and not (path.is_file() and path.read_bytes() == data)


def _lines(text: str) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (json.JSONDecodeError, RecursionError) as error:
                yield number, error


def _list(text: str) -> Iterator[tuple[int, Any]]:
    decoder = json.JSONDecoder()
    end = text.index("[") + 1
    line, counted = 1, 0
    while True:
        at = _skip(text, end)
        if text.startswith("]", at):
            return
        line += text.count("\n", counted, at)
        counted = at
        try:
            value, end = decoder.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError) as error:
            yield line, error
            return
        yield line, value


def _skip(text: str, at: int) -> int:
    gap = _GAP.match(text, at)
    return gap.end() if gap else at
