"""The circle between inquiry cost and inquiry target, shown with the sheet's own numbers.

The source divides spend by inquiries to get the cost, and spend by the cost to get the target. With figures
of one period the target is therefore always the inquiries that came in, whatever was spent: a tautology and
no target. It becomes one only with the cost of an earlier period.
"""

from __future__ import annotations

from decimal import Decimal

from matcher.team.sheets.numbers import plain
from matcher.team.sheets.results import Figure, Scored
from matcher.team.sheets.sheet import Finding

COST = "theoretical_inquiry_cost"
TARGET = "inquiry_target"


def circle_findings(team: Scored) -> list[Finding]:
    """What the circle means for these figures: nothing, a warning, or what would happen if it were closed."""
    cost = _figure(team, COST)
    target = _figure(team, TARGET)
    if cost is None or cost.value is None:
        return []
    inquiries = next((put.value for put in cost.put_in if put.name == "inquiries"), None)
    if inquiries is None:
        return []
    if target is None or (target.value is None and not target.given):
        return [
            Finding(
                code="circle_if",
                severity="note",
                subject=team.id,
                formula="inquiry-target",
                values={"cost": plain(cost.value), "inquiries": plain(inquiries)},
            )
        ]
    if target.value is not None and _same_period(cost, target):
        values = {"target": plain(target.value), "inquiries": plain(inquiries)}
        return [Finding(code="circle_closed", subject=team.id, formula="inquiry-target", values=values)]
    return []


def _same_period(cost: Figure, target: Figure) -> bool:
    """Whether the target was worked out from the very cost and spend of this period."""
    last = next((put.value for put in target.put_in if put.name == "last_inquiry_cost"), None)
    return last == cost.value and _sum(target, "last_inquiry_cost") == _sum(cost, "inquiries")


def _sum(figure: Figure, without: str) -> Decimal:
    return sum((put.value for put in figure.put_in if put.name != without), Decimal(0))


def _figure(team: Scored, result: str) -> Figure | None:
    return next((figure for figure in team.figures if figure.result == result), None)


__all__ = ["circle_findings"]
