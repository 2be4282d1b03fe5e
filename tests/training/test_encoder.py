"""A recogniser on a pretrained encoder, here a tiny one with random weights that learns a few sentences by heart."""

import json
import pickle
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest
from typer.testing import CliRunner

import unodc_nlp
from unodc_nlp.annotations import write_annotations
from unodc_nlp.cli import app
from unodc_nlp.encoder import check_installed
from unodc_nlp.encoder.windows import windows
from unodc_nlp.errors import ModelError
from unodc_nlp.gold.corpus import GoldUnit
from unodc_nlp.gold.markup import parse

LINES = [
    "{ORG:大会}|在|其{RESOLUTION:第|72/194|号|决议}|中|请|{ORG:毒品|和|犯罪|问题|办公室}|协助|{ORG:{COUNTRY:尼日利亚}|律师|协会}|。",
    "{ORG:安全|理事会}|请|{COUNTRY:尼日利亚}|执行|{RESOLUTION:第|1373 (2001)|号|决议}|。",
    "{COUNTRY:肯尼亚}|和|{COUNTRY:乌干达}|欢迎|{ORG:大会}|的|{RESOLUTION:第|70/1|号|决议}|。",
]


@pytest.fixture(scope="session")
def units():
    """The sentences as gold, the words as if a tokenizer had cut them."""
    return [
        GoldUnit(f"u{number}", "u", marked.text, marked.words, marked.spans, automatic_words=True)
        for number, marked in enumerate(map(parse, LINES))
    ]


@pytest.fixture(scope="session")
def encoder(units, tmp_path_factory):
    """A directory with a tiny BERT of random weights that knows the characters of the sentences."""
    torch = pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    directory = tmp_path_factory.mktemp("encoder")
    characters = sorted({character for unit in units for character in unit.text if not character.isspace()})
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *characters]
    (directory / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    transformers.BertTokenizerFast(
        vocab={piece: number for number, piece in enumerate(pieces)}, model_max_length=68
    ).save_pretrained(directory)
    with torch.random.fork_rng():
        torch.manual_seed(0)
        config = transformers.BertConfig(
            vocab_size=len(pieces),
            hidden_size=32,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=64,
            max_position_embeddings=68,
        )
        transformers.BertModel(config).save_pretrained(directory, safe_serialization=True)
    return directory


@pytest.fixture(scope="session")
def settings(encoder):
    from unodc_nlp.training.encoder import EncoderSettings

    return EncoderSettings(str(encoder), epochs=100, batch=4, rate=3e-3, head_rate=1e-2)


@pytest.fixture(scope="session")
def trained(units, settings, nlp):
    """A pipeline with the words of the shipped one and the sentences learnt by heart."""
    from unodc_nlp.training.train import train

    return train(units, base=nlp, encoder=settings)


@pytest.fixture(scope="session")
def written(trained, tmp_path_factory):
    from unodc_nlp.training.train import write_model

    directory = tmp_path_factory.mktemp("written") / "model"
    write_model(trained, directory)
    return directory


def spans(doc):
    return [(span.start_char, span.end_char, span.label_) for span in doc.spans["unodc"]]


def test_what_was_learnt_is_found_nested_names_too(trained, units):
    for unit in units:
        doc = trained(unit.text)
        assert spans(doc) == [tuple(span) for span in unit.spans]
        assert [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents] == [tuple(s) for s in unit.outer_spans]


def test_the_rest_of_the_pipeline_is_the_same(trained, units):
    assert trained.pipe_names == ["unodc_sentences", "unodc_recogniser", "unodc_linker"]
    ids = {ent.text: ent.kb_id_ for ent in trained(units[0].text).ents}
    assert ids["第72/194号决议"] == "A/RES/72/194"


def test_offsets_are_those_of_the_users_text(trained, units):
    text = "\n " + units[0].text.replace("号", " 号\n")
    found = {(text[start:end], label) for start, end, label in spans(trained(text))}
    assert ("第72/194 号\n决议", "RESOLUTION") in found


def test_a_text_longer_than_the_encoder_reads_is_found_throughout(trained, units):
    text = units[0].text * 8
    starts = {start for start, _, label in spans(trained(text)) if label == "RESOLUTION"}
    first = units[0].text.index("第")
    assert starts == {first + number * len(units[0].text) for number in range(8)}


@pytest.mark.parametrize("text", ["", " ", "\x00", "大会\ud800决议", "😀", "\u3000", "no Chinese at all", "é½ﷺ"])
def test_odd_texts_do_not_crash(trained, text):
    assert len(trained(text).text) == len(text)


def test_a_written_model_finds_the_same(written, trained, units):
    loaded = unodc_nlp.load(written)
    for unit in units:
        assert spans(loaded(unit.text)) == spans(trained(unit.text))


def test_a_written_model_holds_no_pickle(written):
    assert {file.suffix for file in (written / "unodc_recogniser").rglob("*.*")} <= {".json", ".safetensors", ".txt"}


def test_a_written_model_is_loaded_without_a_network(written):
    code = (
        "import socket, sys\n"
        "asked = []\n"
        "def refuse(*address, **_): asked.append(address); raise OSError('no network')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "import unodc_nlp\n"
        "print([ent.text for ent in unodc_nlp.load(sys.argv[1])('大会在其第72/194号决议中请').ents][:1], asked)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(written)], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "['大会'] []", done.stderr


def test_a_damaged_model_is_told(written, tmp_path):
    shutil.copytree(written, tmp_path / "model")
    heads = tmp_path / "model" / "unodc_recogniser" / "heads.safetensors"
    heads.write_bytes(b"nothing")
    with pytest.raises(ModelError, match="holds no encoder's recogniser"):
        unodc_nlp.load(tmp_path / "model")
    heads.unlink()
    with pytest.raises(ModelError, match="is missing; copy the whole model directory"):
        unodc_nlp.load(tmp_path / "model")


def test_a_copied_pipeline_finds_the_same(trained, units):
    copy = pickle.loads(pickle.dumps(trained.get_pipe("unodc_recogniser")))
    doc = copy(trained.make_doc(units[0].text))
    assert spans(doc) == [tuple(span) for span in units[0].spans]


def test_the_same_seed_gives_the_same_bytes(units, settings):
    import torch

    from unodc_nlp.training.encoder import train_encoder

    def weights():
        tagger = train_encoder(units, replace(settings, epochs=1))
        return b"".join(tensor.numpy().tobytes() for tensor in tagger.network.state_dict().values())

    before = torch.random.get_rng_state()
    assert weights() == weights()
    assert torch.equal(before, torch.random.get_rng_state())


def test_certainty_is_high_for_what_was_learnt(trained, units):
    from unodc_nlp.annotations.judging import judge_texts

    strange = units[0].text[::-1]
    (_, learnt), (_, odd) = judge_texts(trained, [units[0].text, strange])
    assert 1 >= learnt.certainty > odd.certainty >= 0


def test_a_base_on_an_encoder_needs_an_encoder(trained, units):
    from unodc_nlp.training.train import train

    with pytest.raises(ModelError, match="give --encoder BASE/unodc_recogniser/encoder too"):
        train(units, base=trained)


@pytest.mark.slow
def test_the_train_command_takes_an_encoder(gold, encoder, tmp_path):
    write_annotations([unit for unit in gold.reports if unit.document == "2017"][:8], tmp_path / "gold", "markup")
    write_annotations([unit for unit in gold.reports if unit.document == "2018"][:3], tmp_path / "2018", "markup")
    command = ["train", str(tmp_path / "gold"), str(tmp_path / "2018"), "--test", "2018", "--fast"]
    done = CliRunner().invoke(app, [*command, "--encoder", str(encoder), "-o", str(tmp_path / "m")])
    assert done.exit_code == 0, done.output
    meta = json.loads((tmp_path / "m" / "meta.json").read_text(encoding="utf-8"))["unodc_nlp"]
    assert meta["encoder"]["encoder"] == str(encoder)
    assert {"torch", "transformers"} <= meta["made_with"].keys()
    assert "a pretrained encoder" in (tmp_path / "m" / "README.md").read_text(encoding="utf-8")


def test_a_place_without_an_encoder_is_told(settings, units, tmp_path):
    from unodc_nlp.training.encoder import train_encoder

    with pytest.raises(ModelError, match=r"no encoder can be loaded from .*; name a directory, or a model of the hub"):
        train_encoder(units, replace(settings, encoder=str(tmp_path)))


@pytest.mark.parametrize("length", [0, 1, 7, 8, 9, 100])
def test_windows_answer_for_every_character_once(length):
    made = list(windows(length, 8))
    assert [place for window in made for place in range(window.first, window.last)] == list(range(length))
    assert all(w.start <= w.first < w.last <= w.end <= w.start + 8 for w in made)


def test_without_the_packages_the_extra_is_named(monkeypatch):
    monkeypatch.setattr("unodc_nlp.encoder.find_spec", lambda name: None)
    with pytest.raises(
        ModelError, match=r"needs torch, transformers, safetensors; pip install 'unodc_nlp\[transformer\]'"
    ):
        check_installed()


def test_pipelines_without_an_encoder_import_none():
    code = "import sys, unodc_nlp; unodc_nlp.load(); print('unodc_nlp.encoder.network' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
