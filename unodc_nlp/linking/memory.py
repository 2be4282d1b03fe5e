"""What has been understood of a document so far: its mentions, the things it names, the short names it introduces."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from unodc_nlp.knowledge.tables import Entry
from unodc_nlp.linking.entities import Entity
from unodc_nlp.linking.names import name_key, view_text
from unodc_nlp.model.view import make_view
from unodc_nlp.spans import Span, outermost

# How many names around one can decide what it means; so a document of any length is linked in time that grows with its length.
WINDOW = 100
_NESTED = 10  # names that can lie before another one and still reach into it


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document (a paragraph, a heading) and the names found in it.

    Attributes:
        text: the text.
        spans: its names, nested ones too, as offsets into `text`.
    """

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Background:
    """What is known of a document besides its text; None where it is not.

    Attributes:
        start, end: the period that it reports on, ISO 8601.
        body: the Chinese name of the body that it is addressed to.
    """

    start: str | None = None
    end: str | None = None
    body: str | None = None

    @property
    def year(self) -> int | None:
        """The year at the end of which it was written, at the earliest."""
        return int(self.end[:4]) if self.end else None


@dataclass(eq=False, slots=True)
class Mention:
    """A name where it stands, with what it was linked to.

    Attributes:
        passage: number of its passage.
        number: its number among the names of its passage.
        span: its offsets into the passage's text, and its label.
        start, end: its offsets into the passage's folded text.
        folded: its folded text, see `names.view_text`.
        key: its key, see `names.name_key`.
        nested: whether it lies in another one.
        entity: what it was linked to, None if nothing.
    """

    passage: int
    number: int
    span: Span
    start: int
    end: int
    folded: str
    key: str
    nested: bool
    entity: Entity | None = None

    @property
    def label(self) -> str:
        """Its label."""
        return self.span.label


@dataclass(frozen=True, slots=True)
class Read:
    """A passage as it is read here.

    Attributes:
        number: its number in the document.
        folded: its folded text.
        index: the offset in its text of each character of the folded one.
        mentions: its names in reading order, outer before inner.
    """

    number: int
    folded: str
    index: Sequence[int]
    mentions: tuple[Mention, ...]

    def before(self, mention: Mention) -> Iterator[Mention]:
        """Yield the names that end before a name begins, nearest first, as far as a reader looks back."""
        for other in reversed(self.mentions[max(0, mention.number - WINDOW) : mention.number]):
            if other.end <= mention.start:
                yield other

    def after(self, mention: Mention) -> Iterator[Mention]:
        """Yield the names that begin after a name ends, nearest first, as far as a reader looks ahead."""
        for other in self.mentions[mention.number + 1 : mention.number + 1 + WINDOW]:
            if other.start >= mention.end:
                yield other

    def overlaps_name(self, start: int, end: int) -> bool:
        """Return whether a name shares a character with a stretch of the folded text."""
        at = bisect_left(self.mentions, start, key=lambda mention: mention.start)
        around = self.mentions[max(0, at - _NESTED) : at + 1]
        return any(mention.start < end and start < mention.end for mention in around)


def read_passages(passages: Iterable[Passage]) -> list[Read]:
    """Fold the passages of a document and their names."""
    return [_read(number, passage) for number, passage in enumerate(passages)]


def _read(number: int, passage: Passage) -> Read:
    view = make_view(passage.text)
    folded = view_text(view)
    index = view.index.tolist()
    outer = set(outermost(passage.spans))
    mentions: list[Mention] = []
    for span in passage.spans:
        start, end = bisect_left(index, span.start), bisect_left(index, span.end)
        name = folded[start:end]
        mentions.append(Mention(number, len(mentions), span, start, end, name, name_key(name), span not in outer))
    return Read(number, folded, index, tuple(mentions))


@dataclass(slots=True)
class Memory:
    """What a document has named.

    Attributes:
        named: how often each thing was named, by table and id.
        organisations: mentions of organisations by name, in reading order.
        works: linked mentions of treaties, programmes and publications, in reading order.
        short_names: what the short names mean that the document introduces, by key, with the number of the passage that does.
    """

    named: Counter[tuple[str, str]] = field(default_factory=Counter)
    organisations: list[Mention] = field(default_factory=list)
    works: list[Mention] = field(default_factory=list)
    short_names: dict[str, tuple[int, Entity]] = field(default_factory=dict)

    def note(self, mention: Mention) -> None:
        """Count a linked mention."""
        if mention.entity is not None:
            self.named[mention.entity.table, mention.entity.id] += 1

    def names(self, entry: Entry) -> bool:
        """Return whether the document names that entry without doubt."""
        return self.named[entry.table, entry.id] > 0

    def before(self, mention: Mention, passages: int) -> Iterator[Mention]:
        """Yield organisations named before a mention, nearest first, at most `passages` passages back (0: its own only)."""
        for other in islice(reversed(self.organisations), WINDOW):
            if (other.passage, other.start) >= (mention.passage, mention.start):
                continue
            if mention.passage - other.passage > passages:
                return
            yield other
