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
