"""Every Python example of the documentation runs, and every figure in it is the benchmark's."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)
OUTPUT = re.compile(r"^(?:(?P<name>\w+) = )?(?P<code>[^\n#]+?)\n# (?P<shown>\[.*\])$", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_run(page, monkeypatch):
    monkeypatch.chdir(ROOT)
    names = {}
    for block in BLOCK.findall(page.read_text(encoding="utf-8")):
        exec(compile(block, str(page), "exec"), names)
        for match in OUTPUT.finditer(block):
            assert repr(names[match["name"]]) == match["shown"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page):
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_readme_shows_the_figures_of_the_benchmark():
    from unodc_nlp.training.tables import fill_in, tables_of

    data = json.loads((ROOT / "training" / "results" / "benchmark.json").read_text(encoding="utf-8"))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert fill_in(readme, tables_of(data)) == readme


def test_the_figures_of_certainty_are_those_that_were_measured():
    from unodc_nlp.training.certainty import certainty_table
    from unodc_nlp.training.tables import fill_in

    figures = json.loads((ROOT / "training" / "results" / "certainty.json").read_text(encoding="utf-8"))
    page = (ROOT / "docs" / "retraining.md").read_text(encoding="utf-8")
    assert certainty_table(figures) in page
    assert fill_in(page, {"certainty": certainty_table(figures)}) == page


def test_figures_were_made_from_the_gold_and_settings_of_the_shipped_model():
    data = json.loads((ROOT / "training" / "results" / "benchmark.json").read_text(encoding="utf-8"))
    meta = json.loads((ROOT / "models" / "unodc_zh" / "meta.json").read_text(encoding="utf-8"))
    assert data["made_with"]["gold"] == meta["unodc_nlp"]["gold"]
    assert data["made_with"]["settings"] == meta["unodc_nlp"]["settings"]


def test_gold_is_the_one_that_the_shipped_model_was_made_from():
    from unodc_nlp.gold.corpus import load_gold
    from unodc_nlp.training.train import gold_hash

    gold = load_gold(ROOT / "annotations")
    meta = json.loads((ROOT / "models" / "unodc_zh" / "meta.json").read_text(encoding="utf-8"))
    assert gold_hash(gold.reports + gold.authored) == meta["unodc_nlp"]["gold"]["sha256"]


def test_model_card_is_what_the_figures_say():
    from unodc_nlp.training.card import model_card

    data = json.loads((ROOT / "training" / "results" / "benchmark.json").read_text(encoding="utf-8"))
    meta = json.loads((ROOT / "models" / "unodc_zh" / "meta.json").read_text(encoding="utf-8"))
    assert (ROOT / "models" / "unodc_zh" / "README.md").read_text(encoding="utf-8") == model_card(meta, data)
