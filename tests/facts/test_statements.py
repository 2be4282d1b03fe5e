import pytest

from unodc_nlp.facts import Mention
from unodc_nlp.facts.statements import find_facts, is_report
from unodc_nlp.linking.values import Amount
from unodc_nlp.reading import read_text

REPORT = "一. 导言\n\n1. 本报告概述了所开展的活动。\n\n2. 办公室培训了 54 名官员。\n"
RESOLUTION = "大会，\n\n1. 请秘书处提供援助；\n\n2. 决定举办 3 次讲习班。\n"
LETTER = "谨随函附上工作计划。办公室培训了 54 名官员。\n"


def with_quantities(report):
    mentions = []
    for unit in report.units:
        at = unit.text.find("54 名")
        if at >= 0:
            source = unit.source_span(at, at + 4)
            amount = Amount(54, None, "exact", "名")
            mentions.append(Mention(unit.id, "54 名", "QUANTITY", at, at + 4, *source, nested=False, value=amount))
    return mentions


def test_facts_stand_at_their_offsets_in_the_source():
    report = read_text(REPORT)
    facts = find_facts(report, with_quantities(report), {})
    (figure,) = facts.indicators
    assert report.source[figure.source_start : figure.source_end] == figure.evidence == "办公室培训了 54 名官员"


@pytest.mark.parametrize("text", [RESOLUTION, LETTER])
def test_what_is_no_report_has_no_facts(text):
    report = read_text(text)
    assert not is_report(report)
    facts = find_facts(report, with_quantities(report), {})
    assert (facts.activities, facts.indicators) == ((), ())
