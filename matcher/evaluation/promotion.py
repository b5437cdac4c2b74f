"""Real promotions: does the order of a documented scheme put those promoted above those who were not.

Run as `python -m matcher.evaluation.promotion [FILE]`; the file has one row an employee with the columns of
`promotion.csv`: department, education, trainings, age, last year's rating, length of service, KPIs met,
awards, mean training score, and whether they were promoted. Where it comes from is not documented.

The readiness order is the start-up scheme of the source (70 % results, 20 % supervisor, 10 % peers) on the
columns that can stand for its items; its weights are read from `data/team/stages.yaml` and nothing is fitted:

- results: KPIs met (task completion) and an award won (quality of completion), 0 or 100 points each;
- supervisor: last year's rating, and for learning ability the mean training score as a percentile within the
  person's own department, since departments mark very differently;
- peers: the table has no such rating, so their 10 % leave the denominator.

What is missing leaves its mean. Age is never read by it, nor are education, the number of trainings and the
length of service, which say nothing of how somebody works. Logistic regressions, fitted in five folds and so
allowed to learn from the labels, stand beside it for scale: on the scheme's own columns, on all but age, and
with age. Figures are areas under the ROC curve with bootstrap intervals.
"""

from __future__ import annotations

import argparse
import csv
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kb import Knowledge
from kb.models import TeamStage
from matcher.evaluation.metrics import Figure, estimate
from matcher.evaluation.suite import development_folder

FILE = "promotion.csv"
"""The table in the development folder."""

STAGE = "stage-start-up"
"""Whose weights the order takes."""

FOLDS = 5
"""Folds of the regressions."""

FORBIDDEN = ("age",)
"""Columns that no order of ours may read; shown with them for scale only."""

SCHEME = ("kpis_met", "award", "rating", "training")
"""What the scheme's order rests on."""

ALLOWED = (*SCHEME, "service", "trainings", "education", "department")
"""What a regression without the forbidden columns sees."""


@dataclass(frozen=True)
class Employee:
    """One row."""

    promoted: bool
    """What happened."""
    department: str
    """Where they work."""
    numbers: Mapping[str, float | None]
    """Columns as numbers; None where nothing stands."""
    education: str
    """The degree; not used by the order."""


def read_employees(path: Path) -> list[Employee]:
    """The rows of a table, training scores turned into percentiles within departments.

    Raises:
        KeyError: when a column is missing.
    """
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    kpis = next((name for name in rows[0] if name.lower().startswith("kpis_met")), "KPIs_met") if rows else ""
    scores: dict[str, list[float]] = {}
    for row in rows:
        if row["avg_training_score"]:
            scores.setdefault(row["department"], []).append(float(row["avg_training_score"]))
    for found in scores.values():
        found.sort()
    return [
        Employee(
            promoted=row["is_promoted"] == "1",
            department=row["department"],
            numbers={
                "kpis_met": _number(row[kpis]),
                "award": _number(row["awards_won"]),
                "rating": _number(row["previous_year_rating"]),
                "training": _percentile(_number(row["avg_training_score"]), scores[row["department"]]),
                "service": _number(row["length_of_service"]),
                "trainings": _number(row["no_of_trainings"]),
                "age": _number(row["age"]),
            },
            education=row["education"],
        )
        for row in rows
    ]


def readiness(employee: Employee, stage: TeamStage) -> float:
    """The points of the scheme, 0 to 100, from what the table can show of its items."""
    numbers = employee.numbers
    rating = numbers["rating"]
    parts = {
        "work-results": _mean([_points(numbers["kpis_met"], 1), _points(numbers["award"], 1)]),
        "supervisor-rating": _mean(
            [None if rating is None else (rating - 1) / 4 * 100, _points(numbers["training"], 1)]
        ),
    }
    weights = {part.id: part.weight or 0.0 for part in stage.parts}
    rated = {part: points for part, points in parts.items() if points is not None}
    whole = sum(weights[part] for part in rated)
    return sum(weights[part] * points for part, points in rated.items()) / whole if whole else 0.0


def auc(pairs: Sequence[tuple[float, bool]]) -> float:
    """The chance that somebody promoted stands above somebody who was not; ties count half.

    Args:
        pairs: (score, promoted).
    """
    above = sorted(score for score, promoted in pairs if not promoted)
    hits = [score for score, promoted in pairs if promoted]
    if not above or not hits:
        return float("nan")
    won = sum((bisect_left(above, s) + bisect_right(above, s)) / 2 for s in hits)
    return won / (len(above) * len(hits))


def regression(employees: Sequence[Employee], columns: Sequence[str], seed: int = 0) -> list[float]:
    """Scores of a logistic regression that never saw the row it scores (five folds).

    Args:
        employees: the rows.
        columns: of numbers, `education` or `department`.
        seed: of the folds.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    table = np.array([_features(employee, columns, employees) for employee in employees])
    labels = np.array([employee.promoted for employee in employees])
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
    chances = cross_val_predict(model, table, labels, cv=folds, method="predict_proba")
    return [float(chance) for chance in chances[:, 1]]


def figures(employees: Sequence[Employee], stage: TeamStage) -> list[tuple[str, Figure]]:
    """Every order and its area under the curve."""
    promoted = [employee.promoted for employee in employees]

    def measured(scores: Sequence[float]) -> Figure:
        return estimate(list(zip(scores, promoted, strict=True)), auc)

    def single(column: str) -> Callable[[Employee], float]:
        return lambda employee: employee.numbers[column] or 0.0

    found = [("readiness order (scheme, nothing fitted)", measured([readiness(e, stage) for e in employees]))]
    found += [(f"{column} alone", measured([single(column)(e) for e in employees])) for column in SCHEME]
    for name, columns in (
        ("logistic regression, the scheme's columns", SCHEME),
        ("logistic regression, all but age", ALLOWED),
        ("logistic regression, all and age (for scale)", (*ALLOWED, *FORBIDDEN)),
    ):
        found.append((name, measured(regression(employees, columns))))
    return found


def _features(employee: Employee, columns: Sequence[str], everybody: Sequence[Employee]) -> list[float]:
    """Numbers with a flag where one is missing, and a column for each degree and department."""
    values: list[float] = []
    for column in columns:
        if column == "education":
            kinds = sorted({e.education for e in everybody})
            values += [float(employee.education == kind) for kind in kinds]
        elif column == "department":
            kinds = sorted({e.department for e in everybody})
            values += [float(employee.department == kind) for kind in kinds]
        else:
            number = employee.numbers[column]
            values += [0.0 if number is None else number, float(number is None)]
    return values


def _percentile(score: float | None, sorted_scores: Sequence[float]) -> float | None:
    """The share of a department below a score, equals counted half."""
    if score is None:
        return None
    below, upto = bisect_left(sorted_scores, score), bisect_right(sorted_scores, score)
    return (below + upto) / 2 / len(sorted_scores)


def _points(number: float | None, best: float) -> float | None:
    return None if number is None else number / best * 100


def _mean(numbers: Sequence[float | None]) -> float | None:
    there = [number for number in numbers if number is not None]
    return sum(there) / len(there) if there else None


def _number(text: str) -> float | None:
    return float(text) if text.strip() else None


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures as a table; 1 when there is no table to read."""
    parser = argparse.ArgumentParser(description="Real promotions against the order of a documented scheme.")
    parser.add_argument("file", nargs="?", type=Path, default=None)
    given: Path | None = parser.parse_args(arguments).file
    folder = development_folder()
    path = given or (folder / FILE if folder else None)
    if path is None or not path.is_file():
        sys.stderr.write("No table of promotions.\n")
        return 1
    employees = read_employees(path)
    stage = next(s for s in Knowledge.load().records.team_stages if s.id == STAGE)
    promoted = sum(employee.promoted for employee in employees)
    sys.stdout.write(f"{len(employees)} employees, {promoted} promoted\n")
    sys.stdout.write("order\tAUC [95 % interval]\n")
    for name, figure in figures(employees, stage):
        sys.stdout.write(f"{name}\t{figure}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
