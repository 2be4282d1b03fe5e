"""Subjects of a report's units, and choosing units by them."""

import pytest

import unodc_nlp
from unodc_nlp.resources import shipped_annotations
from unodc_nlp.scheme import load_scheme

REPORT = shipped_annotations() / "reports" / "2018.txt"
RENUMBERED = """III. 作战人员造成的威胁

7. 办公室为检察官举办了关于外国恐怖主义作战人员的讲习班。

I. 引言

1. 大会在第 72/194 号决议中重申办公室的任务。

IX. 东非

9. 办公室举办了关于冻结恐怖分子资产和制止资助恐怖主义的讲习班，讨论了反洗钱和金融情报。
"""


@pytest.fixture(scope="module")
def extraction(topic_nlp):
    return unodc_nlp.extract(REPORT, topic_nlp)


def test_every_unit_has_a_subject_with_probabilities(extraction):
    assert [subject.unit for subject in extraction.subjects] == [unit.id for unit in extraction.report.units]
    for subject in extraction.subjects:
        assert tuple(subject.probabilities) == load_scheme().topics
        assert set(subject.topics) <= set(subject.probabilities)
        assert list(subject.topics.values()) == sorted(subject.topics.values(), reverse=True)


def test_sections_of_a_report_are_those_of_the_gold(extraction, gold):
    expected = {unit.id.removeprefix("2018-"): unit.section for unit in gold.reports if unit.document == "2018"}
    assert {subject.unit: subject.section for subject in extraction.subjects} == expected
    assert {subject.decided_by for subject in extraction.subjects} == {"headings", "place"}


def test_headings_decide_where_known_and_the_text_elsewhere(topic_nlp):
    subjects = {subject.unit: subject for subject in unodc_nlp.extract(RENUMBERED, topic_nlp).subjects}
    assert (subjects["p007"].section, subjects["p007"].decided_by) == ("foreign_fighters", "headings")
    assert (subjects["p001"].section, subjects["p001"].decided_by) == ("introduction", "headings")
    assert (subjects["p009"].section, subjects["p009"].decided_by) == ("financing", "text")
    assert subjects["p009"].section_probability < 1


def test_text_without_headings_has_sections_by_the_text(topic_nlp):
    (subject,) = unodc_nlp.extract(
        "本章讨论冻结恐怖分子资产和制止资助恐怖主义的问题，包括反洗钱和金融情报。", topic_nlp
    ).subjects
    assert (subject.section, subject.decided_by) == ("financing", "text")
    assert "financing" in subject.topics


def test_without_the_component_headings_tell_sections_and_topics_cannot_be_asked_for(topic_nlp):
    with topic_nlp.select_pipes(disable="unodc_topics"):
        extraction = unodc_nlp.extract(RENUMBERED, topic_nlp)
    by_unit = {subject.unit: subject for subject in extraction.subjects}
    assert by_unit["p001"].section == "introduction"
    assert by_unit["p009"].section is None
    assert [unit.id for unit in extraction.units(section="introduction")] == ["h2", "p001"]
    with pytest.raises(unodc_nlp.ModelError, match="tells no topics"):
        extraction.units(topic="financing")


def test_units_are_chosen_by_topic_and_section(extraction):
    financing = extraction.units(topic="financing")
    assert "p028" in {unit.id for unit in financing}
    assert 5 < len(financing) < len(extraction.report.units) / 2
    assert {unit.headings[-1] for unit in extraction.units(section="gender") if unit.kind == "paragraph"} == {
        "(h) 解决反恐刑事司法对策中的性别问题"
    }


def test_units_are_chosen_by_label_and_by_text_in_any_typography(extraction):
    assert len(extraction.units(mentions="TREATY")) > 1
    spaced, tight = extraction.units(mentions="第 72/194 号决议"), extraction.units(mentions="第72/194号决议")
    assert spaced == tight
    assert all("72/194" in unit.text for unit in tight)
    assert tight
    assert extraction.units(mentions="没有这个名称") == ()


def test_conditions_hold_together(extraction):
    both = set(extraction.units(topic="financing", mentions="COUNTRY"))
    assert both == set(extraction.units(topic="financing")) & set(extraction.units(mentions="COUNTRY"))
    assert extraction.units() == extraction.report.units


@pytest.mark.parametrize("names", [{"topic": "money"}, {"section": "money"}])
def test_an_unknown_name_is_an_error_that_lists_the_valid_ones(extraction, names):
    with pytest.raises(unodc_nlp.SelectionError, match=r"no \w+ 'money'; the \w+ are .*financing"):
        extraction.units(**names)


def test_only_keeps_mentions_and_subjects_of_its_units(extraction):
    part = extraction.only(extraction.units(section="financing"))
    kept = {unit.id for unit in part.report.units}
    assert {subject.unit for subject in part.subjects} == kept
    assert {mention.unit for mention in part.mentions} <= kept
    assert part.mentions
