from pathlib import Path

import pytest

import unodc_nlp
from unodc_nlp.facts import Extraction, Mention, ShortName, Subject
from unodc_nlp.linking import Entity
from unodc_nlp.linking.values import Period

REPORTS = Path(__file__).parents[2] / "annotations" / "reports"
TEXT = """一. 导言

1. 尼日利亚驻维也纳代表团感谢毒品和犯罪问题办公室。

2. 该决议包括：

(a) 2017 年 3 月的讲习班；

(b) 培训。

A. 伙伴关系

3. 大会第 72/194 号决议。
"""
ENTITIES = (
    ("COUNTRY", Entity("NGA", "countries", "尼日利亚", "Nigeria", codes={"alpha2": "NG"})),
    ("ORG", Entity("local:尼日利亚代表团", "local", "尼日利亚代表团")),
    ("ORG", Entity("unodc", "organisations", "毒品和犯罪问题办公室")),
    ("RESOLUTION", Entity("A/RES/72/194", "resolutions", "决议", url="https://undocs.org/zh/A/RES/72/194")),
)


def build(text, names, references=(), entities=ENTITIES):
    """An extraction of a text; names and references are (unit, text, label, id, value)."""
    report = unodc_nlp.read_text(text)
    units = {unit.id: unit for unit in report.units}

    def mention(unit, name, label, identity=None, value=None):
        start = units[unit].text.index(name)
        place = units[unit].source_span(start, start + len(name))
        return Mention(unit, name, label, start, start + len(name), *place, nested=False, id=identity, value=value)

    return Extraction(
        report,
        mentions=tuple(mention(*name) for name in names),
        references=tuple(mention(*name) for name in references),
        short_names=(ShortName("p001", "尼日利亚", "尼", 0, 4, 0, 1, "NGA"),) if units.get("p001") else (),
        entities={(label, entity.id): entity for label, entity in entities},
        subjects=tuple(
            Subject(unit.id, "introduction", 1.0, "headings", {"gender": 0.75}, {"gender": 0.75})
            for unit in report.units
        ),
    )


@pytest.fixture
def small():
    """An extraction of a page, made by hand."""
    names = [
        ("p001", "尼日利亚驻维也纳代表团", "ORG", "local:尼日利亚代表团"),
        ("p001", "尼日利亚", "COUNTRY", "NGA"),
        ("p001", "毒品和犯罪问题办公室", "ORG", "unodc"),
        ("p002a", "2017 年 3 月", "DATE", None, Period("2017-03", "2017-03")),
        ("p003", "大会第 72/194 号决议", "RESOLUTION", "A/RES/72/194"),
    ]
    return build(TEXT, names, [("p002", "该决议", "RESOLUTION", "A/RES/72/194")])


@pytest.fixture
def build_extraction():
    return build


@pytest.fixture(scope="session")
def report_extractions(nlp):
    """What the shipped model finds in the three reports."""
    return [unodc_nlp.extract(path, nlp) for path in sorted(REPORTS.glob("*.txt"))]
