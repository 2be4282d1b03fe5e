"""What a tokenizer is trained on."""

from dataclasses import replace

from unodc_nlp.gold.corpus import GoldUnit
from unodc_nlp.gold.markup import parse
from unodc_nlp.training.words import train_words


def unit(name, line):
    marked = parse(line)
    return GoldUnit(name, "d", marked.text, marked.words, marked.spans)


def test_words_that_a_tokenizer_cut_are_not_learnt():
    by_hand = [unit(f"h{number}", "反恐|执行局|访问|了|法国|。") for number in range(12)]
    wrong = [unit(f"a{number}", "反|恐执|行局访|问了|法|国|。") for number in range(60)]
    automatic = [replace(one, automatic_words=True) for one in wrong]
    learnt = train_words(by_hand + automatic, 3, 0)
    assert learnt.cut("反恐执行局访问了法国。") == [tuple(word) for word in by_hand[0].words]


def test_words_that_a_tokenizer_cut_are_learnt_where_there_are_no_others():
    only = [replace(unit(f"a{number}", "大会|通过|决议|。"), automatic_words=True) for number in range(12)]
    assert train_words(only, 3, 0).cut("大会通过决议。") == [(0, 2), (2, 4), (4, 6), (6, 7)]
