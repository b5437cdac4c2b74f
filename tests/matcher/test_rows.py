"""Rows kept under a text's hash come back as they were put, whoever else writes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matcher.matcher import WORDS_ONLY, Matcher
from matcher.profile import Profile
from matcher.rows import BuiltRows, OwnRows, SharedRows, key_of

WIDTH = 5


def row(number: int) -> np.ndarray:
    return np.arange(number, number + WIDTH, dtype=np.float32)


def test_a_key_is_of_the_text_alone_and_never_nought() -> None:
    assert key_of("修圖") == key_of("修圖") != key_of("修图")
    assert key_of("\ud800") > 0


def test_own_rows_forget_the_least_lately_used() -> None:
    rows = OwnRows(most=2)
    rows.put(1, row(1))
    rows.put(2, row(2))
    assert rows.get(1) is not None
    rows.put(3, row(3))
    assert rows.get(2) is None
    assert rows.get(1) is not None


@given(st.sets(st.integers(1, 2**64 - 2), max_size=30))
def test_built_rows_give_what_is_there_and_nothing_else(numbers: set[int]) -> None:
    keys = np.array(sorted(numbers), np.uint64)
    rows = BuiltRows(keys, np.array([row(i) for i in range(len(keys))], np.float32).reshape(-1, WIDTH))
    for place, key in enumerate(sorted(numbers)):
        found = rows.get(key)
        assert found is not None
        assert found.tolist() == row(place).tolist()
        assert (rows.get(key + 1) is None) == (key + 1 not in numbers)


def test_shared_rows_are_seen_by_others_and_stay_within_their_room(tmp_path: Path) -> None:
    path = tmp_path / "rows"
    SharedRows.create(path, WIDTH, rows=8)
    size = path.stat().st_size
    mine, yours = SharedRows(path, WIDTH), SharedRows(path, WIDTH)
    for number in range(1, 40):
        mine.put(number, row(number))
        found = yours.get(number)
        assert found is not None
        assert found.tolist() == row(number).tolist()
    kept = [n for n in range(1, 40) if yours.get(n) is not None]
    assert 0 < len(kept) <= 8
    assert path.stat().st_size == size


def test_a_row_that_somebody_else_was_writing_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "rows"
    SharedRows.create(path, WIDTH, rows=8)
    rows = SharedRows(path, WIDTH)
    rows.put(7, row(7))
    torn = SharedRows(path, WIDTH)
    torn._row[torn._key == 7] = row(8)
    assert rows.get(7) is None


def test_what_was_remembered_changes_no_answer(matcher: Matcher) -> None:
    people = [
        Profile(id=str(n), text=text)
        for n, text in enumerate(
            (
                "我喜歡拍照修圖。會用 Photoshop 做海報",
                "會用 Photoshop 做海報，客服三年",
                "客服三年",
                "cut videos, 修圖",
            )
        )
    ]
    fresh = Matcher.load(encoder=WORDS_ONLY)
    backwards = [fresh.match(person) for person in reversed(people)]
    assert [matcher.match(person) for person in people] == backwards[::-1]
