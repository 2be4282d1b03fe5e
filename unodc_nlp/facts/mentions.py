"""A name where it stands in a report."""

from __future__ import annotations

from dataclasses import dataclass

from unodc_nlp.linking.values import Amount, Period


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands.

    Attributes:
        unit: id of the unit.
        text: the name as it stands in the unit's text.
        label: its label.
        start, end: offsets into the unit's text.
        source_start, source_end: offsets into the source text of the report.
        nested: whether it lies in another mention.
        id: what it means (`Extraction.entity` tells more), None if that is not known.
        value: the period of a date, the amount of a quantity, None if it has none.
    """

    unit: str
    text: str
    label: str
    start: int
    end: int
    source_start: int
    source_end: int
    nested: bool
    id: str | None = None
    value: Period | Amount | None = None
