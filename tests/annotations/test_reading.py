"""What is wrong in a file is told with file, line, unit and remedy; what can be mended is mended and told."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unodc_nlp.annotations import FORMATS, guess, read_annotations, write_annotations
from unodc_nlp.errors import GoldError
from unodc_nlp.gold.corpus import load_gold
from unodc_nlp.resources import shipped_annotations
from unodc_nlp.spans import Span


def by_character(text):
    return [(at, at + 1) for at, char in enumerate(text) if not char.isspace()]


def task(text, *spans, **more):
    results = [
        {
            "type": "labels",
            "from_name": "label",
            "to_name": "text",
            "value": {"start": start, "end": end, "text": quoted, "labels": [label]},
        }
        for start, end, label, quoted in spans
    ]
    return {"data": {"text": text}, "annotations": [{"result": results}], **more}


@pytest.fixture
def read(tmp_path):
    def write_and_read(content, form=None, name="file.jsonl", **options):
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        elif isinstance(content, list):
            path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in content), encoding="utf-8")
        else:
            path.write_text(content, encoding="utf-8")
        return read_annotations(path, form, cut=by_character, **options)

    return write_and_read


def messages(reading):
    return [f"{finding.path.name}:{finding.line}: {finding.unit}: {finding.message}" for finding in reading.findings]


def test_offsets_in_utf16_code_units_are_translated_where_the_quoted_text_says_so(read):
    span = {"start": 2, "end": 4, "label": "ORG", "text": "大会"}
    reading = read([{"text": "😀大会开会", "spans": [span]}])
    assert reading.units[0].spans == (Span(1, 3, "ORG"),)
    assert messages(reading) == ["file.jsonl:1: 1: offsets counted UTF-16 code units and were translated to characters"]


def test_label_studio_counts_utf16_code_units_where_both_are_possible(read):
    reading = read(json.dumps([task("😀大大大", (3, 4, "ORG", "大"))]))
    assert reading.units[0].spans == (Span(2, 3, "ORG"),)


def test_offsets_in_characters_stay_where_the_quoted_text_fits(read):
    reading = read(json.dumps([task("😀大会大会", (1, 3, "ORG", "大会"))]))
    assert reading.units[0].spans == (Span(1, 3, "ORG"),)
    assert not reading.findings


def test_without_quoted_text_the_borders_of_words_decide_what_offsets_count(tmp_path):
    path = tmp_path / "doccano.jsonl"
    path.write_text(json.dumps({"text": "😀大会通过决议", "label": [[2, 4, "ORG"]]}), encoding="utf-8")
    reading = read_annotations(path, cut=lambda _: [(0, 1), (1, 3), (3, 5), (5, 7)])
    assert reading.units[0].spans == (Span(1, 3, "ORG"),)


def test_a_quote_that_is_not_there_is_a_fault(read):
    reading = read(json.dumps([task("大会开会", (1, 3, "ORG", "大会"))]))
    assert not reading.units
    assert messages(reading) == [
        "file.jsonl:1: 1: ORG 1–3 quotes '大会' but '会开' stands there; export again with the text that was annotated"
    ]


def test_a_broken_off_list_still_gives_the_tasks_before_the_break(read):
    whole = json.dumps([task("大会开会", id=7), task("大会闭会", id=8)], indent=1, ensure_ascii=False)
    reading = read(whole[: whole.index("闭会")])
    assert [unit.id for unit in reading.units] == ["7"]
    assert [finding.line for finding in reading.faults] == [13]
    assert "the file may be cut off, export it again" in reading.faults[0].message


def test_a_bad_line_of_json_does_not_hide_the_others(read):
    reading = read('{"text": "大会", "label": []}\n{"text": \n[1]\n{"text": "会议", "label": []}\n', "doccano")
    assert [unit.text for unit in reading.units] == ["大会", "会议"]
    assert [finding.line for finding in reading.faults] == [2, 3]


@pytest.mark.parametrize(
    ("spans", "message"),
    [
        ([[0, 2, "NAME"]], "unknown label NAME; the labels are ORG"),
        ([[3, 9, "ORG"]], "ORG 3–9 is outside the text of 5 characters; export again"),
        ([[0, 3, "ORG"], [2, 5, "ORG"]], "cross; move a border"),
        ([[0, 2, "ORG"], [0, 2, "COUNTRY"]], "are one place with two labels; keep one"),
        ([[0, 4, "ORG"], [0, 2, "ORG"]], "where only COUNTRY, PLACE, REGION are marked; remove one"),
        ([[4, 5, "ORG"]], "marks white space only; remove it"),
        ([[0, 2]], r"a span is [0, 2]; write [start, end, label]"),
    ],
)
def test_a_bad_span_is_a_fault_of_its_unit(read, spans, message):
    reading = read([{"text": "大会开会", "label": []}, {"text": "大会开会 ", "label": spans}])
    assert [unit.text for unit in reading.units] == ["大会开会"]
    assert reading.faults[0].line == 2
    assert message in reading.faults[0].message


@pytest.mark.parametrize("text", ["大\r会", "大{会", "a|b", "\ud83d大会", "  "])
def test_a_text_that_gold_cannot_hold_is_a_fault(tmp_path, text):
    (tmp_path / "d.jsonl").write_text(json.dumps({"text": text, "label": []}), encoding="utf-8")
    assert len(read_annotations(tmp_path / "d.jsonl", cut=by_character).faults) == 1


def test_a_text_of_several_lines_becomes_a_unit_for_each(read):
    text = "😀导言\r\n\n大会开会\n"
    reading = read(json.dumps([task(text, (7, 9, "ORG", "大会"), id=3)]))
    assert [(unit.id, unit.text, unit.spans) for unit in reading.units] == [
        ("3-1", "😀导言", ()),
        ("3-2", "大会开会", (Span(0, 2, "ORG"),)),
    ]
    assert "lines became units of their own" in messages(reading)[0]


def test_a_span_over_two_lines_is_a_fault_of_its_own(read):
    reading = read([{"text": "大会\n开会", "label": [[1, 4, "ORG"], [0, 2, "ORG"]]}])
    assert [unit.text for unit in reading.units] == ["大会", "开会"]
    assert "ORG 1–4 is in no single line of the text" in reading.faults[0].message


def test_white_space_at_a_border_is_left_out(read):
    reading = read([{"text": "在 大会 上", "label": [[1, 5, "ORG"]]}])
    assert reading.units[0].spans == (Span(2, 4, "ORG"),)
    assert "white space at the border of ORG ' 大会 ' was left out" in messages(reading)[0]


def test_the_same_unit_twice_with_different_labels_is_a_fault(read):
    tasks = [task("大会", (0, 2, "ORG", "大会"), id=5), task("大会", id=5), task("大会", (0, 2, "ORG", "大会"), id=5)]
    reading = read(json.dumps(tasks))
    assert [finding.message for finding in reading.findings] == [
        "stands twice with different annotations, first in line 1; keep one",
        "stands twice with the same annotation and was taken once",
    ]
    assert reading.units[0].spans == (Span(0, 2, "ORG"),)


def test_two_annotators_who_differ_are_a_fault(read):
    both = task("大会", (0, 2, "ORG", "大会"))
    both["annotations"].append({"result": []})
    assert "has 2 annotations that differ" in read(json.dumps([both])).faults[0].message


def test_relations_are_ignored_with_a_word(read):
    one = task("大会")
    one["annotations"][0]["result"].append({"type": "relation", "from_id": "a", "to_id": "b"})
    assert messages(read(json.dumps([one]))) == ["file.jsonl:1: 1: a result of type relation was ignored"]


def test_a_prediction_that_nobody_corrected_is_told(read):
    one = task("大会", (0, 2, "ORG", "大会"))
    one["predictions"] = one.pop("annotations")
    reading = read(json.dumps([one]))
    assert reading.units[0].spans == (Span(0, 2, "ORG"),)
    assert "a prediction was taken that nobody has corrected" in messages(reading)[0]


def test_topics_chosen_in_label_studio_are_read(read):
    one = task("大会")
    one["annotations"][0]["result"].append({"type": "choices", "from_name": "topics", "value": {"choices": ["ict"]}})
    assert read(json.dumps([one])).units[0].topics == ("ict",)


@pytest.mark.parametrize(
    "rows",
    [
        "尼日利亚 B-ORG\n律师 I-ORG\n协会 I-ORG\n在 O\n",
        "尼日利亚\tNR\tx\tI-ORG\r\n律师\tNN\tx\tI-ORG\r\n协会\tNN\tx\tI-ORG\r\n在\tP\tx\tO\r\n",
        "尼日利亚 B-ORG\n律师 I-ORG\n协会 E-ORG\n在 O\n",
        "-DOCSTART- -X- O\n\n尼日利亚 B-ORG\n律师 I-ORG\n协会 L-ORG\n在 O\n\n",
    ],
    ids=["BIO", "IOB1 with four columns and Windows line ends", "BIOES", "BILOU"],
)
def test_tags_of_every_kind_give_the_span(read, rows):
    reading = read(rows.encode(), name="file.conll")
    assert [(unit.text, unit.spans) for unit in reading.units] == [("尼日利亚律师协会在", (Span(0, 8, "ORG"),))]


def test_tokens_of_other_tools_are_not_taken_for_words(read):
    unit = read("大会通过 B-ORG\n决议 O\n", name="file.conll").units[0]
    assert unit.automatic_words
    assert len(unit.words) == 6


def test_adjacent_names_stay_two(read):
    unit = read("法国 B-COUNTRY\n德国 B-COUNTRY\n", name="file.conll").units[0]
    assert unit.spans == (Span(0, 2, "COUNTRY"), Span(2, 4, "COUNTRY"))


def test_a_line_without_a_tag_is_a_fault(read):
    assert "line 2 is '决议'; write a token and a tag" in read("大会 O\n决议\n", "conll").faults[0].message


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_brat_offsets_count_the_line_ends_that_were_annotated(tmp_path, end):
    (tmp_path / "r.txt").write_bytes(f"导言{end}大会开会{end}".encode())
    (tmp_path / "r.ann").write_bytes(f"T1\tORG 3 5\t大会{end}#1\tAnnotatorNotes T1\t?{end}".encode())
    reading = read_annotations(tmp_path, cut=by_character)
    assert [(unit.id, unit.text, unit.spans) for unit in reading.units] == [
        ("r-001", "导言", ()),
        ("r-002", "大会开会", (Span(0, 2, "ORG"),)),
    ]


def test_a_brat_span_of_several_parts_is_a_fault(tmp_path):
    (tmp_path / "r.txt").write_text("大会开会", encoding="utf-8")
    (tmp_path / "r.ann").write_text("T1\tORG 0 1;2 3\t大 开\n", encoding="utf-8")
    assert (
        "span T1 has several parts; mark one stretch" in read_annotations(tmp_path, cut=by_character).faults[0].message
    )


def test_rejected_examples_of_prodigy_are_left_out(read):
    reading = read([{"text": "大会", "spans": [], "answer": "reject"}, {"text": "会议", "spans": []}])
    assert [unit.text for unit in reading.units] == ["会议"]
    assert messages(reading) == ["file.jsonl:1: 1: was answered with 'reject' and is left out"]


def test_words_are_cut_where_a_span_begins(tmp_path):
    (tmp_path / "d.jsonl").write_text(json.dumps({"text": "大会在纽约", "label": [[3, 5, "PLACE"]]}), encoding="utf-8")
    unit = read_annotations(tmp_path / "d.jsonl", cut=lambda _: [(0, 2), (2, 5)]).units[0]
    assert unit.words == ((0, 2), (2, 3), (3, 5))
    assert unit.automatic_words


def test_a_file_of_markup_is_read_without_its_units(read):
    unit = read("## a-1\ntopics: ict\n{ORG:大会}|开会\n", name="a.txt").units[0]
    assert (unit.id, unit.text, unit.words, unit.topics) == ("a-1", "大会开会", ((0, 2), (2, 4)), ("ict",))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("大会".encode("utf-16"), "is UTF-16; save it as UTF-8"),
        ("大会\n".encode() + "大会".encode("gb18030"), ":2: not UTF-8 at byte 7; save the file as UTF-8"),
        (b"\x78\x9c\x00\x01", "is no DocBin"),
        (b"something else", "could be in several formats; name one with --from"),
        (b"", "could be in several formats"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path, data, message):
    (tmp_path / "x").write_bytes(data)
    with pytest.raises(GoldError, match=message):
        read_annotations(tmp_path / "x")


def test_a_format_that_there_is_not_is_told_with_those_there_are(tmp_path):
    with pytest.raises(GoldError, match="no format 'word'; the formats are markup, label-studio"):
        read_annotations(tmp_path, "word")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(GoldError, match=r"none\.json is missing"):
        guess(tmp_path / "none.json")


@pytest.mark.parametrize("name", ["../../secret", "/etc/passwd", "..", "a\\b", "a\nb", "", 3])
def test_a_document_whose_name_leads_elsewhere_is_a_fault(read, name):
    reading = read([{"text": "大会", "label": [], "unodc": {"id": "a", "document": name}}])
    assert "cannot be the name of a file; rename it" in reading.faults[0].message


def test_an_id_of_two_lines_is_a_fault(read):
    assert "the id 'a\\nb'" in read([{"text": "大会", "label": [], "unodc": {"id": "a\nb"}}]).faults[0].message


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """For each format, a few units as written, and the files with their bytes."""
    units = [unit for unit in load_gold(shipped_annotations()).reports if 20 < len(unit.text) < 80][:4]
    written = {}
    for form in FORMATS:
        target = tmp_path_factory.mktemp("sound") / form
        write_annotations(units, target, form)
        files = [path for path in [target, *target.rglob("*")] if path.is_file()]
        written[form] = (target, {path: path.read_bytes() for path in files})
    return written


@pytest.mark.parametrize("form", FORMATS)
@given(data=st.data())
def test_a_damaged_file_gives_findings_or_one_sentence(form, sound, data):
    target, files = sound[form]
    path = data.draw(st.sampled_from(sorted(files)))
    whole = files[path]
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 12)))
    put = data.draw(
        st.sampled_from(
            [b"", b"\n", b"\r\n", b"{", b"]", b'"', b"null", b"1e400", b"-1", b"\t", b"\xff", b"\xf0\x9f\x98\x80"]
        )
    )
    path.write_bytes(whole[:start] + put + whole[end:])
    with suppress(GoldError):  # anything else would be a traceback for the user
        read_annotations(target, form, cut=by_character)
    path.write_bytes(whole)
