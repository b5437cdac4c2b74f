"""The cohort in figures, by a worked example, and the small module that finds twins."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.batch import seen
from matcher.batch.cohort import MOST_ABSTAINED, Cohort
from matcher.batch.seen import Seen


def _gap(skill: str, weight: float, must: bool = False) -> dict[str, Any]:
    return {"skill": skill, "weight": weight, "must": must} if must else {"skill": skill, "weight": weight}


def _answer(row: int, role: str, score: float, sure: float, *gaps: dict[str, Any]) -> dict[str, Any]:
    first = {"role": role, "family": role[0], "score": score, "confidence": sure, "gaps": list(gaps)}
    return {"id": str(row), "row": row, "matches": [first], "abstained": False}


@pytest.fixture
def cohort() -> Cohort:
    """Four people: two lack `a` as their only must, one lacks two musts, one is ready; one has no role."""
    counted = Cohort()
    for answer in (
        _answer(2, "x1", 0.51, 0.9, _gap("a", 0.2, must=True), _gap("b", 0.1)),
        _answer(3, "x1", 0.5, 0.6, _gap("a", 0.2, must=True)),
        _answer(4, "y1", 0.999, 0.59, _gap("a", 0.1, must=True), _gap("c", 0.4, must=True)),
        _answer(5, "y2", 1.0, 0.1, _gap("b", 0.3)),
        {"id": "", "row": 6, "name": "n", "matches": [], "abstained": True, "why": "empty"},
    ):
        counted.add(answer)
    return counted


def test_figures_of_a_worked_example(cohort: Cohort) -> None:
    data = cohort.as_data()
    assert (data["people"], data["abstained"], data["ready"]) == (5, 1, 1)
    assert list(data["families"].items()) == [("x", 2), ("y", 2)]
    assert list(data["roles"].items()) == [("x1", 2), ("y1", 1), ("y2", 1)]
    assert data["scores"] == [0, 0, 0, 0, 0, 2, 0, 0, 0, 2]
    assert data["confidence"] == {"high": 2, "fair": 1, "low": 1}
    assert [(g["skill"], g["people"], g["must"]) for g in data["common_gaps"]] == [("a", 3, 3), ("b", 2, 0)]
    assert [(t["skill"], t["unlocks"]) for t in data["training"]] == [("a", 2)]
    assert data["abstained_by_reason"] == {"empty": 1}
    assert data["abstained_people"] == [{"row": 6, "id": "", "why": "empty"}]


def test_in_a_small_cohort_what_one_lacks_is_told() -> None:
    counted = Cohort()
    counted.add(_answer(2, "x1", 0.5, 0.5, _gap("a", 0.2)))
    assert [skill for skill, _ in counted.common_gaps()] == ["a"]


def test_people_without_a_role_are_named_up_to_a_limit() -> None:
    counted = Cohort()
    for row in range(MOST_ABSTAINED + 5):
        counted.add({"id": "x", "row": row, "matches": [], "abstained": True, "why": "empty"})
    assert len(counted.without) == MOST_ABSTAINED
    assert counted.abstained == MOST_ABSTAINED + 5


@given(texts=st.lists(st.text(alphabet="ab", max_size=3)), recent=st.integers(1, 4))
def test_twins_are_found_wherever_they_are_kept(texts: list[str], recent: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seen, "_RECENT", recent)
        met = Seen()
        found = [met.again(text) for text in texts]
    assert found == [text in texts[:place] for place, text in enumerate(texts)]
