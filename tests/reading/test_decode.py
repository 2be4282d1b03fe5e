"""Files: encodings that are read, and a clear refusal of everything else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from unodc_nlp.errors import DocumentError
from unodc_nlp.reading import read_report, read_text

TEXT = "一. 导言\n\n1. 毒品和犯罪问题办公室在本报告所述期间为各国的检察官举办了讲习班。\n"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "gbk"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_file_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(TEXT.encode(encoding))
    report = read_report(path)
    assert (report.source, report.name) == (TEXT, "report.txt")
    assert [unit.id for unit in report] == ["h1", "p001"]


def test_file_in_big_endian_utf_16_is_read(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(b"\xfe\xff" + TEXT.encode("utf-16-be"))
    assert read_report(str(path)).source == TEXT


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "holds only white space"),
        ("\ufeff\u3000\n".encode(), "holds only white space"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a PNG image"),
        (b"PK\x03\x04\x14\0\x06\0", "is a broken ZIP archive"),
        (b"%PDF-1.5\n", "is a broken PDF file"),
        (b"\0" * 500 + TEXT.encode(), "is binary"),
        (bytes(range(256)) * 4, "is binary"),
        (TEXT.encode() + b"\xff\xfe\xfd", f"no UTF-8 at byte {len(TEXT.encode())}"),
        ("Le café est fermé, déjà à l'été. ".encode("latin-1") * 9, "no UTF-8 at byte 6"),
        (b"\xff\xfe\x00\xd8\x00\x00", "begins as UTF-16"),
        (b"The report of the Secretary-General.\n", "holds no Chinese character"),
    ],
)
def test_file_that_is_no_chinese_text_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(data)
    with pytest.raises(DocumentError, match=message) as caught:
        read_report(path)
    assert str(path) in str(caught.value)


def test_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="does not exist; check the path"):
        read_report(tmp_path / "none.txt")


def test_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="is a directory"):
        read_report(tmp_path)


def test_path_with_nul_is_refused() -> None:
    with pytest.raises(DocumentError, match="cannot be opened"):
        read_report("a\0b")


def test_bytes_in_place_of_text_are_refused() -> None:
    with pytest.raises(DocumentError, match="not a string"):
        read_text(TEXT.encode())  # type: ignore[arg-type]


def test_import_is_light() -> None:
    code = "import sys, unodc_nlp.reading; print([m for m in ('spacy', 'numpy', 'pandas') if m in sys.modules])"
    root = Path(__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert run.stdout.strip() == "[]"
