"""The tutorial of docs/retraining.md, as it stands there: after the new report was corrected and trained on, the score is higher."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parent.parent / "docs" / "retraining.md"
BLOCK = re.compile(r"```(sh|python tutorial)\n(.*?)```", re.DOTALL)
COMMAND = [sys.executable, "-c", "from unodc_nlp.cli import main; main()"]


@pytest.mark.slow
def test_the_score_rises(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = {}
    for kind, block in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        if kind == "sh":
            for line in block.splitlines():
                program, *arguments = shlex.split(line)
                assert program == "unodc-nlp"
                done = subprocess.run([*COMMAND, *arguments], capture_output=True, check=False)
                assert done.returncode == 0, done.stderr.decode()
        else:
            exec(compile(block, str(PAGE), "exec"), names)
    table = (tmp_path / "compare" / "compare.md").read_text(encoding="utf-8")
    old, new = re.search(r"^\| spans \| ([0-9.]+) \| ([0-9.]+) \|", table, re.MULTILINE).groups()
    assert float(new) > float(old)
    assert "The new model was trained on 2019" in table
