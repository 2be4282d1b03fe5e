import pytest
from hypothesis import settings

settings.register_profile(
    "project", deadline=None
)  # the first example pays for imports; figures belong in the benchmark
settings.load_profile("project")


@pytest.fixture(scope="session")
def nlp():
    """The shipped pipeline."""
    import unodc_nlp

    return unodc_nlp.load()


@pytest.fixture(scope="session")
def gold():
    """The shipped gold."""
    from unodc_nlp.gold.corpus import load_gold
    from unodc_nlp.resources import shipped_annotations

    return load_gold(shipped_annotations())


@pytest.fixture(scope="session")
def topic_nlp(gold):
    """The shipped pipeline with sections and topics, trained here where the shipped model has none."""
    import unodc_nlp
    from unodc_nlp.training.topics import TopicSettings, add_topics

    nlp = unodc_nlp.load()
    if not nlp.has_pipe("unodc_topics"):
        add_topics(nlp, gold.reports + gold.authored, TopicSettings(penalties=(30.0,), parts=3))
    return nlp
