import json
import shutil
import subprocess
import sys

import pytest

import unodc_nlp
from unodc_nlp.errors import ModelError
from unodc_nlp.resources import shipped_model


def test_load_names_a_directory_without_a_model(tmp_path):
    with pytest.raises(ModelError, match=r"no model in .*; name a directory written by"):
        unodc_nlp.load(tmp_path)


@pytest.fixture
def copied(tmp_path):
    shutil.copytree(shipped_model(), tmp_path / "model")
    return tmp_path / "model"


def change_meta(directory, change):
    meta = json.loads((directory / "meta.json").read_text(encoding="utf-8"))
    change(meta)
    (directory / "meta.json").write_text(json.dumps(meta), encoding="utf-8")


def test_load_refuses_a_model_of_another_format(copied):
    change_meta(copied, lambda meta: meta["unodc_nlp"].update(format=99))
    with pytest.raises(ModelError, match=r"has format 99 .* this version reads format"):
        unodc_nlp.load(copied)


def test_load_refuses_a_model_that_is_not_ours(copied):
    change_meta(copied, lambda meta: meta.pop("unodc_nlp"))
    with pytest.raises(ModelError, match="is not one of unodc_nlp"):
        unodc_nlp.load(copied)


@pytest.mark.parametrize("file", ["unodc_recogniser/tagger.npz", "tokenizer/weights.npz", "config.cfg"])
def test_load_names_an_incomplete_model(copied, file):
    (copied / file).unlink()
    with pytest.raises(ModelError):
        unodc_nlp.load(copied)


def test_load_refuses_a_damaged_tagger(copied):
    (copied / "unodc_recogniser" / "tagger.npz").write_bytes(b"not a tagger")
    with pytest.raises(ModelError, match="is no recogniser's file"):
        unodc_nlp.load(copied)


def test_load_refuses_a_tagger_cut_off(copied):
    file = copied / "unodc_recogniser" / "tagger.npz"
    file.write_bytes(file.read_bytes()[:100_000])
    with pytest.raises(ModelError, match="is no recogniser's file"):
        unodc_nlp.load(copied)


def test_model_directory_holds_no_pickle(copied):
    for file in copied.rglob("*"):
        if file.is_file():
            assert file.suffix not in {".pkl", ".pickle", ".joblib"}
            if file.suffix == ".npz":
                import numpy as np

                with np.load(file, allow_pickle=False) as arrays:
                    assert all(arrays[name].dtype != object for name in arrays)


def test_import_loads_neither_spacy_nor_datasets():
    code = "import sys, unodc_nlp; print([name for name in ('spacy', 'datasets', 'sklearn', 'numpy', 'typer') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_load_works_without_a_network():
    code = (
        "import socket\n"
        "def refuse(*_): raise OSError('no network')\n"
        "socket.socket.connect = refuse\n"
        "import unodc_nlp\n"
        "print([ent.text for ent in unodc_nlp.load()('大会开会。').ents])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['大会']"
