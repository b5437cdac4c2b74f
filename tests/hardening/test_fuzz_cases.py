"""Seeds, and every case that fuzzing once found, end in a result or a promised refusal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hardening.targets import TARGETS, seeds

CASES = Path(__file__).parent / "cases"


def inputs() -> Iterator[object]:
    for name in TARGETS:
        yield from (pytest.param(name, seed, id=f"{name}-seed-{n}") for n, seed in enumerate(seeds(name)))
        for path in sorted((CASES / name).glob("*")):
            yield pytest.param(name, path.read_bytes(), id=f"{name}-{path.name}")


@pytest.mark.parametrize(("name", "data"), inputs())
@pytest.mark.filterwarnings("ignore")
def test_an_input_is_read_or_refused(name: str, data: bytes) -> None:
    TARGETS[name](data)


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.filterwarnings("ignore")
@given(st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_inputs_are_read_or_refused(name: str, data: st.DataObject) -> None:
    seed = data.draw(st.sampled_from(seeds(name)))
    place = data.draw(st.integers(0, max(0, len(seed) - 1)))
    length = data.draw(st.integers(0, 12))
    put = data.draw(st.binary(max_size=12))
    TARGETS[name](seed[:place] + put + seed[place + length :])
