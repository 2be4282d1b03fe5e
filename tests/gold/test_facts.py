import json

import pytest

from unodc_nlp.errors import GoldError
from unodc_nlp.gold.corpus import GoldUnit
from unodc_nlp.gold.facts import load_facts

UNIT = GoldUnit("x-p001", "x", "为马里举办了讲习班。", (), ())
ACTIVITY = {
    **{"unit": "x-p001", "quote": "为马里举办了讲习班", "type": "workshop", "start": None, "end": None, "places": []},
    **{"beneficiaries": ["马里"], "partners": [], "count": 1, "participants": None, "women": None, "status": "done"},
}


def write(directory, *records):
    lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    (directory / "x.activities.jsonl").write_text(lines, encoding="utf-8")
    (directory / "x.indicators.jsonl").write_text("", encoding="utf-8")
    return directory


def test_a_quotation_is_found_in_its_unit(tmp_path):
    (activity,) = load_facts(write(tmp_path, ACTIVITY), "x", [UNIT]).activities
    assert UNIT.text[activity.start : activity.end] == "为马里举办了讲习班"
    assert activity.beneficiaries == ("马里",)


@pytest.mark.parametrize(
    ("change", "message"),
    [({"quote": "为乍得举办"}, "does not hold its quotation"), ({"unit": "p9"}, "does not hold its quotation")],
)
def test_a_quotation_that_stands_nowhere_is_a_fault(tmp_path, change, message):
    with pytest.raises(GoldError, match=rf"x\.activities\.jsonl:1: .*{message}"):
        load_facts(write(tmp_path, ACTIVITY | change), "x", [UNIT])


def test_a_missing_field_is_a_fault(tmp_path):
    with pytest.raises(GoldError, match="has no status"):
        load_facts(write(tmp_path, {key: ACTIVITY[key] for key in ACTIVITY if key != "status"}), "x", [UNIT])
