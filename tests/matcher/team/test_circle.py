"""When cost and target of inquiries go round in a circle, by definition, and what is said of it then."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.arithmetic import CONTEXT
from matcher.team.sheets.circular import COST, TARGET, circle_findings
from matcher.team.sheets.results import Figure, Put, Scored
from matcher.team.sheets.sheet import Finding

SPEND = ("promotion_spend", "labour_cost", "management_cost")
BUDGET = ("promotion_budget", "labour_budget", "management_budget")


def figure(result: str, value: Decimal | None, put_in: Mapping[str, Decimal], given: bool = False) -> Figure:
    numbers = tuple(Put(name=name, value=number, origin="sheet") for name, number in put_in.items())
    return Figure(
        formula=result, result=result, unit="money", value=value, expression="", put_in=numbers, given=given
    )


def team(*figures: Figure) -> Scored:
    return Scored(id="team", figures=figures)


SMALL = st.integers(1, 2).map(Decimal)
THREE = st.tuples(SMALL, SMALL, SMALL)


@given(spent=THREE, planned=THREE, inquiries=SMALL, last=st.none() | SMALL)
def test_the_circle_is_closed_when_cost_and_spend_are_those_of_this_period(
    spent: tuple[Decimal, ...], planned: tuple[Decimal, ...], inquiries: Decimal, last: Decimal | None
) -> None:
    spend = dict(zip(SPEND, spent, strict=True))
    each = CONTEXT.divide(sum(spent, Decimal(0)), inquiries)
    cost = figure(COST, each, {**spend, "inquiries": inquiries})
    before = each if last is None else last
    aim = CONTEXT.divide(sum(planned, Decimal(0)), before)
    target = figure(TARGET, aim, {**dict(zip(BUDGET, planned, strict=True)), "last_inquiry_cost": before})
    closed = before == each and sum(planned) == sum(spent)
    said = Finding(
        code="circle_closed",
        severity="problem",
        subject="team",
        formula="inquiry-target",
        values={"target": str(inquiries), "inquiries": str(inquiries)},
    )
    assert circle_findings(team(cost, target)) == ([said] if closed else [])


PUT = {"promotion_spend": Decimal(3000), "inquiries": Decimal(2)}
WORKED = figure(COST, Decimal(1500), PUT)
WOULD_BE = Finding(
    code="circle_if",
    severity="note",
    subject="team",
    formula="inquiry-target",
    values={"cost": "1,500", "inquiries": "2"},
)


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ((WORKED,), [WOULD_BE]),
        ((WORKED, figure(TARGET, None, {})), [WOULD_BE]),
        ((WORKED, figure(TARGET, None, {}, given=True)), []),
        ((WORKED, figure(TARGET, Decimal(3), {}, given=True)), []),
        ((figure(TARGET, Decimal(3), {}, given=True),), []),
        ((figure(COST, None, PUT),), []),
        ((figure(COST, Decimal(1500), {}, given=True),), []),
        ((figure(COST, Decimal(1500), {"promotion_spend": Decimal(3000)}),), []),
        ((), []),
    ],
)
def test_without_a_target_it_is_said_what_the_circle_would_come_to(
    figures: tuple[Figure, ...], said: list[Finding]
) -> None:
    assert circle_findings(team(*figures)) == said
