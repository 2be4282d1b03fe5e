"""Files that the tools themselves exported are read as the gold that went in."""

from dataclasses import replace
from pathlib import Path

import pytest

from unodc_nlp.annotations import guess, read_annotations
from unodc_nlp.gold.corpus import load_gold
from unodc_nlp.resources import shipped_annotations

EXPORTED = Path(__file__).parent / "exported"


@pytest.mark.parametrize("file", ["label-studio-1.23.2.json", "doccano-1.8.4.jsonl"])
def test_an_export_is_the_gold_that_was_imported(file):
    reading = read_annotations(EXPORTED / file)
    # The files were exported before units had a kind and headings.
    gold = {u.id: replace(u, kind="paragraph", headings=()) for u in load_gold(shipped_annotations()).reports}
    *units, emoji = reading.units
    assert units
    assert [gold[unit.id] for unit in units] == units
    assert [(emoji.text[start:end], label) for start, end, label in emoji.spans] == [("大会", "ORG"), ("𠀀州", "PLACE")]


def test_a_task_of_label_studio_that_nobody_annotated_is_told():
    faults = read_annotations(EXPORTED / "label-studio-1.23.2.json").faults
    assert [fault.message for fault in faults] == ["has neither annotation nor prediction; annotate or remove it"]


@pytest.mark.parametrize(
    ("file", "form"), [("label-studio-1.23.2.json", "label-studio"), ("doccano-1.8.4.jsonl", "doccano")]
)
def test_the_format_of_an_export_is_recognised(file, form):
    assert guess(EXPORTED / file) == form
