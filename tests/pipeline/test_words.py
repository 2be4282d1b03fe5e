import pytest
from hypothesis import given
from hypothesis import strategies as st


def words(nlp, text):
    return [token.text for token in nlp.tokenizer(text) if not token.is_space]


@pytest.mark.parametrize(
    "whole",
    ["72/194", "E/CN.15/2016/6", "I-24/7", "2,369", "92.5%", "S-30/1", "GLO.ACT", "A/RES/60/288", "CEDAW/C/CHN/7-8"],
)
def test_numbers_symbols_and_latin_words_stay_whole(nlp, whole):
    assert whole in words(nlp, f"见{whole}号文件")


def test_words_of_a_sentence_follow_the_guidelines(nlp):
    text = "大会在其第 72/194 号决议中请毒品和犯罪问题办公室协助会员国。"
    expected = "大会 在 其 第 72/194 号 决议 中 请 毒品 和 犯罪 问题 办公室 协助 会员国 。"
    assert words(nlp, text) == expected.split()


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_tokenizer_never_alters_the_text(nlp, text):
    assert nlp.tokenizer(text).text == text


@pytest.mark.parametrize("text", ["", " ", "\x00大会", "大会\u3000第\u2009七十三届", "大会😀通过", "\n\n"])
def test_tokenizer_takes_any_characters(nlp, text):
    assert nlp.tokenizer(text).text == text


def test_a_lone_surrogate_keeps_all_offsets(nlp):
    doc = nlp.tokenizer("大会\ud800通过")
    assert next((token.idx, token.text) for token in doc) == (0, "大会")
    assert len(doc.text) == 5


def test_a_very_long_line_is_cut_in_stretches(nlp):
    text = "大会通过决议" * 2000
    doc = nlp.tokenizer(text)
    assert doc.text == text
    assert max(len(token) for token in doc) < 10
