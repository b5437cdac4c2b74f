"""Sharing out against trying everything, and what holds whatever the numbers."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.batch.places.assign import NOBODY, Envy, Market, envies, share_out, share_out_stably


@st.composite
def markets(draw: st.DrawFn, most: int = 4) -> Market:
    students, places = draw(st.integers(0, most)), draw(st.integers(1, most - 1))
    cell = st.integers(NOBODY, 5)
    scores = [[draw(cell) for _ in range(places)] for _ in range(students)]
    extra = [[draw(st.integers(0, 3)) for _ in range(places)] for _ in range(students)]
    seats = [draw(st.integers(0, 2)) for _ in range(places)]
    table = np.array(scores, np.int64).reshape(students, places)
    return Market(table, np.maximum(table, 0) + np.array(extra, np.int64).reshape(students, places), seats)


def merit(market: Market, found: tuple[int, ...] | list[int]) -> tuple[int, int, int] | None:
    """(placed, floor, sum of worth); None when it is not allowed."""
    taken = [(s, p) for s, p in enumerate(found) if p != NOBODY]
    if any(market.scores[s, p] < 0 for s, p in taken):
        return None
    if any(sum(p == q for _, q in taken) > seats for p, seats in enumerate(market.seats)):
        return None
    floor = min((int(market.scores[s, p]) for s, p in taken), default=0)
    return len(taken), floor, sum(int(market.worth[s, p]) for s, p in taken)


@settings(deadline=None)
@given(markets())
def test_nothing_is_better_than_what_is_found(market: Market) -> None:
    found = share_out(market)
    choices = product(range(NOBODY, len(market.seats)), repeat=len(market.scores))
    assert merit(market, found) == max(m for c in choices if (m := merit(market, c)) is not None)


@settings(deadline=None)
@given(markets(most=6))
def test_a_stable_sharing_leaves_no_envy_and_breaks_no_rule(market: Market) -> None:
    found = share_out_stably(market)
    assert merit(market, found) is not None
    assert envies(market, found) == []


@settings(deadline=None)
@given(markets(most=6))
def test_an_envy_is_one_on_both_sides(market: Market) -> None:
    found = share_out(market)
    for envy in envies(market, found):
        own = found[envy.student]
        assert market.scores[envy.student, envy.place] >= 0
        assert own == NOBODY or market.worth[envy.student, envy.place] > market.worth[envy.student, own]
        if envy.instead_of != NOBODY:
            assert found[envy.instead_of] == envy.place
            assert market.scores[envy.student, envy.place] > market.scores[envy.instead_of, envy.place]


def test_as_many_as_can_be_come_before_the_best_fit() -> None:
    market = Market(np.array([[9, 8], [7, NOBODY]]), np.array([[9, 8], [7, 0]]), [1, 1])
    assert share_out(market) == [1, 0]
    assert envies(market, [1, 0]) == [Envy(0, 0, 1)]
    assert share_out_stably(market) == [0, NOBODY]


def test_the_lowest_is_raised_before_the_sum() -> None:
    market = Market(np.array([[9, 6], [5, 1]]), np.array([[9, 6], [5, 1]]), [1, 1])
    assert share_out(market) == [1, 0]


def test_a_market_too_large_for_memory_is_refused() -> None:
    market = Market(np.zeros((7_000, 1), np.int64), np.zeros((7_000, 1), np.int64), [7_000])
    with pytest.raises(ValueError, match="too many"):
        share_out(market)
