"""Every rule by which ratings become parts, scores and what is said, on the smallest scheme that shows it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from matcher.team.sheets.results import ItemScore, PartScore, Scored, ScoredSheet
from tests.matcher.team.schemes import AREA, STAGE, figure, finding, formula, part, scored, sheet_of, subject


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
