"""What is written in a format and read again is the same gold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unodc_nlp.annotations import FORMATS, guess, read_annotations, write_annotations
from unodc_nlp.annotations.draft import Draft, Mark
from unodc_nlp.annotations.finish import finish
from unodc_nlp.gold.corpus import GoldUnit, load_gold
from unodc_nlp.resources import shipped_annotations
from unodc_nlp.spans import Span, Word


def no_cutting(text):
    raise AssertionError(f"cut again: {text}")


def flat(unit):
    """The unit as a format without nesting holds it."""
    from dataclasses import replace

    return replace(unit, spans=unit.outer_spans)


@pytest.fixture(scope="module")
def gold():
    loaded = load_gold(shipped_annotations())
    return loaded.reports + loaded.authored


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("every", [pytest.param(1, marks=pytest.mark.slow, id="all"), pytest.param(40, id="some")])
def test_the_gold_survives(form, every, gold, tmp_path):
    gold = gold[::every]
    target = tmp_path / "gold"
    lost = write_annotations(gold, target, form)
    reading = read_annotations(target, form, cut=no_cutting)
    nested = sum(len(unit.spans) - len(unit.outer_spans) for unit in gold)
    assert (lost, reading.findings) == ((0, ()) if FORMATS[form].nested else (nested, ()))
    wanted = gold if FORMATS[form].nested else [flat(unit) for unit in gold]
    assert sorted(reading.units, key=lambda unit: unit.id) == sorted(wanted, key=lambda unit: unit.id)


@pytest.mark.parametrize("form", FORMATS)
def test_the_format_of_a_written_file_is_guessed(form, gold, tmp_path):
    write_annotations(gold[:3], tmp_path / "gold", form)
    assert guess(tmp_path / "gold") == form


TEXT = st.text(st.sampled_from("大会年1A/，。 \u3000\xa0\u2028😀𠀀ａ"), min_size=1, max_size=30).filter(str.strip)


@st.composite
def units(draw):
    text = draw(TEXT)
    solid = [at for at, char in enumerate(text) if not char.isspace()]
    start = draw(st.sampled_from(solid))
    end = draw(st.sampled_from([at for at in solid if at >= start])) + 1
    automatic = draw(st.booleans())
    words = []
    for at in solid:
        words.append((at, at + 1))
    marks = (Mark(start, end, "ORG"),)
    fields = {"words": words, "automatic_words": automatic, "topics": draw(st.sampled_from([[], ["ict", "gender"]]))}
    return finish(Draft(None, 1, "d-1", text, marks, fields), "d", no_cutting)[0]


@pytest.mark.parametrize("form", FORMATS)
@given(unit=units())
def test_any_text_survives(form, unit, tmp_path_factory):
    target = tmp_path_factory.mktemp("any") / "gold"
    write_annotations([unit], target, form)
    assert read_annotations(target, form, cut=no_cutting).units == (unit,)


@pytest.mark.parametrize("form", [form for form in FORMATS if FORMATS[form].nested])
def test_a_nested_span_is_kept(form, tmp_path):
    words, spans = (Word(0, 4), Word(4, 8)), (Span(0, 8, "ORG"), Span(0, 4, "COUNTRY"))
    unit = GoldUnit("d-1", "d", "尼日利亚律师协会", words, spans)
    write_annotations([unit], tmp_path / "gold", form)
    assert read_annotations(tmp_path / "gold", form).units == (unit,)
