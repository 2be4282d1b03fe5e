"""The treaties that every reader of UNODC's reports expects, with the dates by which UN documents cite them."""

import pytest

from unodc_nlp.knowledge.tables import load_table

# "The 19 universal legal instruments against terrorism", in the order of their dates.
COUNTER_TERRORISM = {
    "tokyo-1963": "1963-09-14",
    "hague-hijacking-1970": "1970-12-16",
    "montreal-1971": "1971-09-23",
    "protected-persons-1973": "1973-12-14",
    "hostages-1979": "1979-12-17",
    "cppnm": "1980-03-03",
    "airport-protocol-1988": "1988-02-24",
    "sua-1988": "1988-03-10",
    "sua-platforms-1988": "1988-03-10",
    "plastic-explosives-1991": "1991-03-01",
    "terrorist-bombings-1997": "1997-12-15",
    "terrorist-financing-1999": "1999-12-09",
    "nuclear-terrorism-2005": "2005-04-13",
    "cppnm-amendment-2005": "2005-07-08",
    "sua-protocol-2005": "2005-10-14",
    "sua-platforms-2005": "2005-10-14",
    "beijing-convention-2010": "2010-09-10",
    "beijing-protocol-2010": "2010-09-10",
    "montreal-protocol-2014": "2014-04-04",
}
DRUGS_AND_CRIME = {
    "opium-1912": "1912-01-23",
    "single-convention-1961": "1961-03-30",
    "psychotropic-1971": "1971-02-21",
    "protocol-1972-drugs": "1972-03-25",
    "trafficking-1988": "1988-12-20",
    "untoc": "2000-11-15",
    "trafficking-protocol": "2000-11-15",
    "smuggling-protocol": "2000-11-15",
    "firearms-protocol": "2001-05-31",
    "uncac": "2003-10-31",
    "cybercrime-2024": "2024-12-24",
    "budapest-cyber": "2001-11-23",
}
HUMAN_RIGHTS = {
    "un-charter": "1945-06-26",
    "genocide": "1948-12-09",
    "geneva-1949": "1949-08-12",
    "refugees-1951": "1951-07-28",
    "stateless-1954": "1954-09-28",
    "slavery-supplementary-1956": "1956-09-07",
    "stateless-1961": "1961-08-30",
    "icerd": "1965-12-21",
    "iccpr": "1966-12-16",
    "iccpr-op1": "1966-12-16",
    "icescr": "1966-12-16",
    "refugees-1967": "1967-01-31",
    "apartheid": "1973-11-30",
    "geneva-ap1": "1977-06-08",
    "geneva-ap2": "1977-06-08",
    "cedaw-convention": "1979-12-18",
    "cat-convention": "1984-12-10",
    "crc-convention": "1989-11-20",
    "iccpr-op2": "1989-12-15",
    "cmw-convention": "1990-12-18",
    "rome-statute": "1998-07-17",
    "cedaw-op": "1999-10-06",
    "crc-opac": "2000-05-25",
    "crc-opsc": "2000-05-25",
    "opcat": "2002-12-18",
    "crpd-convention": "2006-12-13",
    "crpd-op": "2006-12-13",
    "icpped": "2006-12-20",
    "icescr-op": "2008-12-10",
    "crc-opic": "2011-12-19",
}
DISARMAMENT = {
    "geneva-protocol-1925": "1925-06-17",
    "antarctic-treaty": "1959-12-01",
    "ptbt": "1963-08-05",
    "outer-space": "1967-01-27",
    "tlatelolco": "1967-02-14",
    "npt": "1968-07-01",
    "seabed-treaty": "1971-02-11",
    "bwc": "1972-04-10",
    "enmod": "1976-12-10",
    "ccw": "1980-10-10",
    "rarotonga": "1985-08-06",
    "cwc": "1992-09-03",
    "ccw-p4": "1995-10-13",
    "bangkok-treaty": "1995-12-15",
    "pelindaba": "1996-04-11",
    "ccw-p2-amended": "1996-05-03",
    "ctbt": "1996-09-10",
    "apmbc": "1997-09-18",
    "ccw-p5": "2003-11-28",
    "canwfz": "2006-09-08",
    "ccm": "2008-05-30",
    "att": "2013-04-02",
    "tpnw": "2017-07-07",
}


@pytest.mark.parametrize(
    ("id_", "date"), [*COUNTER_TERRORISM.items(), *DRUGS_AND_CRIME.items(), *HUMAN_RIGHTS.items(), *DISARMAMENT.items()]
)
def test_treaty_has_its_date(id_, date):
    assert {entry.id: entry.fields["date"] for entry in load_table("treaties")}.get(id_) == date


@pytest.mark.parametrize(
    ("form", "id_"),
    [
        ("制止向恐怖主义提供资助的国际公约", "terrorist-financing-1999"),
        ("制止核恐怖主义行为国际公约", "nuclear-terrorism-2005"),
        ("联合国打击跨国有组织犯罪公约", "untoc"),
        ("联合国反腐败公约", "uncac"),
        ("枪支议定书", "firearms-protocol"),
        ("公民权利和政治权利国际公约", "iccpr"),
        ("经济、社会及文化权利国际公约", "icescr"),
    ],
)
def test_name_in_un_documents_means_the_treaty(form, id_):
    assert [entry.id for entry in load_table("treaties") if form in entry.names] == [id_]
