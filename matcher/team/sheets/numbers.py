"""Numbers of a sheet: how exact each unit is, and how a number is written in a formula."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from kb.arithmetic import CONTEXT
from matcher.team.sheets.results import Unit

EXACT_TO: Mapping[Unit, Decimal] = {
    "money": Decimal("0.01"),
    "points": Decimal("0.01"),
    "count": Decimal("0.01"),
    "years": Decimal("0.01"),
    "percent": Decimal("0.01"),
    "ratio": Decimal("0.0001"),
}
"""The last digit kept of each unit; half a digit goes up, as on a pay slip."""


def rounded(value: Decimal, unit: Unit) -> Decimal:
    """A figure as it is shown and used further on."""
    return value.quantize(EXACT_TO[unit], context=CONTEXT)


def plain(value: Decimal) -> str:
    """A number with commas between thousands and no idle zeros: `1,234.5`."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


__all__ = ["EXACT_TO", "plain", "rounded"]
