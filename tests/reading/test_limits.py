"""Documents that a stranger may send: too large, bombs, broken, encrypted, without text; each is refused with a reason."""

from __future__ import annotations

import io
import sys
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pypdfium2
import pytest

from unodc_nlp.errors import DocumentError
from unodc_nlp.reading import Limits, find_documents, read_data, read_report, read_text

FIXTURES = Path(__file__).parents[1] / "fixtures"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PARAGRAPH = "<w:p><w:r><w:t>大会通过了该决议。</w:t></w:r></w:p>"


def docx(document: str, **parts: str) -> bytes:
    """Return a DOCX file with this XML as its document."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return stream.getvalue()


def body(content: str) -> str:
    return f'<w:document xmlns:w="{W}"><w:body>{content}</w:body></w:document>'


def pdf(pages: str, *objects: str) -> bytes:
    """Return a PDF file: a catalogue, the page tree `pages`, and further objects from number 3 on."""
    parts = ["<</Type/Catalog/Pages 2 0 R>>", pages, *objects]
    data = b"%PDF-1.4\n"
    offsets = []
    for number, part in enumerate(parts, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{part}\nendobj\n".encode()
    table = len(data)
    data += f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    return data + f"trailer\n<</Root 1 0 R/Size {len(parts) + 1}>>\nstartxref\n{table}\n%%EOF\n".encode()


PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<<>>>>"
PICTURE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>"
DRAWN = "<</Length 28>>\nstream\nq 612 0 0 792 0 0 cm /I Do Q\nendstream"
IMAGE = (
    "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\n"
    "stream\n0\nendstream"
)


def test_file_of_a_gigabyte_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(1_000_000_000)
    with pytest.raises(DocumentError, match="has 1,000,000,000 bytes, more than the 200,000,000"):
        read_report(path)


def test_zip_bomb_is_refused_by_its_declared_size() -> None:
    data = docx(body(PARAGRAPH), bomb="0" * 6_000_000)
    assert len(data) < 10_000
    with pytest.raises(DocumentError, match="bytes when unpacked, more than the 5,000,000"):
        read_data(data, "bomb.docx", Limits(inflated_bytes=5_000_000))


def test_zip_bomb_that_hides_its_size_is_refused() -> None:
    data = bytearray(docx(body(PARAGRAPH + " " * 6_000_000)))
    at = data.rindex(b"PK\x01\x02")  # the directory's entry of the document
    data[at + 24 : at + 28] = (9_000).to_bytes(4, "little")
    with pytest.raises(DocumentError, match=r"word/document.xml in bomb.docx is broken"):
        read_data(bytes(data), "bomb.docx", Limits(inflated_bytes=5_000_000))


def test_archive_of_too_many_files_is_refused() -> None:
    data = docx(body(PARAGRAPH), **{f"part{number}": "" for number in range(20)})
    with pytest.raises(DocumentError, match="has 22 parts, more than the 10"):
        read_data(data, "many.docx", Limits(parts=10))


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE d [<!ENTITY a "大会"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE d [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE d SYSTEM "http://example.org/d.dtd">',
    ],
)
def test_docx_with_entities_is_refused(declared: str) -> None:
    entity = "&b;" if "ENTITY b" in declared else ""
    text = body(f"<w:p><w:r><w:t>大会{entity}</w:t></w:r></w:p>")
    with pytest.raises(DocumentError, match="document type"):
        read_data(docx(declared + text), "entities.docx")


def test_docx_that_nests_deep_is_refused() -> None:
    deep = body("<w:sdt>" * 50_000 + PARAGRAPH + "</w:sdt>" * 50_000)
    with pytest.raises(DocumentError, match="broken XML"):
        read_data(docx(deep), "deep.docx")


def test_html_that_nests_deep_is_read_whole() -> None:
    page = "<html><body>" + "<div>" * 200 + "<p>大会通过了该决议。</p>" + "</div>" * 200
    assert [unit.text for unit in read_data(page.encode(), "deep.html")] == ["大会通过了该决议。"]


def test_html_that_nests_deeper_is_refused() -> None:
    page = "<html><body>" + "<div>" * 5_000 + "<p>大会通过了该决议。</p>" + "</div>" * 5_000
    with pytest.raises(DocumentError, match="too deep"):
        read_data(page.encode(), "deep.html")


def test_html_scripts_and_entities_stay_text() -> None:
    page = "<html><body><script>alert('大会')</script><p>大会&lt;script&gt;通过了决议。</p></body></html>"
    report = read_data(page.encode(), "a.html")
    assert [unit.text for unit in report] == ["大会<script>通过了决议。"]


def test_docx_style_that_is_based_on_itself_is_read() -> None:
    styles = f'<w:styles xmlns:w="{W}"><w:style w:styleId="A"><w:basedOn w:val="A"/></w:style></w:styles>'
    text = body('<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>大会通过了该决议。</w:t></w:r></w:p>')
    assert [unit.text for unit in read_data(docx(text, styles=styles), "a.docx")] == ["大会通过了该决议。"]


def test_docx_without_body_is_refused() -> None:
    with pytest.raises(DocumentError, match="has no body"):
        read_data(docx(f'<w:document xmlns:w="{W}"/>'), "empty.docx")


def test_pdf_that_is_encrypted_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"encrypted.pdf is encrypted; save it without a password"):
        read_report(FIXTURES / "encrypted.pdf")


def test_pdf_without_text_layer_is_refused() -> None:
    scanned = pdf("<</Type/Pages/Kids[3 0 R]/Count 1>>", PICTURE, DRAWN, IMAGE)
    with pytest.raises(DocumentError, match=r"scan.pdf has no text layer.*run text recognition"):
        read_data(scanned, "scan.pdf")


def test_pdf_with_a_scanned_page_is_read_with_a_warning() -> None:
    document = pypdfium2.PdfDocument((FIXTURES / "columns.pdf").read_bytes())
    scanned = pypdfium2.PdfDocument(pdf("<</Type/Pages/Kids[3 0 R]/Count 1>>", PICTURE, DRAWN, IMAGE))
    document.import_pages(scanned, index=1)
    stream = io.BytesIO()
    document.save(stream)
    with pytest.warns(UserWarning, match=r"mixed.pdf has pictures without text on page 2, which are not read"):
        report = read_data(stream.getvalue(), "mixed.pdf")
    assert [unit.number for unit in report if unit.kind == "paragraph"] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    "pages",
    [
        "<</Type/Pages/Kids[2 0 R]/Count 1>>",
        "<</Type/Pages/Kids[3 0 R 2 0 R 3 0 R]/Count 3>>",
        "<</Type/Pages/Kids[3 0 R]/Count 2000000000>>",
        "<</Type/Pages/Kids[3 0 R]/Count -1>>",
    ],
)
def test_pdf_whose_pages_go_in_a_circle_is_refused(pages: str) -> None:
    with pytest.raises(DocumentError):
        read_data(pdf(pages, PAGE), "circle.pdf")


def test_pdf_of_too_many_pages_is_refused() -> None:
    with pytest.raises(DocumentError, match="has 16 pages, more than the 3"):
        read_report(FIXTURES / "2018.pdf", Limits(pages=3))


def test_pdf_cut_short_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"cut\.pdf"):
        read_data((FIXTURES / "2018.pdf").read_bytes()[:5000], "cut.pdf")


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_reading_ends_with_its_time(kind: str) -> None:
    with pytest.raises(DocumentError, match="takes more than 0 seconds to read"):
        read_report(FIXTURES / f"2018.{kind}", Limits(seconds=0))


def test_text_over_the_limit_is_refused() -> None:
    with pytest.raises(DocumentError, match="has 25 characters, more than the 20"):
        read_data(("大会通过。" * 5).encode(), "long.txt", Limits(characters=20))


@pytest.mark.parametrize(("kind", "library"), [("docx", "lxml"), ("pdf", "pypdfium2"), ("html", "lxml")])
def test_missing_library_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch, kind: str, library: str) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(
        DocumentError, match=rf"{library} to read it is not installed; pip install 'unodc_nlp\[formats\]'"
    ):
        read_report(FIXTURES / f"2018.{kind}")


def test_archive_is_no_document_but_holds_them(tmp_path: Path) -> None:
    path = tmp_path / "reports.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("b/2018.docx", (FIXTURES / "2018.docx").read_bytes())
        archive.writestr("../../a.txt", "大会通过了该决议。")
        archive.writestr("c.txt", b"\x89PNG")
        archive.writestr("__MACOSX/._a.txt", "x")
    with pytest.raises(DocumentError, match="is a ZIP archive of 4 files, not one document"):
        read_report(path)
    documents = list(find_documents(path))
    assert [document.stem for document in documents] == ["a", "2018", "c"]
    assert len(documents[1].read()) == 153
    with pytest.raises(DocumentError, match=r"reports.zip!c.txt is a PNG image"):
        documents[2].read()


def test_directory_holds_the_documents_of_its_directories(tmp_path: Path) -> None:
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "b.txt").write_text("大会通过了该决议。", encoding="utf-8")
    (tmp_path / "a.md").write_text("# 导言\n\n大会通过了该决议。", encoding="utf-8")
    (tmp_path / ".hidden").write_text("x")
    assert [document.stem for document in find_documents(tmp_path)] == ["a", "b"]
    (tmp_path / "none").mkdir()
    with pytest.raises(DocumentError, match="none is a directory; name one document in it"):
        next(find_documents(tmp_path / "none")).read()


# One line of a million characters each: every pattern that looks along a line has to be linear.
LINES = [
    "一", "(", "1.", "[^1]", "**", "**a", "**a**", "[a](http://x", "[", "](", "!" + "[](", "…", "\t1", "¹", "第", "A/",
    "E/CN.15/", " ", "\u3000", "2017 年", "2017 年 1 月 1 日至", "*", "_", "<!--", "摘要：", "第一届会议", "，", "（a）",
    "秘书长的", "https://a/", "\\*", "1、", "字1", "2017-2018 年", "\ud800", "𠀀", "=", "<p>", "&a;",
]  # fmt: skip
# And many lines, where what is kept of earlier lines must not be gone through for each.
MANY = [
    "[^1]: x\n",
    "¹ x\n",
    "1\n",
    "1. x\n",
    "(a) x；\n",
    "# x\n",
    "摘要\n",
    "目录\tx 1\n",
    "第一届会议\n",
    "a,\n",
    ".\n",
    "\f1\n",
]


@pytest.mark.parametrize("part", LINES)
def test_line_of_a_million_characters_is_read_in_time(part: str) -> None:
    text = (part * (1_000_000 // len(part) + 1))[:1_000_000]
    began = time.process_time()
    read_text(text + "大会")
    assert time.process_time() - began < 10


@pytest.mark.parametrize("part", MANY)
def test_many_lines_are_read_in_time(part: str) -> None:
    text = part * (200_000 // len(part))
    began = time.process_time()
    read_text(text)
    assert time.process_time() - began < 15


@pytest.mark.parametrize(
    "part", ["<p>", "<b>", "<br>", "<li>", "&amp;", "<sup>", "<!--", "<table><tr><td>", "<td>", "</p>"]
)
def test_html_of_hostile_tags_is_read_in_time(part: str) -> None:
    page = "<html><body>大会" + part * (200_000 // len(part))
    began = time.process_time()
    with suppress(DocumentError):  # nested too deep
        read_data(page.encode(), "tags.html")
    assert time.process_time() - began < 10
