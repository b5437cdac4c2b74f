"""The table of what skills cover: whole rows only, however full it gets and whoever fills it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from matcher import covers as module
from matcher.covers import Covers

if TYPE_CHECKING:
    import pytest

NEEDS = {
    "drawing": ((0, 5, 3, 20), (2, 1, 5, 10)),
    "writing": ((1, 2, 1, 8),),
    "selling": ((2, 4, 2, 10),),
}


def test_a_row_is_what_a_level_covers_and_no_more_than_a_role_asks_for() -> None:
    covers = Covers(NEEDS, roles=3)
    assert covers.hold(["drawing"])
    for level, shares in ((1, (5 / 20, 0, 1 / 10)), (3, (15 / 20, 0, 3 / 10)), (5, (15 / 20, 0, 5 / 10))):
        assert covers.total([covers.before["drawing"] + level], [], 0.5).tolist() == list(shares)


def test_related_skills_count_at_a_discount() -> None:
    covers = Covers(NEEDS, roles=3)
    assert covers.hold(["drawing", "selling"])
    own, near = [covers.before["drawing"] + 1], [covers.before["selling"] + 2]
    assert np.allclose(covers.total(own, near, 0.25), [0.25, 0.0, 0.1 + 0.25 * 0.8])
    assert np.allclose(covers.total([], near, 0.25), [0.0, 0.0, 0.2])
    assert covers.total([], [], 0.25).tolist() == [0.0, 0.0, 0.0]


def test_a_full_table_says_so_and_keeps_what_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_SKILLS", 2)
    covers = Covers(NEEDS, roles=3)
    assert covers.hold(["drawing", "writing"])
    assert not covers.hold(["selling"])
    assert covers.hold(["writing", "drawing"])
    assert Covers(NEEDS, roles=3, least=3).hold(NEEDS)


def test_threads_that_fill_it_at_once_see_whole_rows() -> None:
    needs = {f"s{n}": ((n, 1, 5, 5),) for n in range(200)}
    for _ in range(20):
        covers = Covers(needs, roles=200, least=400)

        def look(number: int, covers: Covers = covers) -> bool:
            skill = f"s{number % 200}"
            if not covers.hold([skill]):
                return True  # Numbers were lost to others at the same skill; the caller takes a new table.
            row = covers.total([covers.before[skill] + 5], [], 1.0)
            return bool(row[number % 200] == 1.0 and row.sum() == 1.0)

        with ThreadPoolExecutor(4) as pool:
            assert all(pool.map(look, range(400)))
