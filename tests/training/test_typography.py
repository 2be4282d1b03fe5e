"""Noise of typography: made right, mapped back right, and without effect on what is found."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from unodc_nlp.training.tables import fill_in
from unodc_nlp.training.typography import NOISES, Noisy, found, measure, typography_table

ROOT = Path(__file__).parents[2]
TEXT = "大会在其第 72/194 号决议中请毒品和犯罪问题办公室（禁毒办）协助尼日利亚实施《联合国全球反恐战略》。"


def noisy(name: str, text: str) -> Noisy:
    return NOISES[name](text, random.Random(0))


@pytest.mark.parametrize("name", NOISES)
@given(st.text(alphabet="大会第 72/194号《》“”—-，。（）Aé\u3000", max_size=60))
@settings(max_examples=30, deadline=None)
def test_noise_maps_every_character_back(name: str, text: str) -> None:
    made = noisy(name, text)
    assert len(made.text) == len(made.origin)
    assert list(made.origin) == sorted(made.origin)
    assert all(0 <= at < len(text) for at in made.origin)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("no spaces between Chinese and digits", "第72/194号决议"),
        ("full-width digits", "第 ７２/１９４ 号决议"),
        ("full-width letters, digits and marks", "第 ７２／１９４ 号决议"),
        ("NFKC", "第 72/194 号决议"),
    ],
)
def test_noise_is_what_its_name_says(name: str, expected: str) -> None:
    assert noisy(name, "第 72/194 号决议").text == expected


def test_noise_adds_within_the_text_only() -> None:
    made = noisy("line breaks inside names", TEXT * 5)
    assert "\n" in made.text
    assert made.text[-1] == "。"
    assert made.text.replace("\n", "") == TEXT * 5


@pytest.mark.parametrize("name", NOISES)
def test_typography_makes_no_difference_to_a_resolution(name: str, nlp: Language) -> None:
    clean = found([TEXT], nlp)[0]
    assert {"ORG", "RESOLUTION", "COUNTRY"} <= {span.label for span in clean}
    assert measure([TEXT], nlp, [name])[name]["core"] == 1


def test_soft_hyphens_and_zero_width_characters_change_no_words(nlp: Language) -> None:
    words = [token.text for token in nlp.make_doc("尼日利亚律师协会")]
    for mark in "\u00ad\u200b\ufeff":
        hidden = [token.text for token in nlp.make_doc(mark.join("尼日利亚律师协会"))]
        assert [text.replace(mark, "") for text in hidden if text != mark] == words


def test_reliability_page_shows_the_figures() -> None:
    page = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    rows = json.loads((ROOT / "training" / "results" / "typography.json").read_text(encoding="utf-8"))
    assert fill_in(page, {"typography": typography_table(rows)}) == page


def test_measured_agreement_reaches_the_goal() -> None:
    rows = json.loads((ROOT / "training" / "results" / "typography.json").read_text(encoding="utf-8"))
    assert list(rows) == list(NOISES)
    assert {name: row["core"] for name, row in rows.items() if row["core"] < 0.99} == {}
