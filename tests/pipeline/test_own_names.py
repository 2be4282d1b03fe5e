import pytest

import unodc_nlp
from unodc_nlp.errors import KnowledgeError, ModelError

HEADER = "id,zh,en,type,short\n"


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    directory = tmp_path_factory.mktemp("tables")
    (directory / "organisations-own.csv").write_text(
        "\ufeff" + HEADER + "donghu,东湖清流联盟,Donghu Alliance,ngo,东湖盟\n"
        "unodc,联合国毒品和犯罪问题办公室,Our own UNODC,un-secretariat,毒品和犯罪问题办公室\n",
        encoding="utf-8",
    )
    return unodc_nlp.load(knowledge=directory)


def linked(nlp, text):
    doc = nlp(text)  # spans live as long as their Doc
    return {span.text: (span.label_, span.kb_id_) for span in doc.spans["unodc"]}


def test_own_names_are_found_and_linked(own):
    names = linked(own, "与东湖清流联盟举行了会议，东湖盟表示欢迎。")
    assert names["东湖清流联盟"] == names["东湖盟"] == ("ORG", "donghu")


def test_an_own_entry_replaces_the_one_with_its_id(own):
    (ent,) = own("毒品和犯罪问题办公室").ents
    assert ent._.entity.en == "Our own UNODC"


def test_a_longer_name_around_an_own_one_stays(own):
    names = linked(own, "联合国毒品和犯罪问题办公室预防恐怖主义处")
    assert "联合国毒品和犯罪问题办公室预防恐怖主义处" in names


def test_own_names_are_found_in_any_typography(own):
    assert "东湖 清流联盟" in linked(own, "与东湖 清流联盟举行了会议。")


def test_a_pipeline_without_own_names_does_not_know_them(nlp, own):
    assert "donghu" not in [identity for _, identity in linked(nlp, "与东湖清流联盟举行了会议。").values()]


def test_own_names_go_with_a_stored_pipeline(own, tmp_path):
    own.to_disk(tmp_path / "model")
    assert linked(unodc_nlp.load(tmp_path / "model"), "东湖盟")["东湖盟"] == ("ORG", "donghu")


def test_damaged_own_entries_of_a_model_are_said(own, tmp_path):
    own.to_disk(tmp_path / "model")
    (tmp_path / "model" / "unodc_linker" / "own_entries.json").write_text('[{"table": "planets"}]', encoding="utf-8")
    with pytest.raises(ModelError, match="own_entries"):
        unodc_nlp.load(tmp_path / "model")


def test_several_tables_may_be_given(tmp_path):
    (tmp_path / "places.csv").write_text("id,zh,en,kind,country\nd-1,东湖新镇,Donghu,city,CHN\n", encoding="utf-8")
    (tmp_path / "organisations.csv").write_text(HEADER + "d-2,东湖盟,Donghu,ngo,\n", encoding="utf-8")
    nlp = unodc_nlp.load(knowledge=[tmp_path / "places.csv", tmp_path / "organisations.csv"])
    names = linked(nlp, "东湖盟在东湖新镇开会。")
    assert (names["东湖盟"], names["东湖新镇"]) == (("ORG", "d-2"), ("PLACE", "d-1"))


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("organisations.csv", HEADER + "a,东湖盟,A,ngo,\nb,东湖联盟,B,ngo,东湖盟\n", r"row 3: column short: 东湖盟 is a name of a too"),
        ("organisations.csv", HEADER + "a,东湖盟,A,ngo,\na,东湖联盟,B,ngo,\n", "row 3: column id: a stands twice"),
        ("organisations.csv", HEADER + "a,,A,ngo,\n", "row 2: column zh is empty"),
        ("organisations.csv", HEADER + "a,东湖盟,A,spaceship,\n", "row 2: column type: spaceship is none of"),
        ("organisations.csv", HEADER + "a,东湖盟\n", "row 2: has not as many cells"),
        ("organisations.csv", "id,zh,en\na,东湖盟,A\n", "row 1: column type is missing"),
        ("organisations.csv", "id,zh,en,type,colour\na,东湖盟,A,ngo,red\n", "row 1: column colour is unknown"),
        ("organisations.csv", "id,zh,en,type,parent\na,东湖盟,A,ngo,nobody\n", "row 2: column parent: nobody is no id"),
        ("places.csv", "id,zh,en,kind,country\na,东湖镇,A,city,XXX\n", "row 2: column country: XXX is no id"),
        ("countries.csv", "id,zh,en,alpha2,m49,status\nABCD,某国,X,AB,999,member\n", "row 2: column id: ABCD is not of the form"),
        ("planets.csv", "id\nx\n", "of no table"),
    ],
)  # fmt: skip
def test_a_faulty_table_is_refused_with_its_place(tmp_path, file, content, message):
    (tmp_path / file).write_text(content, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=message) as error:
        unodc_nlp.load(knowledge=tmp_path / file)
    assert file in str(error.value)


def test_a_table_in_another_encoding_is_refused_with_its_row(tmp_path):
    (tmp_path / "organisations.csv").write_bytes((HEADER + "a,东湖盟,A,ngo,\n").encode("gb18030"))
    with pytest.raises(KnowledgeError, match="row 2: is not UTF-8"):
        unodc_nlp.load(knowledge=tmp_path)


@pytest.mark.parametrize("name", ["missing.csv", "organisations-missing.csv", "."])
def test_what_holds_no_table_is_refused(tmp_path, name):
    with pytest.raises(KnowledgeError):
        unodc_nlp.load(knowledge=tmp_path / name)


def test_nothing_is_taken_from_any_table_when_one_is_faulty(tmp_path):
    (tmp_path / "organisations.csv").write_text(HEADER + "a,东湖盟,A,ngo,\n", encoding="utf-8")
    (tmp_path / "places.csv").write_text("id,zh\n", encoding="utf-8")
    with pytest.raises(KnowledgeError):
        unodc_nlp.load(knowledge=tmp_path)
