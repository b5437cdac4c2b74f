"""Every rule by which formulas of a sheet are worked out, on the smallest scheme that shows it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kb.models import RewardLadder
from matcher.team.sheets.results import Figure, Scored
from tests.matcher.team.schemes import (
    AREA,
    LABEL,
    figure,
    finding,
    formula,
    quantity,
    scored,
    sheet_of,
    subject,
)

SIDES = (("width", 2, "sheet"), ("depth", 3, "sheet"))


# Where a quantity comes from


def test_a_figure_says_what_was_put_in_and_where_it_came_from() -> None:
    whole = formula("whole", "area + height * 1", "area", quantity("height", default=0.5), unit="money")
    price = formula(
        "price", "whole * rate", "whole", quantity("rate", shared=True, default=9.0), unit="money"
    )
    team = subject("team", rate=4)
    found = scored((AREA, whole, price), subject(width=2, depth=3), team=team)
    assert found == Scored(
        id="a",
        name="A",
        figures=(
            figure(AREA, 6, "2 × 3", *SIDES),
            figure(whole, "6.5", "6 + 0.5 × 1", ("area", 6, "computed"), ("height", "0.5", "default")),
            figure(price, 26, "6.5 × 4", ("whole", "6.5", "computed"), ("rate", 4, "team")),
        ),
    )


def test_the_own_row_comes_before_any_other_place() -> None:
    other = formula("twice", "area * 2 * rate", "area", quantity("rate", shared=True, default=9.0))
    found = scored((AREA, other), subject(area=7, rate=3, width=1, depth=1), team=subject("team", rate=4))
    given = Figure(
        formula="area",
        result="area",
        unit="count",
        value=Decimal(7),
        given=True,
        expression="width * depth",
    )
    assert found.figures == (
        given,
        figure(other, 42, "7 × 2 × 3", ("area", 7, "sheet"), ("rate", 3, "sheet")),
    )


@pytest.mark.parametrize(
    ("shared", "default", "team", "put"),
    [
        (True, 9.0, {"rate": 4}, (4, "team")),
        (False, 9.0, {"rate": 4}, (9, "default")),
        (True, 9.0, {"other": 4}, (9, "default")),
        (True, 9.0, None, (9, "default")),
        (False, None, {"rate": 4}, None),
    ],
)
def test_what_nobody_gave_is_the_teams_where_it_is_shared_and_else_the_default(
    shared: bool, default: float | None, team: dict[str, int] | None, put: tuple[int, str] | None
) -> None:
    pay = formula("pay", "hours * rate", "hours", quantity("rate", shared=shared, default=default))
    found = scored((pay,), subject(hours=2), team=None if team is None else subject("team", **team))
    if put is None:
        assert found.figures == (figure(pay, None, "", ("hours", 2, "sheet")),)
        assert found.findings == (finding("missing_figures", "pay", names="rate"),)
    else:
        sides = (("hours", 2, "sheet"), ("rate", *put))
        assert found.figures == (figure(pay, 2 * put[0], f"2 × {put[0]}", *sides),)
        assert found.findings == ()


def test_a_figure_of_the_sheet_is_rounded_and_held_to_its_limits() -> None:
    limited = formula("rate", "a1 * 1", "a1", unit="ratio", minimum=0.0, maximum=2.0)
    for told, value in (("0.00004", "0"), ("1.23456", "1.2346"), (2, 2), (0, 0)):
        (found,) = scored((limited,), subject(rate=told)).figures
        assert (found.value, found.given, found.unit) == (Decimal(str(value)), True, "ratio")
    low = scored((limited,), subject(rate=-1))
    assert low.figures[0].value is None
    assert low.findings == (finding("too_small", "rate", name="rate", number="-1", limit="0"),)
    high = scored((limited,), subject(rate="1234.5"))
    assert high.findings == (finding("too_large", "rate", name="rate", number="1,234.5", limit="2"),)


# Formulas that lead nowhere, wait or go round in a circle


def test_what_only_the_team_or_a_default_would_feed_is_not_worked_out() -> None:
    fee = formula("fee", "rate * 2", quantity("rate", shared=True, default=1.0))
    for team in (None, subject("team", rate=5)):
        found = scored((AREA, fee), subject(width=2, depth=3), team=team)
        assert [f.formula for f in found.figures] == ["area"]
        assert found.findings == (finding("not_asked", "fee", "note"),)
    nothing = scored((AREA, formula("other", "height * 1", "height")), subject(height=1))
    assert [f.formula for f in nothing.figures] == ["other"]
    assert nothing.findings == (finding("not_asked", "area", "note"),)


@pytest.mark.parametrize(
    ("heads", "worked"), [(-1, False), (0, False), (None, False), ("0.5", True), (2, True)]
)
def test_a_formula_with_a_condition_waits_for_it(heads: object, worked: bool) -> None:
    each = formula("each", "pot * heads", "pot", "heads", only_if="heads")
    given = {} if heads is None else {"heads": heads}
    found = scored((each,), subject(pot=6, **given))
    assert [f.formula for f in found.figures] == ["each"] * worked
    assert found.findings == ()


def test_what_is_missing_is_said_once_and_what_rests_on_it_is_a_note() -> None:
    bigger = formula("bigger", "area * area + height * floors", "area", "height", "floors")
    rests = formula("rests", "bigger * area * height", "bigger", "area", "height")
    found = scored((AREA, bigger, rests), subject(width=2, height=1))
    assert found.figures == (
        figure(AREA, None, "", ("width", 2, "sheet")),
        figure(bigger, None, "", ("height", 1, "sheet")),
        figure(rests, None, "", ("height", 1, "sheet")),
    )
    assert found.findings == (
        finding("missing_figures", "area", names="depth"),
        finding("missing_figures", "bigger", names="floors"),
        finding("rests_on_missing", "rests", "note", names="area bigger"),
    )
    both = formula("both", "width * depth * height", "width", "depth", "height")
    found = scored((both,), subject(height=1))
    assert found.findings == (finding("missing_figures", "both", names="width depth"),)


def test_a_circle_of_formulas_is_said_and_not_worked_out() -> None:
    hen = formula("hen", "egg + seed", "egg", "seed")
    egg = formula("egg", "hen + seed", "hen", "seed")
    found = scored((hen, egg), subject(seed=1))
    assert [f.value for f in found.figures] == [None, None]
    assert found.findings == (
        finding("circle", "hen"),
        finding("rests_on_missing", "egg", "note", names="hen"),
        finding("rests_on_missing", "hen", "note", names="egg"),
    )
    # A figure given by the sheet opens the circle.
    assert [f.value for f in scored((hen, egg), subject(seed=1, egg=5)).figures] == [6, 5]


def test_a_formula_used_twice_is_no_circle() -> None:
    one = formula("one", "area + 1 * width", "area", "width")
    two = formula("two", "area + one", "area", "one")
    found = scored((two, one, AREA), subject(width=2, depth=3))
    assert [(f.formula, f.value) for f in found.figures] == [("two", 14), ("one", 8), ("area", 6)]
    assert found.findings == ()


@pytest.mark.parametrize(
    "expression", ["width +", "width * unknown", "nothing_known(width)", "stepped(width, width)"]
)
def test_a_formula_that_is_none_is_said_and_the_others_are_worked_out(expression: str) -> None:
    bad = formula("bad", expression, "width")
    found = scored((bad, AREA), subject(width=2, depth=3))
    assert found.findings == (finding("bad_formula", "bad"),)
    assert found.figures[-1] == figure(AREA, 6, "2 × 3", *SIDES)
    blanks = (figure(bad, None, "", SIDES[0]),) if expression != "width +" else ()
    assert found.figures[:-1] == blanks


# Sums of other figures


CALLS = formula("calls", "calls_in * 1", "calls_in")
MAILS = formula("mails", "mails_in / people", "mails_in", "people")
ALL_IN = formula(
    "all_in", "contacts * 1", quantity("contacts", sums=("calls", "mails", "none_such"), default=9.0)
)


@pytest.mark.parametrize(
    ("given", "put"),
    [
        ({"calls_in": 2, "mails_in": 6, "people": 2}, (5, "computed")),
        ({"calls_in": 2}, (2, "computed")),
        ({"calls_in": 2, "mails_in": 6, "people": 0}, (9, "default")),
        ({"calls_in": 2, "contacts": 7}, (7, "sheet")),
    ],
)
def test_a_sum_is_of_what_was_worked_out_and_of_nothing_when_one_failed(
    given: dict[str, int], put: tuple[int, str]
) -> None:
    found = {f.formula: f for f in scored((CALLS, MAILS, ALL_IN), subject(**given)).figures}
    if put[1] == "default":
        # A default alone is no reason to work a figure out.
        assert "all-in" not in found
    else:
        assert found["all-in"] == figure(ALL_IN, put[0], f"{put[0]} × 1", ("contacts", *put))


# Limits and divisors


def test_numbers_beyond_their_limits_are_each_named() -> None:
    limited = formula(
        "out",
        "low * high",
        quantity("low", minimum=1.0, maximum=5.0),
        quantity("high", minimum=1.0, maximum=5.0),
        maximum=20.0,
    )
    for low, high in ((1, 5), (5, 1), (4, 5)):
        found = scored((limited,), subject(low=low, high=high))
        assert (found.value("out"), found.findings) == (low * high, ())
    sides = ("low", "0.5", "sheet"), ("high", "5.5", "sheet")
    found = scored((limited,), subject(low="0.5", high="5.5"))
    assert found.figures == (figure(limited, None, "", *sides),)
    assert found.findings == (
        finding("too_small", "out", name="low", number="0.5", limit="1"),
        finding("too_large", "out", name="high", number="5.5", limit="5"),
    )
    found = scored((limited,), subject(low=5, high=5))
    assert found.figures == (figure(limited, None, "5 × 5", ("low", 5, "sheet"), ("high", 5, "sheet")),)
    assert found.findings == (finding("too_large", "out", name="out", number="25", limit="20"),)


def test_a_division_by_zero_names_what_is_zero() -> None:
    ratio = formula("ratio", "part1 / whole1 + part1", "part1", quantity("whole1", minimum=1.0))
    found = scored((ratio,), subject(part1=3, whole1=0))
    assert found.figures == (figure(ratio, None, "", ("part1", 3, "sheet"), ("whole1", 0, "sheet")),)
    assert found.findings == (finding("division_by_zero", "ratio", name="whole1"),)
    assert scored((ratio,), subject(part1=0, whole1=2)).value("ratio") == 0
    two = formula("two", "1 / x1 + 1 / y1", "x1", "y1")
    assert scored((two,), subject(x1=0, y1=0)).findings == (
        finding("division_by_zero", "two", name="x1"),
        finding("division_by_zero", "two", name="y1"),
    )
    apart = formula("apart", "part1 / (whole1 - used)", "part1", "whole1", "used")
    found = scored((apart,), subject(part1=3, whole1=2000, used=2000))
    assert [f.value for f in found.figures] == [None]
    assert found.findings == (finding("division_by_zero_part", "apart", part="2,000 − 2,000"),)
    # A zero inside of what divides is no division by zero.
    assert scored((apart,), subject(part1=4, whole1=2, used=0)).value("apart") == 2


LADDER = RewardLadder.model_validate(
    {
        "id": "steps",
        "title": LABEL,
        "sources": ("editorial",),
        "steps": ({"up_to": 1.0, "rate": 2.0}, {"up_to": 1.5, "rate": 4.0}, {"up_to": None, "rate": 8.0}),
    }
)


def test_a_ladder_pays_each_step_at_its_own_rate() -> None:
    pay = formula("pay", "stepped(sold, goal) * 1", "sold", "goal", ladder="steps")
    for sold, value, numbers in (
        (0, 0, "0 × 1"),
        (10, 20, "10 × 2 × 1"),
        (12, 28, "(10 × 2 + 2 × 4) × 1"),
        (20, 80, "(10 × 2 + 5 × 4 + 5 × 8) × 1"),
    ):
        sides = ("sold", sold, "sheet"), ("goal", 10, "sheet")
        sheet = sheet_of((pay,), subject(sold=sold, goal=10), ladders=(LADDER,))
        assert sheet.people[0].figures == (figure(pay, value, numbers, *sides),)
        assert sheet.ladders == ("steps",)
