"""`unodc-nlp train` as a user meets it."""

import json
import os
import re
import signal
import subprocess
import sys
import time

import pytest
from typer.testing import CliRunner

from unodc_nlp.annotations import write_annotations
from unodc_nlp.cli import app
from unodc_nlp.gold.corpus import load_gold
from unodc_nlp.resources import shipped_annotations

COMMAND = [sys.executable, "-c", "from unodc_nlp.cli import main; main()"]


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    """A directory of markup with one document and a file of doccano with another."""
    directory = tmp_path_factory.mktemp("places")
    reports = load_gold(shipped_annotations()).reports
    write_annotations([unit for unit in reports if unit.document == "2017"][:25], directory / "gold", "markup")
    write_annotations([unit for unit in reports if unit.document == "2018"][:25], directory / "2018.jsonl", "doccano")
    return [str(directory / "gold"), str(directory / "2018.jsonl")]


def _heed_interrupts():
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.slow
def test_train_tests_on_the_document_that_is_left_out(places, tmp_path):
    done = CliRunner().invoke(app, ["train", *places, "--test", "2018", "--fast", "-o", str(tmp_path / "m")])
    assert done.exit_code == 0, done.output
    assert "F1, 2018: spans: 0." in done.stdout
    assert re.search(r"names, epoch 2 of 2, loss 0\.\d+, F1 0\.\d+ on 2018", done.stderr)
    meta = json.loads((tmp_path / "m" / "meta.json").read_text(encoding="utf-8"))
    assert meta["unodc_nlp"]["gold"]["documents"] == ["2017"]
    assert json.loads((tmp_path / "m" / "scores.json").read_text(encoding="utf-8"))["2018"]["spans"]["gold"] > 0
    assert [path.name for path in tmp_path.iterdir()] == ["m"]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="SIGINT of another process is POSIX")
def test_an_interrupted_training_leaves_the_old_model_and_goes_on(places, tmp_path):
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "meta.json").write_text("the old model", encoding="utf-8")
    command = [*COMMAND, "train", *places, "--fast", "-o", str(tmp_path / "m")]
    # A shell that runs the tests in the background ignores SIGINT, and so would what it starts.
    process = subprocess.Popen(command, stderr=subprocess.PIPE, preexec_fn=_heed_interrupts)
    words = tmp_path / ".m.training" / "words.npz"
    for _ in range(1200):
        if words.is_file() or process.poll() is not None:
            break
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    message = process.communicate()[1].decode()
    assert process.returncode == 1
    assert "the same command goes on where this one was" in message
    assert "Traceback" not in message
    assert (tmp_path / "m" / "meta.json").read_text(encoding="utf-8") == "the old model"
    again = subprocess.run(command, capture_output=True, check=False)
    assert again.returncode == 0
    assert "going on with a training that was interrupted" in again.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--test", "1999"], "no document '1999' to test on; the documents are 2017, 2018"),
        (["--test", "2017", "--test", "2018"], "every document is tested on; leave one to train on"),
        (["--base", "nowhere"], "no model in nowhere"),
    ],
)
def test_what_cannot_be_trained_is_told(places, tmp_path, arguments, message):
    command = [*COMMAND, "train", *places, "-o", str(tmp_path / "m"), *arguments]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 1
    assert message in " ".join(done.stderr.decode().split())
    assert not list(tmp_path.iterdir())
