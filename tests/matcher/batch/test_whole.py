"""The output is put together in order, whatever order its shards come in."""

from __future__ import annotations

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.batch.whole import Whole

SHARDS = st.lists(st.binary(max_size=5), max_size=8).flatmap(
    lambda parts: st.tuples(st.just(parts), st.permutations(range(len(parts))))
)


@settings(deadline=None, max_examples=40)
@given(SHARDS)
def test_shards_in_any_order_make_one_file(shards: tuple[list[bytes], list[int]]) -> None:
    parts, order = shards
    came: list[int] = []

    def read(number: int) -> bytes:
        assert number in came
        return parts[number]

    with TemporaryDirectory() as folder:
        path = Path(folder) / "whole"
        path.write_bytes(b"left by a run that was killed")
        with Whole(path, read) as whole:
            for number in order:
                whole.add(number, parts[number])
                came.append(number)
        written = path.read_bytes()
    assert written == b"".join(parts)
    assert whole.count == len(parts)
    assert whole.sha256 == hashlib.sha256(written).hexdigest()
