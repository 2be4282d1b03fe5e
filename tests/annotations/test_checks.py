"""Suspicious places are found where they are, and nowhere else."""

import pytest

from unodc_nlp.annotations import read_annotations
from unodc_nlp.annotations.checks import suspicious


@pytest.fixture
def check(tmp_path):
    def write_and_check(*lines, nlp=None):
        blocks = [f"## u-{number}\ntopics:\n{line}\n" for number, line in enumerate(lines, start=1)]
        (tmp_path / "a.txt").write_text("\n".join(blocks), encoding="utf-8")
        findings = suspicious(read_annotations(tmp_path / "a.txt", "markup"), nlp)
        return [(finding.line, finding.unit, finding.kind, finding.message.split(";")[0]) for finding in findings]

    return write_and_check


def test_the_rarer_label_of_a_string_is_suspicious(check):
    many = ["{ORG:第一|工作组}|开会"] * 2
    assert check(*many, "{ORG_REF:第一 工作组}|开会") == [
        (11, "u-3", "other label", "ORG_REF '第一 工作组' at 0 is ORG in 2 other places")
    ]


def test_labels_are_compared_with_further_annotations(tmp_path):
    (tmp_path / "a.txt").write_text("## u\ntopics:\n{ORG_REF:第一|工作组}|开会\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(
        "".join(f"## o-{number}\ntopics:\n{{ORG:第一|工作组}}\n" for number in range(2)), encoding="utf-8"
    )
    reading, others = (read_annotations(tmp_path / name, "markup") for name in ("a.txt", "b.txt"))
    assert [finding.unit for finding in suspicious(reading, others=others.units)] == ["u"]


def test_labels_that_are_even_are_left_alone(check):
    assert check("{ORG:第一|工作组}|开会", "{ORG_REF:第一|工作组}|开会") == []


def test_a_name_of_the_tables_that_is_not_marked_is_suspicious(check):
    assert check("在|阿尔及尔|开会") == [
        (3, "u-1", "unmarked name", "PLACE '阿尔及尔' at 1 is a name of the tables and not marked")
    ]


@pytest.mark.parametrize("line", ["在|{PLACE:阿尔及尔}|开会", "{ORG:阿尔及尔|大学}|开会", "在|阿尔及尔人|中"])
def test_a_name_of_the_tables_that_is_marked_or_part_of_a_word_is_none(check, line):
    assert check(line) == []


def test_a_certain_model_that_disagrees_is_told(check, nlp):
    found = check("大会|在|其|第 72/194 号|决议|中|请|{ORG:毒品|和|犯罪|问题|办公室}|协助", nlp=nlp)
    assert next(message for _, _, kind, message in found if kind == "model disagrees").startswith(
        "the model finds ORG '大会'"
    )


def test_a_model_that_agrees_has_nothing_to_say(check, nlp):
    line = "{ORG:大会}|在|其|{RESOLUTION:第 72/194 号|决议}|中|请|{ORG:毒品|和|犯罪|问题|办公室}|协助"
    assert check(line, nlp=nlp) == []
