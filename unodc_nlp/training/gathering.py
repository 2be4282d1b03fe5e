"""Gold from several places: directories of our markup, the shipped gold by its name, and files of any other format."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from unodc_nlp.annotations import read_annotations
from unodc_nlp.errors import GoldError
from unodc_nlp.gold.corpus import AUTHORED, Gold, GoldUnit
from unodc_nlp.resources import shipped_annotations

SHIPPED = "shipped"


def gather(places: Sequence[Path]) -> Gold:
    """Return the gold of all places; `shipped` is the gold that comes with the package.

    Raises:
        GoldError: a place cannot be read, holds a fault, or a unit stands in two of them with different annotations.
    """
    units: dict[str, GoldUnit] = {}
    homes: dict[str, Path] = {}
    for place in places:
        path = shipped_annotations() if str(place) == SHIPPED else place
        if not path.exists():
            raise GoldError(f"no annotations in {place}; name a directory or a file of annotations, or {SHIPPED!r}")
        reading = read_annotations(path, "markup" if path.is_dir() and (path / "units").is_dir() else None)
        if reading.faults:
            listing = "\n".join(map(str, reading.faults))
            raise GoldError(
                f"{len(reading.faults)} faults in the annotations of {place}; mend them and try again:\n{listing}"
            )
        for unit in reading.units:
            if units.setdefault(unit.id, unit) != unit:
                raise GoldError(
                    f"unit {unit.id} stands in {homes[unit.id]} and in {place} with different annotations; keep one"
                )
            homes.setdefault(unit.id, place)
    everything = units.values()
    return Gold(
        tuple(unit for unit in everything if unit.document != AUTHORED),
        tuple(unit for unit in everything if unit.document == AUTHORED),
    )
