"""Random keys never bring the app down; `scripts/monkey.py` presses 10,000 a place."""

from __future__ import annotations

import pytest

from tests.tui.app.monkey import rampage
from tui.app.places import PLACES

KEYS = 250


@pytest.mark.slow
@pytest.mark.parametrize("place", [place.id for place in PLACES])
async def test_random_keys(place, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # The monkey exports what it sees, too.
    await rampage(place, seed=sum(map(ord, place)), count=KEYS)
