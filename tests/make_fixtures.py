"""Set the three annotated reports as United Nations documents: DOCX, and with LibreOffice PDF; also as HTML and Markdown.

Run by hand (`python tests/make_fixtures.py`, needs `soffice`, a Chinese font and reportlab for PDF); the tests read what it wrote to
tests/fixtures/. The reports differ in how they number: 2017 by the word processor alone, 2018 its paragraphs only, 2019 by hand.
A fourth document, `layout`, holds what the reports lack: tables, text boxes, bullets, many footnotes, revisions, fields.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from unodc_nlp.reading import Report, read_report

ANNOTATIONS = Path(__file__).parents[1] / "annotations"
FIXTURES = Path(__file__).parent / "fixtures"
CALL = re.compile(r"\[\^(\d+|\*+)\]")
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMESPACES = (
    f'xmlns:w="{_W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_REVISIONS = r"<w:del .*?</w:del>|<w:r><w:(?:fldChar|instrText).*?</w:r>|<w:r><w:rPr><w:vanish/>.*?</w:r>"
_FIXED_DATE = (2020, 1, 1, 0, 0, 0)


@dataclass
class Paragraph:
    """A paragraph to set: its style, its number as printed, its text with calls as ``[^1]``, its place in a table."""

    style: str
    text: str
    number: str = ""
    automatic: tuple[int, int] | None = None
    boxed: bool = False


@dataclass
class Document:
    """What to set: masthead, paragraphs, footnotes by mark."""

    symbol: str
    organ: str
    job: str
    date: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    extra: str = ""  # further body XML
    edge: int = 1200  # right edge of the paragraphs, twentieths of a point within the margin


# LibreOffice prints no space at a line's end, and the reports set spaces between Chinese and digits nearly everywhere:
# with these widths no line ends at one of the few places where they do not, which no reader could tell.
_EDGES = {"2017": 850, "2018": 1000, "2019": 1210}


def report_document(year: str) -> Document:
    """Return an annotated report as paragraphs: its first page as printed, its units as in the gold."""
    report = read_report(ANNOTATIONS / "reports" / f"{year}.txt")
    masthead = {
        "2017": ("E/CN.15/2017/5", "经济及社会理事会", "V.17-01720", "28 February 2017"),
        "2018": ("A/73/125", "大  会", "18-10976", "27 June 2018"),
        "2019": ("E/CN.15/2019/4", "经济及社会理事会", "V.19-01210", "8 March 2019"),
    }[year]
    document = Document(*masthead, edge=_EDGES[year])
    meta = report.metadata
    if meta.body:
        document.paragraphs.append(Paragraph("OrganUN", meta.body))
    document.paragraphs.append(Paragraph("Session", meta.session or ""))
    if year != "2018":
        days = "2017 年 5 月 22 日至 26 日" if year == "2017" else "2019 年 5 月 20 日至 24 日"
        document.paragraphs.append(Paragraph("Session", f"{days}，维也纳"))
    stars = "**" if year == "2018" else "*"
    document.paragraphs.append(Paragraph("Agenda", f"临时议程[^{stars}]项目 {meta.agenda_item}"))
    document.paragraphs.append(Paragraph("AgendaTitle", meta.agenda_title or ""))
    document.paragraphs.append(Paragraph("TitleUN", meta.title or ""))
    star = {"2017": "", "2018": "[^*]", "2019": "[^**]"}[year]
    document.paragraphs.append(Paragraph("Author", f"{meta.author}{star}"))
    document.notes = {
        "2017": {"*": "E/CN.15/2017/1。"},
        "2018": {"*": "因技术原因于 2018 年 8 月 6 日重发。", "**": "A/73/150。"},
        "2019": {"*": "E/CN.15/2019/1。", "**": "本报告在截止日期之后提交，是为了纳入最新信息。"},
    }[year]
    calls = _calls(report)
    for unit in _gold(year):
        kind, text, number = unit["kind"], unit["text"], unit["number"]
        name = unit["id"].removeprefix(f"{year}-")
        for at in calls.get(name, ()):
            text = f"{text[:at]}[^1]{text[at:]}"
        if kind == "footnote":
            document.notes["1"] = text
        elif kind == "summary":
            document.paragraphs += [
                Paragraph("SummaryTitle", "摘要", boxed=year == "2018"),
                Paragraph("SingleTxt", text, boxed=year == "2018"),
            ]
        elif kind == "heading":
            printed = f"({number})" if unit["level"] == 4 else f"{number}."
            automatic = (1, unit["level"] - 1) if year == "2017" else None
            document.paragraphs.append(Paragraph(f"H{unit['level']}", text, printed, automatic))
        elif kind == "paragraph":
            document.paragraphs.append(Paragraph("SingleTxt", text, f"{number}.", None if year == "2019" else (2, 0)))
        else:
            document.paragraphs.append(Paragraph("Sub", text, number, (2, 1)))
    return document


def _calls(report: Report) -> dict[str, list[int]]:
    """Return the offsets in each unit's text where the printed report calls a footnote."""
    found: dict[str, list[int]] = {}
    for part in report.left_out:
        if part.reason == "footnote mark":
            held = [
                (piece, unit) for unit in report for piece in unit.pieces if piece.source + piece.length <= part.start
            ]
            piece, unit = max(held, key=lambda pair: pair[0].source)
            found.setdefault(unit.id, []).append(piece.start + piece.length)
    return found


def _gold(year: str) -> list[dict[str, Any]]:
    lines = (ANNOTATIONS / "units" / f"{year}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def layout_document() -> Document:
    """Return a document with what the reports lack."""
    document = Document("CAC/COSP/IRG/2020/3", "反腐败公约缔约国会议", "V.20-04567", "4 May 2020")
    add = document.paragraphs.append
    add(Paragraph("OrganUN", "实施情况审议组"))
    add(Paragraph("Session", "第十一届会议"))
    add(Paragraph("Session", "2020 年 6 月 29 日至 7 月 3 日，维也纳"))
    add(Paragraph("Agenda", "临时议程[^*]项目 4"))
    add(Paragraph("AgendaTitle", "技术援助"))
    add(Paragraph("TitleUN", "为支持实施《联合国反腐败公约》提供的技术援助"))
    add(Paragraph("Author", "秘书处的说明"))
    add(Paragraph("H1", "导言", "一.", (1, 0)))
    add(Paragraph("SingleTxt", "缔约国会议在其第 3/1 号决议[^1]中请秘书处编写本说明，其面积以 km", "1.", (2, 0)))
    add(Paragraph("SingleTxt", "毒品和犯罪问题办公室在下列国家[^2]设有顾问：", "2.", (2, 0)))
    add(Paragraph("Sub", "肯尼亚，负责东部非洲；", "(a)", (2, 1)))
    add(Paragraph("SubSub", "内罗毕办事处；", "(i)", (2, 2)))
    add(Paragraph("SubSub", "蒙巴萨联络处；", "(ii)", (2, 2)))
    add(Paragraph("Sub", "塞内加尔，负责西部和中部非洲。", "(b)", (2, 1)))
    add(Paragraph("SingleTxt", "本说明所述援助形式如下：", "3.", (2, 0)))
    add(Paragraph("Bullet", "立法援助[^3]", "•", (3, 0)))
    add(Paragraph("Bullet", "培训讲习班", "•", (3, 0)))
    add(Paragraph("Dash", "面向检察官", "–", (3, 1)))
    add(Paragraph("H1", "结论", "二.", (1, 0)))
    add(Paragraph("SingleTxt", "秘书处感谢捐助方[^4]提供自愿捐款。", "4.", (2, 0)))
    document.notes = {
        "*": "CAC/COSP/IRG/2020/1。",
        "1": "见 CAC/COSP/2009/15，第一节。",
        "2": "各国名单见附件。",
        "3": "包括示范条款。",
        "4": "捐助方名单可向秘书处索取。",
    }
    cells = [("国家", "讲习班", "参加者"), ("肯尼亚", "3", "120"), ("塞内加尔", "2", "85")]
    rows = "".join(f"<w:tr>{''.join(_cell(text) for text in row)}</w:tr>" for row in cells)
    grid = '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>'
    table = f'<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr>{grid}{rows}</w:tbl>'
    revised = (
        '<w:p><w:pPr><w:pStyle w:val="SingleTxt"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr>'
        '<w:r><w:t xml:space="preserve">审议组第</w:t></w:r>'
        '<w:del w:id="1" w:author="a"><w:r><w:delText>十</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>十一</w:t></w:r></w:ins>'
        "<w:r><w:t>届会议审议了本说明</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>（内部批注）</w:t></w:r><w:r><w:t>。见</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>附件一</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>。</w:t></w:r></w:p>'
    )
    document.extra = table + _text_box("方框：加纳在 2019 年通过了新的反腐败法。") + revised
    return document


def _cell(text: str) -> str:
    paragraph = _paragraph(Paragraph("Cell", text), {})
    return f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{paragraph}</w:tc>'


def _text_box(text: str) -> str:
    content = f"<w:txbxContent>{_paragraph(Paragraph('Text', text), {})}</w:txbxContent>"
    return (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
        '<wp:extent cx="4500000" cy="700000"/><wp:docPr id="1" name="box"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="4500000" cy="700000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )


def write_docx(document: Document, path: Path, to_print: bool = False) -> None:
    """Write a DOCX file as the word processors of the conference services do: styles, numbering, footnotes, headers.

    `to_print` leaves out the asterisks before their footnotes, which LibreOffice sets by itself.
    """
    called = [call[1] for paragraph in document.paragraphs for call in CALL.finditer(paragraph.text)]
    ids = {mark: at for at, mark in enumerate(called, start=2)}  # in order: LibreOffice does not look at the ids
    if to_print:  # LibreOffice prints deletions, and fields that it cannot follow as errors
        document = replace(document, extra=re.sub(_REVISIONS, "", document.extra))
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/_rels/document.xml.rels": _relations(
            {f"rId{at}": (kind, target) for at, (kind, target) in enumerate(_PARTS, start=1)}
        ),
        "word/document.xml": _body(document, ids),
        "word/styles.xml": _styles(document.edge),
        "word/numbering.xml": _NUMBERING,
        "word/footnotes.xml": _footnotes(document, ids, to_print),
        "word/header1.xml": _part("hdr", _masthead(document)),
        "word/header2.xml": _part("hdr", _simple(document.symbol)),
        "word/footer1.xml": _part(
            "ftr", _simple(f"{document.job} (C)") + _simple(f"*{document.job[-8:].replace('-', '')}*")
        ),
        "word/footer2.xml": _part("ftr", _page_number(document)),
        "word/settings.xml": _part(
            "settings", '<w:footnotePr><w:footnote w:id="0"/><w:footnote w:id="1"/></w:footnotePr>'
        ),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            info = zipfile.ZipInfo(name, _FIXED_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + xml)


_PARTS = (
    ("styles", "styles.xml"),
    ("numbering", "numbering.xml"),
    ("footnotes", "footnotes.xml"),
    ("header", "header1.xml"),
    ("header", "header2.xml"),
    ("footer", "footer1.xml"),
    ("footer", "footer2.xml"),
    ("settings", "settings.xml"),
)
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/>'
    + "".join(f'<Override PartName="/word/{name}" ContentType="{_OFFICE}.{kind}+xml"/>' for kind, name in _PARTS)
    + "</Types>"
)


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    items = "".join(f'<Relationship Id="{i}" Type="{base}/{kind}" Target="{to}"/>' for i, (kind, to) in targets.items())
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{items}</Relationships>'
    )


def _part(name: str, content: str) -> str:
    return f"<w:{name} {_NAMESPACES}>{content}</w:{name}>"


def _body(document: Document, ids: dict[str, int]) -> str:
    parts: list[str] = []
    boxed = "".join(_paragraph(p, ids) for p in document.paragraphs if p.boxed)
    for paragraph in document.paragraphs:
        if not paragraph.boxed:
            parts.append(_paragraph(paragraph, ids))
        elif boxed:
            parts.append(
                '<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid>'
                f'<w:tr><w:tc><w:tcPr><w:tcW w:w="9000" w:type="dxa"/></w:tcPr>{boxed}</w:tc></w:tr></w:tbl>'
            )
            boxed = ""
    section = (
        '<w:sectPr><w:headerReference w:type="first" r:id="rId4"/><w:headerReference w:type="default" r:id="rId5"/>'
        '<w:footerReference w:type="first" r:id="rId6"/><w:footerReference w:type="default" r:id="rId7"/>'
        '<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1742" w:right="1200" w:bottom="1898" w:left="1200"'
        ' w:header="576" w:footer="1030" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
    return _part("document", f"<w:body>{''.join(parts)}{document.extra}{section}</w:body>")


def _paragraph(paragraph: Paragraph, ids: dict[str, int]) -> str:
    properties = f'<w:pStyle w:val="{paragraph.style}"/>'
    mark = ""
    if paragraph.automatic:
        number, level = paragraph.automatic
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    elif paragraph.number:
        mark = f"<w:r><w:t>{paragraph.number}</w:t></w:r><w:r><w:tab/></w:r>"
    runs = "".join(_runs(paragraph.text, ids))
    if paragraph.text.endswith("km"):
        runs += '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r><w:r><w:t> 计。</w:t></w:r>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{mark}{runs}</w:p>"


def _runs(text: str, ids: dict[str, int]) -> list[str]:
    runs = []
    for at, part in enumerate(CALL.split(text)):
        if at % 2:
            star = part.startswith("*")
            custom = ' w:customMarkFollows="1"' if star else ""
            shown = f"<w:t>{part}</w:t>" if star else ""
            runs.append(
                '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
                f'<w:footnoteReference{custom} w:id="{ids[part]}"/>{shown}</w:r>'
            )
            continue
        # Word splits runs anywhere.
        for chunk in re.findall(r".{1,37}", part, re.S):
            runs.append(f'<w:r><w:t xml:space="preserve">{html.escape(chunk, quote=False)}</w:t></w:r>')
    return runs


def _footnotes(document: Document, ids: dict[str, int], to_print: bool) -> str:
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    )
    for mark in ids:
        text = document.notes[mark]
        shown = ("" if to_print else f"<w:t>{mark}</w:t>") if mark.startswith("*") else "<w:footnoteRef/>"
        notes += (
            f'<w:footnote w:id="{ids[mark]}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
            f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>{shown}</w:r>'
            f'<w:r><w:tab/><w:t xml:space="preserve">{html.escape(text, quote=False)}</w:t></w:r></w:p></w:footnote>'
        )
    return _part("footnotes", notes)


def _simple(text: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="Furniture"/></w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def _masthead(document: Document) -> str:
    right = "".join(_simple(text) for text in ("Distr.: General", document.date, "Chinese", "Original: English"))
    rows = [("联 合 国", _simple(document.symbol)), (document.organ, right)]
    cells = "".join(
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="5600" w:type="dxa"/></w:tcPr>{_simple(left)}</w:tc>'
        f'<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{right}</w:tc></w:tr>'
        for left, right in rows
    )
    grid = '<w:tblGrid><w:gridCol w:w="5600"/><w:gridCol w:w="4000"/></w:tblGrid>'
    return f'<w:tbl><w:tblPr><w:tblW w:w="9600" w:type="dxa"/></w:tblPr>{grid}{cells}</w:tbl>{_simple("")}'


def _page_number(document: Document) -> str:
    def page(name: str) -> str:
        return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>2</w:t></w:r></w:fldSimple>'

    return (
        f'<w:p><w:pPr><w:pStyle w:val="Furniture"/><w:tabs><w:tab w:val="right" w:pos="9800"/></w:tabs></w:pPr>'
        f"<w:r><w:t>{document.job}</w:t><w:tab/></w:r>{page('PAGE')}<w:r><w:t>/</w:t></w:r>{page('NUMPAGES')}</w:p>"
    )


def _styles(edge: int) -> str:
    # name: (half-points, before, after, left, hanging, right, bold, justified), lengths in twentieths of a point
    styles = {
        "OrganUN": (28, 120, 0, 0, 0, 0, True, False),
        "Session": (21, 40, 0, 0, 0, 4800, False, False),
        "Agenda": (21, 40, 0, 0, 0, 4800, False, False),
        "AgendaTitle": (21, 0, 240, 0, 0, 4800, True, False),
        "TitleUN": (28, 360, 240, 1000, 0, 1200, True, False),
        "Author": (24, 120, 240, 1000, 0, 1200, True, False),
        "SummaryTitle": (21, 240, 120, 1000, 0, 1000, False, False),
        "H1": (28, 240, 120, 1000, 1000, 1200, True, False),
        "H2": (24, 240, 120, 1000, 1000, 1200, True, False),
        "H3": (21, 120, 120, 1000, 1000, 1200, True, False),
        "H4": (21, 120, 120, 1000, 1000, 1200, True, False),
        "SingleTxt": (21, 0, 120, 1000, 0, edge, False, True),
        "Sub": (21, 0, 120, 1000, -480, edge, False, True),
        "SubSub": (21, 0, 120, 1480, -480, 1200, False, True),
        "Bullet": (21, 0, 120, 1480, 480, 1200, False, True),
        "Dash": (21, 0, 120, 1960, 480, 1200, False, True),
        "Cell": (18, 40, 40, 0, 0, 0, False, False),
        "FootnoteText": (18, 0, 20, 1300, 300, 1200, False, False),
        "Furniture": (18, 0, 0, 0, 0, 0, False, False),
    }
    fonts = '<w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif" w:eastAsia="Noto Serif CJK SC" w:cs="Liberation Serif"/>'
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    default = f'<w:rPrDefault><w:rPr>{fonts}<w:sz w:val="21"/>{language}</w:rPr></w:rPrDefault>'
    defaults = f"<w:docDefaults>{default}</w:docDefaults>"
    items = ""
    for name, (size, before, after, left, hanging, right, bold, justified) in styles.items():
        first = f'w:hanging="{hanging}"' if hanging >= 0 else f'w:firstLine="{-hanging}"'
        outline = f'<w:outlineLvl w:val="{int(name[-1]) - 1}"/>' if re.match("H[1-4]", name) else ""
        keep = "<w:keepNext/>" if outline else ""
        items += (
            f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:pPr>{keep}'
            f'<w:spacing w:before="{before}" w:after="{after}" w:line="{300 if size > 18 else 240}" w:lineRule="exact"/>'
            f'<w:ind w:left="{left}" w:right="{right}" {first}/>{"<w:jc w:val=" + chr(34) + "both" + chr(34) + "/>" if justified else ""}'
            f'{outline}</w:pPr><w:rPr>{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/></w:rPr></w:style>'
        )
    return f"<w:styles {_NAMESPACES}>{defaults}{items}</w:styles>"


def _level(at: int, kind: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        '<w:lvlJc w:val="left"/></w:lvl>'
    )


_NUMBERING = (
    f"<w:numbering {_NAMESPACES}>"
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
    + _level(0, "chineseCounting", "%1.")
    + _level(1, "upperLetter", "%2.")
    + _level(2, "decimal", "%3.")
    + _level(3, "lowerLetter", "(%4)")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>'
    + _level(0, "decimal", "%1.")
    + _level(1, "lowerLetter", "(%2)")
    + _level(2, "lowerRoman", "(%3)")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2"><w:multiLevelType w:val="multilevel"/>'
    + _level(0, "bullet", "\uf0b7")
    + _level(1, "bullet", "–")
    + "</w:abstractNum>"
    + "".join(f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(3))
    + "</w:numbering>"
)


def write_html(document: Document, path: Path) -> None:
    """Write a web page as the document systems show it: headings, paragraphs, notes at the end with links."""

    def inline(text: str) -> str:
        escaped = html.escape(text, quote=False)
        return CALL.sub(lambda call: f'<sup><a href="#n{call[1]}">{call[1]}</a></sup>', escaped)

    parts = [f"<tr><td>联合国</td><td>{document.symbol}</td></tr>"]
    body = [f"<table>{parts[0]}</table>"]
    for paragraph in document.paragraphs:
        level = paragraph.style[-1] if re.match("H[1-4]", paragraph.style) else ""
        tag = f"h{level}" if level else "p"
        number = f"{paragraph.number}&nbsp;&nbsp;" if paragraph.number else ""
        # Source lines broken anywhere but inside a word: white space in HTML is one space, so only at spaces.
        text = inline(paragraph.text).replace(" ", "\n  ", 3)
        body.append(f'<{tag} class="{paragraph.style}">{number}{text}</{tag}>')
    body.append("<hr>")
    body += [
        f'<p class="note"><sup id="n{mark}">{mark}</sup> {inline(text)}</p>' for mark, text in document.notes.items()
    ]
    page = (
        f'<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>{document.symbol}</title>'
        "<style>p { margin: 0 }</style><script>var a = '<p>脚本</p>';</script></head>\n<body>\n"
        '<nav><a href="/">首页</a></nav>\n<main>\n' + "\n".join(body) + "\n</main>\n</body></html>\n"
    )
    path.write_text(page, encoding="utf-8")


def write_markdown(document: Document, path: Path) -> None:
    """Write Markdown with headings, numbered paragraphs and [^1] notes, paragraphs broken over lines."""
    lines: list[str] = []
    for paragraph in document.paragraphs:
        text = re.sub(r"\[\^(\*+)\]", lambda call: call[1].replace("*", r"\*"), paragraph.text)
        level = paragraph.style[-1] if re.match("H[1-4]", paragraph.style) else ""
        mark = (
            f"{'#' * int(level)} {paragraph.number} " if level else (paragraph.number + " " if paragraph.number else "")
        )
        if not level and "毒品和犯罪问题办公室" in text:
            text = text.replace("毒品和犯罪问题办公室", "**毒品和犯罪问题办公室**", 1)
        lines += [mark + text, ""]
    lines += [
        f"[^{m}]: {t}" if m.isdigit() else f"{m.replace('*', chr(92) + '*')} {t}" for m, t in document.notes.items()
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_pdf(document: Document, path: Path) -> None:
    """Print a document to PDF."""
    soffice = shutil.which("soffice")
    if not soffice:
        sys.exit("soffice is not installed; install libreoffice-writer and fonts-noto-cjk")
    with TemporaryDirectory() as directory:
        source = Path(directory) / f"{path.stem}.docx"
        write_docx(document, source, to_print=True)
        flat = source.with_suffix(".fodt")
        _convert(soffice, source, flat)
        # Printed by LibreOffice, marks that hang over the edge get lost.
        text = flat.read_text(encoding="utf-8")
        flat.write_text(text.replace('punctuation-wrap="hanging"', 'punctuation-wrap="simple"'), encoding="utf-8")
        _convert(soffice, flat, path)


def _convert(soffice: str, source: Path, target: Path) -> None:
    kind = target.suffix[1:]
    command = [soffice, "--headless", "--convert-to", kind, "--outdir", str(target.parent), str(source)]
    subprocess.run(command, check=True, capture_output=True)


def write_columns(path: Path) -> None:
    """Write a PDF with footnotes in two columns, running heads, a paragraph over two pages; another program's, unlike the others."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=A4, invariant=1)

    def put(x: float, y: float, text: str, size: float = 10.5) -> None:
        for at, part in enumerate(re.split(r"\^(\d)", text)):
            raised = at % 2
            canvas.setFont("STSong-Light", size * (0.6 if raised else 1))
            canvas.drawString(x, y + (size * 0.4 if raised else 0), part)
            x += canvas.stringWidth(part, "STSong-Light", size * (0.6 if raised else 1))

    for page, (body, left, right) in enumerate(_COLUMN_PAGES, start=1):
        put(70, 800, "A/75/90", 9)
        y = 760.0
        for line in body:
            y -= 8 if line.startswith(">") else 0
            put(92 if line.startswith(">") else 70, y, line.removeprefix(">"))
            y -= 15
        canvas.line(70, 172, 170, 172)
        for column, x in ((left, 70), (right, 310)):
            for at, line in enumerate(column):
                put(x, 158 - 12 * at, line, 8)
        put(70, 60, f"20-05432  {page}/3", 9)
        canvas.showPage()
    canvas.save()


_COLUMN_PAGES = (
    (
        [
            "一.  导言",
            ">1.  大会在其第 74/177 号决议^1中请秘书长就该决议的执行情况提交一份报告。本报告",
            "就是根据这一要求^2编写的，其中载有会员国提供的资料。",
            ">2.  毒品和犯罪问题办公室^3在巴拿马、内罗毕、塔什干和曼谷的外地办事处继续^4向会员",
        ],
        ["^1 见大会第 74/177 号决议，", "第 19 段。", "^2 同上。"],
        ["^3 下称毒罪办。", "^4 见 A/74/134，第二节。"],
    ),
    (["国提供援助。", "二.  结论", ">3.  请大会注意本报告^5。"], ["^5 本报告在截止日期后提交。"], []),
    ([">4.  秘书长感谢会员国提供自愿捐款。"], [], []),
)


def main() -> None:
    """Write all fixtures."""
    write_columns(FIXTURES / "columns.pdf")
    FIXTURES.mkdir(exist_ok=True)
    documents = {year: report_document(year) for year in ("2017", "2018", "2019")} | {"layout": layout_document()}
    for name, document in documents.items():
        write_docx(document, FIXTURES / f"{name}.docx")
        write_pdf(document, FIXTURES / f"{name}.pdf")
        if name != "layout":
            write_html(document, FIXTURES / f"{name}.html")
            write_markdown(document, FIXTURES / f"{name}.md")


if __name__ == "__main__":
    main()
