"""Measures, against values worked out by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.evaluation.metrics import (
    Figure,
    calibration_error,
    estimate,
    figure,
    hit,
    macro,
    ndcg,
    reciprocal_rank,
    reliability,
)

CHANCES = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


@pytest.mark.parametrize(("gold", "expected"), [("a", 1.0), ("c", 1 / 3), ("z", 0.0)])
def test_reciprocal_rank(gold: str, expected: float) -> None:
    assert reciprocal_rank(["a", "b", "c"], gold) == pytest.approx(expected)


def test_a_hit_is_within_the_first_few() -> None:
    assert [hit(["a", "b", "c"], "b", within) for within in (1, 2, 3)] == [0.0, 1.0, 1.0]


def test_ndcg_rewards_the_best_order() -> None:
    gains = {"a": 3.0, "b": 2.0}
    assert ndcg(["a", "b", "c"], gains) == pytest.approx(1.0)
    swapped = (2 + 3 / math.log2(3)) / (3 + 2 / math.log2(3))
    assert ndcg(["b", "a"], gains) == pytest.approx(swapped)
    assert ndcg(["c", "d"], gains) == 0.0
    assert ndcg(["a"], {}) == 0.0


def test_calibration_error_is_the_gap_between_sure_and_right() -> None:
    assert calibration_error([0.8] * 10, [True] * 8 + [False] * 2, bins=1) == pytest.approx(0.0)
    assert calibration_error([0.9] * 10, [True] * 5 + [False] * 5, bins=1) == pytest.approx(0.4)
    assert calibration_error([], []) == 0.0


@given(CHANCES)
def test_reliability_holds_every_row_and_gives_the_error(rows: list[tuple[float, bool]]) -> None:
    confidences, right = [c for c, _ in rows], [r for _, r in rows]
    table = reliability(confidences, right)
    assert sum(count for _, _, count in table) == len(rows)
    assert [mean for mean, _, _ in table] == pytest.approx(sorted(mean for mean, _, _ in table))
    gaps = sum(abs(mean - share) * count for mean, share, count in table) / len(rows)
    assert calibration_error(confidences, right) == pytest.approx(gaps)


def test_macro_gives_every_label_the_same_say() -> None:
    assert macro([1.0, 1.0, 1.0, 0.0], ["a", "a", "a", "b"]) == pytest.approx(0.5)
    assert macro([1.0, 0.0], ["a", "b"], lambda label: label == "a") == 1.0
    assert math.isnan(macro([], []))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_an_interval_lies_in_the_range_and_is_the_same_again(values: list[float]) -> None:
    found = figure(values)
    assert found == figure(values)
    assert min(values) - 1e-9 <= found.low <= found.high <= max(values) + 1e-9
    assert found.value == pytest.approx(sum(values) / len(values))
    assert found.rows == len(values)


def test_an_interval_covers_what_a_coin_gives_and_narrows_with_rows() -> None:
    few, many = figure([0.0, 1.0] * 10), figure([0.0, 1.0] * 500)
    assert few.low < 0.35 < 0.65 < few.high
    assert 0.45 < many.low < 0.5 < many.high < 0.55


def test_nothing_measured_is_not_a_number() -> None:
    for found in (figure([]), estimate([], len)):
        assert math.isnan(found.value)
        assert found.rows == 0


def test_any_measure_has_an_interval() -> None:
    found = estimate([3, 1, 2], max)
    assert isinstance(found, Figure)
    assert (found.value, found.high) == (3, 3)
    assert str(Figure(0.5, 0.4, 0.6, 9)) == "0.500 [0.400, 0.600]"
