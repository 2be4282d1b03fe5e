from unodc_nlp.linking import Background

from .conftest import parse


def test_a_pointing_reference_is_the_last_one_with_that_head(link):
    (links,) = link(
        "[ORG:联合国毒品和犯罪问题办公室][ORG:预防恐怖主义处]和[ORG:裁军事务厅]开会，[ORG_REF:该处]介绍了情况。"
    )
    assert links["该处"] == "unodc-tpb"


def test_a_one_character_noun_is_not_the_end_of_another_kind_of_body(link):
    (links,) = link("[ORG:联合国人权事务高级专员办事处]表示，[ORG_REF:该处]将继续工作。")
    assert "该处" not in links


def test_a_bare_reference_is_what_the_document_is_about(link):
    unodc = "[ORG:毒品和犯罪问题办公室]开展了活动。"
    *_, last = link(unodc, unodc, unodc, "[ORG:反恐怖主义办公室]也参加了。[ORG_REF:办公室]表示欢迎。")
    assert last["办公室"] == "unodc"


def test_a_bare_reference_is_else_the_last_one_of_the_paragraph(link):
    (links,) = link("[ORG:反恐怖主义委员会]开会，[ORG_REF:委员会]通过了决定。")
    assert links["委员会"] == "ctc"


def test_a_reference_may_be_the_body_that_the_document_is_addressed_to(link):
    (links,) = link("[ORG_REF:委员会]不妨审议这些建议。", background=Background(body="预防犯罪和刑事司法委员会"))
    assert links["委员会"] == "ccpcj"


def test_a_committee_set_up_by_a_resolution_is_meant_by_the_next_reference(link):
    (links,) = link("[ORG:安全理事会][RESOLUTION:第 1540 (2004)号决议]所设委员会开会，[ORG_REF:该委员会]作了介绍。")
    assert links["该委员会"] == "sc-1540"


def test_a_reference_to_a_name_in_no_table_leads_to_that_name(link):
    (links,) = link("[ORG:东湖市反毒志愿工作队]成立，[ORG_REF:该工作队]开始工作。")
    assert links == {"东湖市反毒志愿工作队": "local:东湖市反毒志愿工作队", "该工作队": "local:东湖市反毒志愿工作队"}


def test_a_reference_without_any_organisation_is_left_open(link):
    assert link("[ORG_REF:该委员会]开会。") == [{}]


def test_a_short_title_is_the_work_named_before(link):
    (links,) = link("签署了[PROGRAMME:《联合国全球反恐协调契约》]。该[PROGRAMME:《契约》]将加强协作。")
    assert links["《契约》"] == links["《联合国全球反恐协调契约》"]


def test_this_resolution_is_the_one_named_last(linker):
    passages = [
        parse("[ORG:大会][RESOLUTION:第 72/194 号决议]获得通过。"),
        parse("同一份决议请秘书长提交报告，这些决议也是。"),
    ]
    first, second = linker.link(passages)
    assert first.references == ()
    (reference,) = second.references
    assert reference.entity.id == "A/RES/72/194"
    assert passages[1].text[reference.start : reference.end] == "同一份决议"


def test_this_resolution_without_any_before_is_no_reference(linker):
    (links,) = linker.link([parse("该决议获得通过。[ORG:大会][RESOLUTION:第 72/194 号决议]")])
    assert links.references == ()
