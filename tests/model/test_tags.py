from unodc_nlp.model.tags import TagScheme
from unodc_nlp.model.view import make_view
from unodc_nlp.spans import Span

SCHEME = TagScheme(["ORG", "DATE"])


def test_decode_gives_back_the_encoded_spans():
    view = make_view("安全 理事会于2017年")
    spans = [Span(0, 6, "ORG"), Span(7, 12, "DATE")]
    assert SCHEME.decode(view, SCHEME.encode(view, spans)) == spans


def test_a_span_of_one_character_has_one_tag():
    view = make_view("署")
    assert SCHEME.decode(view, SCHEME.encode(view, [Span(0, 1, "ORG")])) == [Span(0, 1, "ORG")]


def test_a_name_cannot_change_its_label_inside():
    begin_org, inside_date = 1, 6
    assert not SCHEME.rules.allowed[begin_org, inside_date]
    assert not SCHEME.rules.first[inside_date]
