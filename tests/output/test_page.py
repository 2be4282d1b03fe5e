from unodc_nlp.facts import Extraction, Mention
from unodc_nlp.output.page import render_page
from unodc_nlp.reading import Metadata, Report, Unit
from unodc_nlp.reading.report import Piece


def page_of(text, *mentions):
    unit = Unit("p001", "paragraph", "1", (), text, (Piece(0, 0, len(text)),))
    report = Report(source=text, name="r", metadata=Metadata(), units=(unit,))
    return render_page(Extraction(report, tuple(mentions)))


def mention(start, end, label, nested=False):
    return Mention("p001", "", label, start, end, start, end, nested)


def test_page_marks_a_name_inside_a_name():
    page = page_of("意大利宪兵队", mention(0, 6, "ORG"), mention(0, 3, "COUNTRY", nested=True))
    inner = '<mark data-label="COUNTRY" title="COUNTRY">意大利</mark>'
    assert f'<mark data-label="ORG" title="ORG">{inner}宪兵队</mark>' in page


def test_page_keeps_text_between_and_after_names():
    assert "</mark>请<mark" in page_of("大会请办公室协助", mention(0, 2, "ORG"), mention(3, 6, "ORG_REF"))
    assert "</mark>协助</p>" in page_of("大会请办公室协助", mention(0, 2, "ORG"), mention(3, 6, "ORG_REF"))


def test_page_shows_markup_in_the_text_as_text():
    page = page_of("<script>alert(1)</script>大会")
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;大会" in page


def test_page_loads_nothing_from_elsewhere():
    assert "http" not in page_of("大会")
