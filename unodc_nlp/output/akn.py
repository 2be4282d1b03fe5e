"""A report as Akoma Ntoso 3.0 in the profile of the United Nations (AKN4UN).

Sections follow the headings, numbered paragraphs get ids such as ``sec_II__para_8``, and linked organisations, places and
documents are marked and described. After: AKN4UN guidelines part 1 (UNSIF, 2017); Akoma Ntoso naming convention 1.0 (OASIS, 2019).
"""

from __future__ import annotations

import os
import re

from unodc_nlp.errors import UnodcNlpError

try:
    from lxml import etree
except ImportError:
    raise UnodcNlpError(
        "the package 'lxml' is not installed; install it with: pip install 'unodc_nlp[formats]'"
    ) from None

from unodc_nlp.facts import Extraction
from unodc_nlp.output.akn_body import BodyWriter
from unodc_nlp.output.akn_text import NAMESPACE, child, entity_address, entity_id, identifier, settings
from unodc_nlp.output.writing import write_whole

_UNKNOWN_DATE = "0001-01-01"  # the schema wants a date
_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def make_akn(extraction: Extraction, path: str | os.PathLike[str] | None = None) -> str:
    """Return a report as Akoma Ntoso, and write it where a path is given.

    The date of the work is the first day of the meeting, else the last day of the period covered, else 0001-01-01: the first page
    is not known to bear another one.

    Raises:
        OutputError: the file cannot be written.
    """
    root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap={None: NAMESPACE})
    document = child(root, "doc", name="report")
    meta = child(document, "meta")
    _identify(meta, extraction)
    _describe(child(meta, "references", source="#unodc_nlp"), extraction)
    writer = BodyWriter(extraction)
    writer.write_notes(meta)
    _preface(document, extraction, writer)
    writer.write_body(child(document, "mainBody"))
    text = etree.tostring(root, encoding="unicode")
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'
    if path is not None:
        write_whole(path, text)
    return text


def _identify(meta: etree._Element, extraction: Extraction) -> None:
    metadata = extraction.report.metadata
    date, date_name = _date(extraction)
    number = identifier(metadata.symbol or extraction.report.name.rpartition(".")[0]) or "report"
    language = settings()["languages"].get(metadata.language, "und")
    work = f"/akn/un/doc/report/un/{date}/{number}"
    expression = f"{work}/{language}@"
    identification = child(meta, "identification", source="#unodc_nlp")
    for level, this, uri in (
        ("FRBRWork", f"{work}/!main", work),
        ("FRBRExpression", f"{expression}/!main", expression),
        ("FRBRManifestation", f"{expression}/!main.akn", f"{expression}.akn"),
    ):
        part = child(identification, level)
        child(part, "FRBRthis", value=this)
        child(part, "FRBRuri", value=uri)
        if level == "FRBRWork" and metadata.symbol:
            child(part, "FRBRalias", value=metadata.symbol, name="symbol")
        child(part, "FRBRdate", date=date, name=date_name)
        child(part, "FRBRauthor", href="#un")
        if level == "FRBRWork":
            child(part, "FRBRcountry", value="un")
            child(part, "FRBRsubtype", value="report")
            child(part, "FRBRnumber", value=number)
        elif level == "FRBRExpression":
            child(part, "FRBRlanguage", language=language)
        else:
            child(part, "FRBRformat", value="application/akn+xml")


def _date(extraction: Extraction) -> tuple[str, str]:
    metadata = extraction.report.metadata
    for date, name in ((metadata.meeting_start, "meeting"), (metadata.period_end, "periodEnd")):
        if date and _FULL_DATE.fullmatch(date):
            return date, name
    return _UNKNOWN_DATE, "unknown"


def _describe(references: etree._Element, extraction: Extraction) -> None:
    """Write who wrote the metadata, and all that is named, each once."""
    labels = settings()["labels"]
    child(references, "TLCOrganization", eId="un", href="/akn/ontology/organization/un/un", showAs="联合国")
    child(references, "TLCObject", eId="unodc_nlp", href="/akn/ontology/object/un/unodc_nlp", showAs="unodc_nlp")
    described = set()
    for (label, _), entity in sorted(extraction.entities.items(), key=lambda item: item[0]):
        if label not in labels or (identity := entity_id(label, entity)) in described:
            continue
        described.add(identity)
        tag = labels[label]["class"]
        name = {"name": label.lower()} if tag == "TLCReference" else {}
        child(references, tag, eId=identity, href=entity_address(label, entity), showAs=entity.zh or entity.id, **name)


def _preface(document: etree._Element, extraction: Extraction, writer: BodyWriter) -> None:
    metadata = extraction.report.metadata
    lines = {
        "docNumber": metadata.symbol,
        "docCommittee": metadata.body,
        "session": metadata.session,
        "docTitle": metadata.title,
        "docAuthority": metadata.author,
    }
    summaries = [unit for unit in extraction.report.units if unit.kind == "summary"]
    if not summaries and not any(lines.values()):
        return
    preface = child(document, "preface")
    for tag, text in lines.items():
        if text:
            child(child(preface, "p"), tag, text)
    for unit in summaries:
        writer.write_summary(preface, unit)
