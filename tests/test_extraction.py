import pytest

import unodc_nlp
from unodc_nlp.resources import shipped_annotations

REPORT = shipped_annotations() / "reports" / "2019.txt"


@pytest.fixture(scope="module")
def extraction():
    return unodc_nlp.extract(REPORT)


def test_extract_takes_a_path_a_report_or_a_text(extraction):
    assert unodc_nlp.extract(str(REPORT)).mentions == extraction.mentions
    assert unodc_nlp.extract(unodc_nlp.read_report(REPORT)).mentions == extraction.mentions
    assert [mention.text for mention in unodc_nlp.extract("大会开会。").mentions] == ["大会"]


def test_mentions_of_a_unit_are_found_by_its_id(extraction):
    assert extraction.in_unit("p001")[0].text == "秘书处"


def test_nested_mentions_are_told_apart(extraction):
    nested = [mention for mention in extraction.mentions if mention.nested]
    assert nested
    assert {mention.label for mention in nested} <= {"COUNTRY", "REGION", "PLACE"}


def test_all_public_names_exist():
    for name in unodc_nlp.__all__:
        assert getattr(unodc_nlp, name)
    assert unodc_nlp.__version__
    assert set(unodc_nlp.__all__) < set(dir(unodc_nlp))
