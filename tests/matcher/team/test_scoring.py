"""Every rule by which a sheet is worked out, on the smallest scheme that shows it, with all that is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb import Knowledge
from kb.arithmetic import CONTEXT
from kb.models import Formula, RewardLadder, SchemePart
from matcher.team.sheets.numbers import EXACT_TO, plain, rounded
from matcher.team.sheets.results import Figure, ItemScore, PartScore, Put, Scored, ScoredSheet
from matcher.team.sheets.scoring import score_sheet
from matcher.team.sheets.sheet import Finding, Sheet, Subject
from tests.matcher.team.people import KNOWLEDGE

LABEL = {"zh-Hant": "量", "en": "Quantity"}
STAGE = KNOWLEDGE.records.team_stages[0]


def quantity(name: str, **more: object) -> dict[str, object]:
    return {"id": name, "label": LABEL, "unit": "count", **more}


def formula(
    result: str, expression: str, *variables: str | dict[str, object], unit: str = "count", **more: object
) -> Formula:
    """A formula named after its result; a variable is a name, or a name with limits."""
    limits = {key: more.pop(key) for key in ("minimum", "maximum") if key in more}
    return Formula.model_validate(
        {
            "id": result.replace("_", "-"),
            "title": LABEL,
            "result": quantity(result, unit=unit, **limits),
            "expression": expression,
            "variables": tuple(quantity(v) if isinstance(v, str) else v for v in variables),
            "sources": ("editorial",),
            **more,
        }
    )


def part(name: str, weight: float | None, *items: str, **computed: str) -> SchemePart:
    asked: list[dict[str, object]] = [{"id": item, "label": LABEL} for item in items]
    asked += [{"id": item, "label": LABEL, "result": result} for item, result in computed.items()]
    return SchemePart.model_validate(
        {"id": name, "label": LABEL, "weight": weight, "rated_by": "peers", "items": tuple(asked)}
    )


def subject(
    name: str = "a", ratings: Mapping[str, Sequence[object]] | None = None, **figures: object
) -> Subject:
    return Subject(
        id=name,
        name=name.upper(),
        figures={key: Decimal(str(number)) for key, number in figures.items()},
        ratings={key: tuple(Decimal(str(m)) for m in marks) for key, marks in (ratings or {}).items()},
    )


def sheet_of(
    scheme: Sequence[Formula | SchemePart],
    *people: Subject,
    team: Subject | None = None,
    top: int = 100,
    ladders: tuple[RewardLadder, ...] = (),
) -> ScoredSheet:
    formulas = tuple(entry for entry in scheme if isinstance(entry, Formula))
    stage = STAGE.model_copy(
        update={
            "formulas": (*(f.id for f in formulas), "no-such-formula"),
            "parts": tuple(entry for entry in scheme if isinstance(entry, SchemePart)),
        }
    )
    records = KNOWLEDGE.records.model_copy(update={"formulas": formulas, "reward_ladders": ladders})
    sheet = Sheet(stage=stage, period="May", currency="NT$", top=Decimal(top), team=team, people=people)
    return score_sheet(sheet, Knowledge(records))


def scored(
    scheme: Sequence[Formula | SchemePart],
    person: Subject,
    team: Subject | None = None,
    ladders: tuple[RewardLadder, ...] = (),
) -> Scored:
    return sheet_of(scheme, person, team=team, ladders=ladders).people[0]


def figure(of: Formula, value: object, numbers: str, *put_in: tuple[str, object, str]) -> Figure:
    """The whole figure: what was put in, and what came out."""
    return Figure(
        formula=of.id,
        result=of.result.id,
        unit=of.result.unit,
        value=None if value is None else Decimal(str(value)),
        expression=of.expression,
        numbers=numbers,
        put_in=tuple(
            Put.model_validate({"name": name, "value": Decimal(str(number)), "origin": origin})
            for name, number, origin in put_in
        ),
        ladder=of.ladder,
    )


def finding(
    code: str, formula: str = "", severity: str = "problem", subject: str = "a", **values: str
) -> Finding:
    return Finding.model_validate(
        {"code": code, "severity": severity, "subject": subject, "formula": formula, "values": values}
    )


AREA = formula("area", "width * depth", "width", "depth")
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


# Ratings


def item(name: str, value: object, how: str, *marks: object) -> ItemScore:
    return ItemScore.model_validate(
        {
            "item": name,
            "value": None if value is None else Decimal(str(value)),
            "how": how,
            "marks": tuple(Decimal(str(mark)) for mark in marks),
        }
    )


DONE = formula("done", "sold / goal", "sold", "goal", unit="ratio")
CRAFT = part("own-craft", 0.75, "care", "speed", goal="done")
PEERS = part("peers", 0.25, "help")
SCORE = formula(
    "score",
    "own_craft * own_craft_weight + peers * peers_weight",
    *("own_craft", "own_craft_weight", "peers", "peers_weight"),
    unit="points",
)
SCHEME = (CRAFT, PEERS, SCORE, DONE)


def test_parts_are_means_of_points_and_the_score_weighs_them() -> None:
    ratings = {"own-craft.care": (4, 5), "own-craft.speed": (1,), "peers": (3,)}
    sheet = sheet_of(SCHEME, subject(ratings=ratings, sold=3, goal=2), top=5)
    # Care 4.5 of 5 is 90 points, speed 20; more than the goal is still 100. The mean is 70.
    craft = PartScore(
        part="own-craft",
        weight=Decimal("0.75"),
        value=Decimal(70),
        items=(item("care", 90, "rated", 4, 5), item("speed", 20, "rated", 1), item("goal", 100, "computed")),
        numbers="(90 + 20 + 100) ÷ 3",
    )
    peers = PartScore(
        part="peers",
        weight=Decimal("0.25"),
        value=Decimal(60),
        items=(item("peers", 60, "rated", 3),),
        numbers="60",
    )
    score = figure(
        SCORE,
        "67.5",
        "70 × 0.75 + 60 × 0.25",
        ("own_craft", 70, "computed"),
        ("own_craft_weight", "0.75", "scheme"),
        ("peers", 60, "computed"),
        ("peers_weight", "0.25", "scheme"),
    )
    done = figure(DONE, "1.5", "3 ÷ 2", ("sold", 3, "sheet"), ("goal", 2, "sheet"))
    person = Scored(id="a", name="A", parts=(craft, peers), figures=(score, done))
    assert sheet == ScoredSheet(
        stage=STAGE.id,
        period="May",
        currency="NT$",
        top=Decimal(5),
        team=None,
        people=(person,),
        formulas=("score", "done"),
        ladders=(),
        findings=(),
    )


def test_a_rating_that_is_missing_leaves_the_part_and_the_score_empty() -> None:
    found = scored(SCHEME, subject(ratings={"own-craft.care": (80,)}))
    assert found.parts == (
        PartScore(
            part="own-craft",
            weight=Decimal("0.75"),
            value=None,
            items=(
                item("care", 80, "rated", 80),
                item("speed", None, "missing"),
                item("goal", None, "missing"),
            ),
        ),
        PartScore(part="peers", weight=Decimal("0.25"), value=None, items=(item("help", None, "missing"),)),
    )
    # The weights alone are no reason to work out the score.
    assert found.figures == ()
    assert found.findings == (
        finding("not_asked", "done", "note"),
        finding("missing_ratings", part="own-craft", items="speed goal"),
        finding("missing_ratings", part="peers", items="help"),
    )
    half = scored(SCHEME, subject(ratings={"own-craft.care": (80,), "peers": (60,)}, goal=4))
    weights = ("own_craft_weight", "0.75", "scheme"), ("peers_weight", "0.25", "scheme")
    put_in = (weights[0], ("peers", 60, "computed"), weights[1])
    assert half.figures == (figure(SCORE, None, "", *put_in), figure(DONE, None, "", ("goal", 4, "sheet")))
    assert half.findings == (
        finding("missing_figures", "done", names="sold"),
        finding("missing_ratings", part="own-craft", items="speed goal"),
        finding("rests_on_missing", "score", "note", names="own_craft"),
    )


def test_an_item_counted_by_a_formula_that_the_stage_has_not_is_missing() -> None:
    (found,) = scored((CRAFT,), subject(ratings={"own-craft.care": (80,)}, done=1)).parts
    assert found.items[-1] == item("goal", None, "missing")


def test_what_does_not_apply_leaves_the_mean_and_a_part_of_nothing_is_a_note() -> None:
    ratings = {"own-craft.care": (80,), "own-craft.speed": (1,)}
    person = subject(ratings=ratings, sold=1, goal=4)
    without = frozenset({"own-craft.speed", "peers.help"})
    found = scored(SCHEME, person.model_copy(update={"not_applicable": without}))
    craft, peers = found.parts
    assert craft.items[1] == item("speed", None, "not_applicable")
    assert (craft.value, craft.numbers) == (Decimal("52.5"), "(80 + 25) ÷ 2")
    assert (peers.value, peers.numbers) == (None, "")
    assert finding("nothing_applies", "", "note", part="peers") in found.findings
    # To say that something does not apply is to rate, and no figure.
    only = subject(sold=1, goal=4).model_copy(update={"not_applicable": without})
    assert [part.items[0].how for part in scored(SCHEME, only).parts] == ["missing", "not_applicable"]
    nothing = scored(SCHEME, subject().model_copy(update={"not_applicable": without}))
    assert nothing.findings == (finding("nothing_given"),)


@pytest.mark.parametrize(("marks", "odd"), [((0, 5), None), ((5, 6, 7), "6"), ((-1,), "-1"), ((5.5,), "5.5")])
def test_a_mark_outside_the_scale_is_no_mark(marks: tuple[float, ...], odd: str | None) -> None:
    (found,) = sheet_of((PEERS,), subject(ratings={"peers.help": marks}), top=5).people
    (help_,) = found.parts[0].items
    assert help_.marks == tuple(Decimal(str(mark)) for mark in marks)
    if odd is None:
        assert (help_.how, help_.value) == ("rated", 50)
        assert found.findings == ()
    else:
        assert (help_.how, help_.value, found.parts[0].value) == ("missing", None, None)
        assert found.findings[:2] == (
            finding("mark_out_of_range", item="peers.help", mark=odd, top="5"),
            finding("missing_ratings", part="peers", items="help"),
        )
        (whole,) = sheet_of((PEERS,), subject(ratings={"peers": marks}), top=5).people
        assert whole.findings[0] == finding("mark_out_of_range", item="peers", mark=odd, top="5")


# What is said of the whole


def test_weights_must_come_to_one_or_there_is_no_score() -> None:
    def said(*weights: float | None) -> list[tuple[str, str, dict[str, str]]]:
        scheme = [part(f"p{place}", weight, "all") for place, weight in enumerate(weights)]
        return [(f.code, f.severity, f.values) for f in sheet_of(scheme).findings]

    assert said() == said(1.0) == said(0.7, 0.2, 0.1) == said(0.5, None, 0.5) == []
    assert said(None, None) == [("no_weights", "note", {})]
    assert said(0.7, 0.2) == [("weights_not_whole", "problem", {"sum": "0.9"})]
    assert said(0.7, None) == [("weights_not_whole", "problem", {"sum": "0.7"})]


def test_without_weights_nobody_is_told_that_a_score_is_missing() -> None:
    bare = (part("own-craft", None, "care"), part("peers", None, "help"), SCORE, AREA)
    found = scored(bare, subject(ratings={"own-craft": (80,), "peers": (70,)}, width=2, depth=3))
    assert [p.value for p in found.parts] == [80, 70]
    assert [f.formula for f in found.figures] == ["area"]
    assert found.findings == ()
    # Figures alone need no ratings there; with weights their lack is said.
    assert scored(bare, subject(width=2, depth=3)).findings == ()
    told = scored((CRAFT, PEERS, SCORE, AREA), subject(width=2, depth=3))
    assert [f.formula for f in told.figures] == ["area"]
    assert told.parts == ()
    assert told.findings == (finding("no_ratings"),)
    assert scored((AREA,), subject(width=2, depth=3)).findings == ()


def test_somebody_of_whom_nothing_is_given_is_named_and_the_team_is_not() -> None:
    empty = subject()
    assert scored(SCHEME, empty) == Scored(id="a", name="A", findings=(finding("nothing_given"),))
    team = subject("team")
    assert sheet_of((CRAFT, AREA), team=team).team == Scored(
        id="team", name="TEAM", findings=(finding("not_asked", "area", "note", subject="team"),)
    )


def test_the_team_and_each_person_get_the_formulas_of_their_scope() -> None:
    scheme = [formula(scope, "width * 1", "width", scope=scope) for scope in ("team", "person", "both")]
    sheet = sheet_of(scheme, subject(width=1), team=subject("team", width=2))
    assert [f.formula for f in sheet.people[0].figures] == ["person", "both"]
    assert sheet.team is not None
    assert [(f.formula, f.value) for f in sheet.team.figures] == [("team", 2), ("both", 2)]
    assert sheet.team.parts == ()


# Numbers


@given(
    tenths=st.integers(-(10**6), 10**6).map(lambda half: half * 5) | st.integers(-(10**6), 10**6),
    unit=st.sampled_from(sorted(EXACT_TO)),
)
def test_a_figure_is_rounded_to_the_nearest_half_away_from_zero(tenths: int, unit: str) -> None:
    last = Decimal("0.0001") if unit == "ratio" else Decimal("0.01")
    number = tenths * last / 10
    expected = last * ((abs(tenths) + 5) // 10)
    assert rounded(number, unit) == expected.copy_sign(number)  # type: ignore[arg-type]
    # More digits than decimals have by default are kept as well.
    large = Decimal(10) ** 26
    assert rounded(CONTEXT.add(large, abs(number)), unit) == CONTEXT.add(large, expected)  # type: ignore[arg-type]


@given(number=st.decimals(-(10**9), 10**9, places=4))
def test_a_plain_number_reads_back_and_has_no_idle_zeros(number: Decimal) -> None:
    text = plain(number)
    assert Decimal(text.replace(",", "")) == number
    assert not ("." in text and text.endswith(("0", ".")))
    whole = text.lstrip("-").partition(".")[0].split(",")
    assert [len(group) for group in whole[1:]] == [3] * (len(whole) - 1)
    assert 1 <= len(whole[0]) <= 3


def test_a_round_number_keeps_its_zeros() -> None:
    assert [plain(Decimal(number)) for number in ("100", "1200.50", "0", "-10.0")] == [
        "100",
        "1,200.5",
        "0",
        "-10",
    ]
