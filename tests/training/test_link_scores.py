import pytest

from unodc_nlp.gold.corpus import GoldUnit
from unodc_nlp.gold.links import GoldLinks
from unodc_nlp.linking import Linker
from unodc_nlp.scoring import Counts
from unodc_nlp.spans import Span
from unodc_nlp.training.link_scores import score_links

TEXT = "大会第 72/194 号决议请国家某某中心和该中心于 2017 年 3 月协助刚果。"


def name(text, label):
    return Span(TEXT.index(text), TEXT.index(text) + len(text), label)


GA, RESOLUTION, CENTRE = name("大会", "ORG"), name("第 72/194 号决议", "RESOLUTION"), name("国家某某中心", "ORG")
REFERENCE, DATE, CONGO = name("该中心", "ORG_REF"), name("2017 年 3 月", "DATE"), name("刚果", "COUNTRY")
SPANS = (GA, RESOLUTION, CENTRE, REFERENCE, DATE, CONGO)
UNIT = GoldUnit("u1", "d", TEXT, (), SPANS)
GOLD = GoldLinks(
    ids={
        GA: "un-ga",
        RESOLUTION: "A/RES/72/194",
        CENTRE: "new:国家某某中心",
        REFERENCE: "new:国家某某中心",
        CONGO: "COD",
    },
    values={DATE: ("2017-03", "")},
)


@pytest.fixture(scope="module")
def linker():
    return Linker()


def score(linker, found=SPANS, gold=GOLD):
    return score_links(linker, [((UNIT,), None)], {"u1": gold}, {"u1": found})["u1"]


def test_right_links_and_values_count(linker):
    links = score(linker).links
    assert links["found", "RESOLUTION"] == links["found", "DATE"] == Counts(1, 1, 1)


def test_a_thing_in_no_table_is_right_unlinked_or_under_its_own_name(linker):
    assert score(linker).links["found", "ORG"] == Counts(2, 2, 2)
    assert score(linker).links["found", "ORG_REF"] == Counts(1, 1, 1)


def test_a_missing_link_is_wrong(linker):
    assert score(linker).links["found", "COUNTRY"] == Counts(0, 1, 1)


def test_names_that_were_not_found_do_not_count_among_those_found(linker):
    links = score(linker, found=(GA,)).links
    assert ("found", "COUNTRY") not in links
    assert links["gold", "COUNTRY"] == Counts(0, 1, 1)


def test_by_name_alone_a_number_has_no_identity(linker):
    assert score(linker).links["names", "RESOLUTION"] == Counts(0, 1, 1)


def test_short_names_and_references_count_one_by_one(linker):
    gold = GoldLinks(definitions=((0, 2, 2, 14),), references={(0, 2): "A/RES/72/194"})
    scored = score(linker, gold=gold)
    assert scored.short_names == scored.references == Counts(0, 0, 1)
