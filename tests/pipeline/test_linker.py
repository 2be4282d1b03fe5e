import pytest

import unodc_nlp
from unodc_nlp.linking import Background
from unodc_nlp.pipeline.linker import REFERENCES_KEY

TEXT = (
    "大会在其第 72/194 号决议中请联合国毒品和犯罪问题办公室（毒品和犯罪问题办公室）协助尼日利亚律师协会。"
    "2017 年 3 月 1 日至 3 日，近 5,000 名官员参加。该决议获得通过。"
)


@pytest.fixture(scope="module")
def doc(nlp):
    return nlp(TEXT)


def test_linked_names_have_their_id_in_ents_and_spans(doc):
    ids = {ent.text: ent.kb_id_ for ent in doc.ents}
    assert ids["第 72/194 号决议"] == "A/RES/72/194"
    assert {span.text: span.kb_id_ for span in doc.spans["unodc"]}["尼日利亚"] == "NGA"


def test_entity_of_a_span_tells_names_and_codes(doc):
    country = next(span for span in doc.spans["unodc"] if span.text == "尼日利亚")._.entity
    assert (country.zh, country.en, country.type) == ("尼日利亚", "Nigeria", "member")
    assert country.codes["alpha2"] == "NG"


def test_entity_of_a_resolution_leads_to_its_document(doc):
    resolution = next(ent for ent in doc.ents if ent.label_ == "RESOLUTION")._.entity
    assert resolution.url == "https://undocs.org/zh/A/RES/72/194"
    assert resolution.en == "General Assembly resolution 72/194"


def test_dates_and_quantities_have_values(doc):
    values = {ent.label_: ent._.value for ent in doc.ents if ent._.value is not None}
    assert str(values["DATE"]) == "2017-03-01/2017-03-03"
    assert (values["QUANTITY"].value, values["QUANTITY"].qualifier, values["QUANTITY"].unit) == (5000, "about", "名")


def test_spans_of_others_have_no_entity_and_no_value(nlp):
    doc = nlp("预防犯罪")
    assert doc[0:1]._.entity is None
    assert doc[0:1]._.value is None


def test_short_names_are_spans_of_the_doc(doc):
    ((name, short),) = doc._.definitions
    assert (name.text, short.text) == ("联合国毒品和犯罪问题办公室", "毒品和犯罪问题办公室")


def test_references_to_resolutions_are_spans_of_the_doc(doc):
    (reference,) = doc.spans[REFERENCES_KEY]
    assert (reference.text, reference.kb_id_) == ("该决议", "A/RES/72/194")


def test_a_linked_doc_survives_its_way_to_bytes(nlp, doc):
    copy = type(doc)(nlp.vocab).from_bytes(doc.to_bytes())
    assert [span._.entity for span in copy.spans["unodc"]] == [span._.entity for span in doc.spans["unodc"]]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_worker_processes_link_too(nlp):
    docs = list(nlp.pipe(["尼日利亚", "中国"], n_process=2))
    assert [doc.ents[0]._.entity.id for doc in docs] == ["NGA", "CHN"]


def test_one_paragraph_tells_what_the_names_of_another_mean(nlp):
    docs = list(nlp.pipe(["刚果民主共和国提交了报告。", "3 月 1 日，刚果代表发言。"], disable=["unodc_linker"]))
    nlp.get_pipe("unodc_linker").link_document(docs, Background("2016-01-01", "2016-12-31"))
    assert {ent.text: ent.kb_id_ for ent in docs[1].ents}["刚果"] == "COD"
    assert str(docs[1].ents[0]._.value) == "2016-03-01"


def test_extract_links_a_report_as_one_document():
    extraction = unodc_nlp.extract(
        "联合国毒品和犯罪问题办公室（以下称“办公室”）开展了活动。\n\n大会第 72/194 号决议获得通过。\n\n同一份决议请该办公室提交报告。"
    )
    by_text = {mention.text: mention for mention in extraction.mentions}
    assert extraction.entity(by_text["大会"]).en == "General Assembly"
    assert [(reference.text, reference.id) for reference in extraction.references] == [("同一份决议", "A/RES/72/194")]
    (short_name,) = extraction.short_names
    assert (short_name.short, short_name.id) == ("办公室", "unodc")
