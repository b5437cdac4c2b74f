"""Every formula of the source's facts 2.3 to 2.11 by a worked example that a reader can follow by hand."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb import Knowledge
from kb.arithmetic import value
from kb.models import RewardLadder
from matcher.team.sheets.columns import stage_named
from matcher.team.sheets.results import Figure, Scored, ScoredSheet
from matcher.team.sheets.scoring import score_sheet, stepped
from matcher.team.sheets.sheet import Sheet, Subject
from tests.matcher.team.people import KNOWLEDGE


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return KNOWLEDGE


def numbers(**figures: float | str) -> dict[str, Decimal]:
    return {name: Decimal(str(figure)) for name, figure in figures.items()}


def marks(**parts: Mapping[str, float]) -> dict[str, tuple[Decimal, ...]]:
    return {
        f"{part.replace('_', '-')}.{item}": (Decimal(str(mark)),)
        for part, items in parts.items()
        for item, mark in items.items()
    }


def score(
    knowledge: Knowledge, stage: str, *people: Subject, team: Mapping[str, Decimal] | None = None
) -> ScoredSheet:
    group = Subject(id="team", figures=team) if team is not None else None
    return score_sheet(Sheet(stage=stage_named(knowledge, stage), team=group, people=people), knowledge)


def of_team(knowledge: Knowledge, stage: str, **figures: float | str) -> Scored:
    team = score(knowledge, stage, team=numbers(**figures)).team
    assert team is not None
    return team


def of_person(knowledge: Knowledge, stage: str, **figures: float | str) -> Scored:
    return score(knowledge, stage, Subject(id="a", figures=numbers(**figures))).people[0]


def figure(scored: Scored, result: str) -> Figure:
    return next(f for f in scored.figures if f.result == result)


WORK = {"task-completion": 90, "completion-quality": 80}
SUPERVISOR = {
    "workload-saturation": 60,
    "initiative": 70,
    "innovation": 80,
    "collaboration": 90,
    "learning-ability": 100,
    "attendance": 80,
}
PEERS = {
    "collaboration": 70,
    "initiative": 70,
    "knowledge-sharing": 70,
    "innovation": 70,
    "learning": 70,
    "image": 70,
}


def test_fact_2_3_and_2_4_start_up_score_is_70_20_10(knowledge: Knowledge) -> None:
    person = Subject(
        id="a", ratings=marks(work_results=WORK, supervisor_rating=SUPERVISOR, peer_rating=PEERS)
    )
    scored = score(knowledge, "start-up", person).people[0]

    # Results (90 + 80) / 2 = 85; supervisor 480 / 6 = 80; peers 70.
    assert [part.value for part in scored.parts] == [85, 80, 70]
    assert [part.weight for part in scored.parts] == [Decimal("0.7"), Decimal("0.2"), Decimal("0.1")]
    # 85 × 0.7 + 80 × 0.2 + 70 × 0.1 = 59.5 + 16 + 7 = 82.5
    found = figure(scored, "start_up_score")
    assert found.value == Decimal("82.5")
    assert found.numbers == "85 × 0.7 + 80 × 0.2 + 70 × 0.1"


def test_fact_2_6_theoretical_inquiry_cost(knowledge: Knowledge) -> None:
    team = of_team(
        knowledge, "growth", promotion_spend=30000, labour_cost=50000, management_cost=10000, inquiries=300
    )
    # 90,000 for 300 inquiries: 300 each.
    found = figure(team, "theoretical_inquiry_cost")
    assert found.value == 300
    assert found.numbers == "(30,000 + 50,000 + 10,000) ÷ 300"


def test_fact_2_7_cost_of_a_closed_inquiry(knowledge: Knowledge) -> None:
    team = of_team(
        knowledge,
        "growth",
        promotion_spend=30000,
        labour_cost=50000,
        management_cost=10000,
        inquiries=300,
        closed_inquiries=60,
    )
    # 300 inquiries at 300 each, closed 60 times: 1,500 each, the same as 90,000 / 60.
    assert figure(team, "closed_inquiry_cost").value == 1500
    assert figure(team, "closed_inquiry_cost").numbers == "300 × 300 ÷ 60"


def test_fact_2_8_inquiry_target_from_the_last_period(knowledge: Knowledge) -> None:
    team = of_team(
        knowledge,
        "growth",
        promotion_budget=36000,
        labour_budget=50000,
        management_budget=10000,
        last_inquiry_cost=300,
    )
    # 96,000 at 300 an inquiry: 320.
    assert figure(team, "inquiry_target").value == 320


def test_fact_2_6_with_2_8_is_a_circle_and_said_to_be_one(knowledge: Knowledge) -> None:
    spend = {"promotion_spend": 30000, "labour_cost": 50000, "management_cost": 10000, "inquiries": 300}
    closed = of_team(
        knowledge,
        "growth",
        **spend,
        promotion_budget=30000,
        labour_budget=50000,
        management_budget=10000,
        last_inquiry_cost=300,
        qualified_inquiries=300,
    )
    # The same period's figures in both: the target is what came in, completion always 1.
    assert figure(closed, "inquiry_target").value == 300
    assert figure(closed, "inquiry_target_completion").value == 1
    assert "circle_closed" in {found.code for found in closed.findings}

    open_still = of_team(knowledge, "growth", **spend)
    told = next(found for found in open_still.findings if found.code == "circle_if")
    assert told.values == {"cost": "300", "inquiries": "300"}


@given(spend=st.integers(1, 10**7), inquiries=st.integers(1, 10**5))
def test_the_circle_holds_for_any_figures(spend: int, inquiries: int) -> None:
    """Why no target can come from one period alone: spend / (spend / inquiries) is inquiries."""
    cost = Decimal(spend) / Decimal(inquiries)
    assert round(Decimal(spend) / cost) == inquiries


def test_fact_2_9_pay(knowledge: Knowledge) -> None:
    person = of_person(
        knowledge,
        "growth",
        base=30000,
        grade_coefficient=1.2,
        floating_pay_coefficient=0.3,
        performance_coefficient=1.5,
        incentive=2000,
        other=-500,
    )
    # 36,000 + 30,000 × 0.3 × 1.5 = 13,500; with 2,000 and less 500: 51,000.
    found = figure(person, "pay")
    assert found.value == 51000
    assert found.numbers == "30,000 × 1.2 + 30,000 × 0.3 × 1.5 + 2,000 + (-500)"


@pytest.mark.parametrize(("coefficient", "paid"), [(0, 36000), (2, 54000)])
def test_fact_2_9_performance_runs_from_0_to_2(knowledge: Knowledge, coefficient: float, paid: int) -> None:
    person = of_person(
        knowledge,
        "growth",
        base=30000,
        grade_coefficient=1.2,
        floating_pay_coefficient=0.3,
        performance_coefficient=coefficient,
        incentive=0,
    )
    assert figure(person, "pay").value == paid


def test_fact_2_10_completion_of_the_inquiry_target(knowledge: Knowledge) -> None:
    person = of_person(knowledge, "growth", qualified_inquiries=90, inquiry_target=120)
    assert figure(person, "inquiry_target_completion").value == Decimal("0.75")


@pytest.mark.parametrize(
    ("inquiries", "numbers_in", "reward"),
    [
        (80, "80 × 2", 160),
        (100, "100 × 2", 200),
        (115, "100 × 2 + 15 × 5", 275),
        (150, "100 × 2 + 20 × 5 + 30 × 8", 540),
    ],
)
def test_fact_2_10_stepped_inquiry_reward(
    knowledge: Knowledge, inquiries: int, numbers_in: str, reward: int
) -> None:
    # With a target of 100: 2 each up to 100, 5 each from there to 120, 8 each above.
    person = of_person(knowledge, "growth", qualified_inquiries=inquiries, inquiry_target=100)
    found = figure(person, "inquiry_reward")
    assert found.value == reward
    assert found.numbers == numbers_in


def test_fact_2_10_parts_of_growth_stand_side_by_side_without_weights(knowledge: Knowledge) -> None:
    ratings = marks(
        work_results={"inquiry-quality": 80, "task-completion": 70},
        supervisor_rating={"overall": 90},
        peer_rating={"overall": 85},
    )
    person = Subject(id="a", ratings=ratings, figures=numbers(qualified_inquiries=90, inquiry_target=120))
    sheet = score(knowledge, "growth", person)

    # The target was met by 0.75, which is 75 points; (75 + 80 + 70) / 3 = 75.
    assert [part.value for part in sheet.people[0].parts] == [75, 90, 85]
    assert sheet.people[0].value("growth_score") is None
    assert [found.code for found in sheet.findings] == ["no_weights"]


def test_fact_2_11_sales_and_profit_completion(knowledge: Knowledge) -> None:
    team = of_team(
        knowledge, "mature", actual_sales=1200000, sales_target=1000000, profit=90000, profit_target=120000
    )
    assert figure(team, "sales_completion").value == Decimal("1.2")
    assert figure(team, "profit_completion").value == Decimal("0.75")


def test_fact_2_11_stepped_commission_with_years_and_collaborators(knowledge: Knowledge) -> None:
    person = of_person(
        knowledge,
        "mature",
        profit=130000,
        profit_target=100000,
        years_of_service=5,
        seniority_rate=0.02,
        collaborator_share=0.2,
        collaborators=2,
    )
    # Steps: 100,000 × 3 % + 20,000 × 5 % + 10,000 × 8 % = 3,000 + 1,000 + 800 = 4,800.
    # Five years at 2 % each: 4,800 × 1.1 = 5,280. A fifth goes to collaborators: 4,224 stay.
    own = figure(person, "own_commission")
    assert own.value == 4224
    assert own.numbers == "(100,000 × 0.03 + 20,000 × 0.05 + 10,000 × 0.08) × (1 + 5 × 0.02) × (1 − 0.2)"
    # The fifth is 1,056; two collaborators get 528 each.
    assert figure(person, "collaborator_payout").value == 528


def test_fact_2_11_a_share_for_nobody_is_not_worked_out(knowledge: Knowledge) -> None:
    person = of_person(knowledge, "mature", profit=1000, profit_target=1000, years_of_service=0)
    assert {f.result for f in person.figures} >= {"own_commission"}
    assert "collaborator_payout" not in {f.result for f in person.figures}


def test_commission_enters_the_pay(knowledge: Knowledge) -> None:
    person = of_person(
        knowledge,
        "mature",
        profit=100000,
        profit_target=100000,
        years_of_service=0,
        base=30000,
        grade_coefficient=1,
        floating_pay_coefficient=0.2,
        performance_coefficient=1,
    )
    # 30,000 + 6,000 + 3 % of 100,000.
    assert figure(person, "pay").value == 39000


@pytest.fixture(scope="module")
def ladder(knowledge: Knowledge) -> RewardLadder:
    return next(found for found in knowledge.records.reward_ladders if found.id == "commission-ladder")


AMOUNTS = st.decimals(0, 10**7, places=2)


@given(less=AMOUNTS, more=AMOUNTS, target=st.decimals(1, 10**6, places=2))
def test_more_never_earns_less(ladder: RewardLadder, less: Decimal, more: Decimal, target: Decimal) -> None:
    low, high = sorted((less, more))
    assert value(stepped(ladder, low, target)) <= value(stepped(ladder, high, target))


@given(amount=AMOUNTS, target=st.decimals(1, 10**6, places=2))
def test_every_unit_lies_in_exactly_one_step(ladder: RewardLadder, amount: Decimal, target: Decimal) -> None:
    flat = ladder.model_copy(
        update={"steps": tuple(s.model_copy(update={"rate": 1.0}) for s in ladder.steps)}
    )
    assert value(stepped(flat, amount, target)) == amount


@given(
    share=st.integers(1, 50).map(lambda n: Decimal(n) / 100),
    heads=st.integers(1, 9),
    profit=st.integers(0, 10**6),
)
def test_what_is_shared_is_what_is_kept_back(
    knowledge: Knowledge, ladder: RewardLadder, share: Decimal, heads: int, profit: int
) -> None:
    person = of_person(
        knowledge,
        "mature",
        profit=profit,
        profit_target=100000,
        years_of_service=0,
        collaborator_share=str(share),
        collaborators=heads,
    )
    own, each = person.value("own_commission"), person.value("collaborator_payout")
    whole = value(stepped(ladder, Decimal(profit), Decimal(100000)))
    assert own is not None
    assert each is not None
    # Within a cent for each head and one for the own part, carried through the division.
    assert abs(own + each * heads - whole) <= Decimal("0.01") * (heads + 2)
