"""Values of dates and quantities as plain data, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from unodc_nlp.linking.amounts import Amount
from unodc_nlp.linking.dates import Period

__all__ = ["Amount", "Period", "value_from_data", "value_to_data"]


def value_to_data(value: Period | Amount) -> dict[str, Any]:
    """Return a value as JSON-able data: the fields of its class."""
    return asdict(value)


def value_from_data(data: Mapping[str, Any]) -> Period | Amount:
    """Rebuild what `value_to_data` gave."""
    return Amount(**data) if "qualifier" in data else Period(**data)
