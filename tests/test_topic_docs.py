"""The examples of docs/topics.md, with the shipped model or, where it has no topics yet, with one that is trained here."""

import re
from pathlib import Path

import unodc_nlp

ROOT = Path(__file__).parent.parent


def test_examples_run(topic_nlp, monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(unodc_nlp, "load", lambda: topic_nlp, raising=False)
    names = {}
    blocks = re.findall(
        r"```python topics\n(.*?)```", (ROOT / "docs" / "topics.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert blocks
    for block in blocks:
        exec(compile(block, "docs/topics.md", "exec"), names)
