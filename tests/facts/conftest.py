import pytest

from unodc_nlp.facts.activities import find_activities
from unodc_nlp.facts.indicators import find_indicators
from unodc_nlp.facts.roles import Setting
from unodc_nlp.gold.corpus import GoldUnit
from unodc_nlp.gold.markup import parse
from unodc_nlp.linking import Background, Linker
from unodc_nlp.linking.values import Period
from unodc_nlp.training.facts_benchmark import mentions_of

PERIOD = ("2016-01-01", "2016-12-31")


@pytest.fixture(scope="session")
def linker():
    return Linker()


@pytest.fixture
def read(linker):
    """Returns text, names and setting of a sentence with its names marked, in a report on 2016."""

    def read_marked(marked):
        parsed = parse(marked)
        unit = GoldUnit("p001", "x", parsed.text, parsed.words, parsed.spans)
        mentions, entities = mentions_of([unit], None, Background(*PERIOD), linker)
        return unit.text, mentions["p001"], Setting(entities=entities, period=Period(*PERIOD))

    return read_marked


@pytest.fixture
def activities(read):
    return lambda marked: find_activities("p001", *read(marked))


@pytest.fixture
def activity(activities):
    """Returns the only activity of a sentence."""

    def only(marked):
        (found,) = activities(marked)
        return found

    return only


@pytest.fixture
def indicators(read):
    return lambda marked: find_indicators("p001", *read(marked))


def texts(mentions):
    return [mention.text for mention in mentions]
