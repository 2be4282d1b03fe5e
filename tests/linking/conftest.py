import pytest

from unodc_nlp.linking import Linker, Passage
from unodc_nlp.spans import Span


@pytest.fixture(scope="session")
def linker():
    return Linker()


@pytest.fixture
def link(linker):
    """Link passages in which names are marked as [LABEL:name]; return their links by the name's text."""

    def link_marked(*marked, background=None):
        passages = [parse(text) for text in marked]
        return [
            {passage.text[s.start : s.end]: entity.id for s, entity in links.entities.items()}
            for passage, links in zip(passages, linker.link(passages, background), strict=True)
        ]

    return link_marked


def parse(marked):
    """Return a passage from text with names marked as [LABEL:name]; names may hold names."""
    text, spans, open_ones = "", [], []
    at = 0
    while at < len(marked):
        if marked[at] == "[":
            label, _, _ = marked[at + 1 :].partition(":")
            open_ones.append((len(text), label))
            at += len(label) + 2
        elif marked[at] == "]":
            start, label = open_ones.pop()
            spans.append(Span(start, len(text), label))
            at += 1
        else:
            text += marked[at]
            at += 1
    return Passage(text, tuple(sorted(spans, key=lambda s: (s.start, -s.end))))
