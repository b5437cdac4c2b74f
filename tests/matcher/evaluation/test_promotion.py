"""The study of promotions: the order, its area under the curve, and what it never reads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kb import Knowledge
from kb.models import TeamStage
from matcher.evaluation.promotion import FILE, STAGE, Employee, auc, main, read_employees, readiness

HEADER = (
    "employee_id,department,education,no_of_trainings,age,previous_year_rating,length_of_service,"
    "KPIs_met _greaterthan_80percent,awards_won,avg_training_score,is_promoted\n"
)
ROWS = "1,Ops,Bachelor's,1,52,5.0,16,1,0,72,1\n2,Ops,,1,33,,6,0,0,62,0\n3,IT,,2,30,3.0,2,1,1,90,1\n"


@pytest.fixture(scope="module")
def stage() -> TeamStage:
    return next(s for s in Knowledge.load().records.team_stages if s.id == STAGE)


@pytest.fixture
def employees(tmp_path: Path) -> list[Employee]:
    (tmp_path / FILE).write_text(HEADER + ROWS, encoding="utf-8")
    return read_employees(tmp_path / FILE)


def test_the_order_is_the_scheme_without_the_peers(employees: list[Employee], stage: TeamStage) -> None:
    first, second, third = (readiness(employee, stage) for employee in employees)
    # Results (100 + 0) / 2 = 50; supervisor: rating 5 of 5 is 100, training 0.75 of the department is 75:
    # 87.5. (50 × 0.7 + 87.5 × 0.2) / 0.9.
    assert first == pytest.approx((50 * 0.7 + 87.5 * 0.2) / 0.9)
    # No rating: the training percentile of 0.25 alone.
    assert second == pytest.approx((0 * 0.7 + 25 * 0.2) / 0.9)
    # (100 × 0.7 + (50 + 50) / 2 × 0.2) / 0.9.
    assert third == pytest.approx((100 * 0.7 + 50 * 0.2) / 0.9)


def test_age_education_and_service_change_nothing(employees: list[Employee], stage: TeamStage) -> None:
    for employee in employees:
        other = replace(
            employee,
            education="Master's",
            numbers={**employee.numbers, "age": 20.0, "service": 1.0, "trainings": 9.0},
        )
        assert readiness(other, stage) == readiness(employee, stage)


def test_the_area_counts_pairs_by_hand() -> None:
    # Promoted 3 and 1 against 2 and 1: 3 > 2, 3 > 1, 1 < 2, 1 = 1: 2.5 of 4.
    assert auc([(3, True), (1, True), (2, False), (1, False)]) == 2.5 / 4
    assert auc([(1, True), (0, False)]) == 1


def test_without_a_table_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.csv")]) == 1
    assert "No table" in capsys.readouterr().err


@pytest.mark.shared
def test_the_order_beats_every_single_column(shared: Path, stage: TeamStage) -> None:
    employees = read_employees(shared / "eval" / "dev" / FILE)

    def area(scores: list[float]) -> float:
        return auc(list(zip(scores, [employee.promoted for employee in employees], strict=True)))

    singles = [
        area([employee.numbers[column] or 0.0 for employee in employees])
        for column in ("kpis_met", "award", "rating", "training")
    ]
    assert area([readiness(employee, stage) for employee in employees]) > max(singles)
