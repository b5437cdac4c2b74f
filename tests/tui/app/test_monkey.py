"""A monkey at the keyboard: random keys, the same ones every time, never bring the app down."""

from __future__ import annotations

import random

import pytest

from tests.tui.app.drive import driven
from tests.tui.app.small import FixedEngine, hostile_knowledge
from tests.tui.snapshots.screen_text import screen_text

KEYS = (
    *"abcdefghijklmnopqrstuvwxyzGN/[]?{}<>-_=+0123456789",
    *"資料修圖，。",
    *[
        "up",
        "down",
        "left",
        "right",
        "home",
        "end",
        "pageup",
        "pagedown",
        "tab",
        "shift+tab",
        "enter",
        "escape",
        "space",
        "backspace",
        "delete",
    ],
    *[
        "f1",
        "f2",
        "f3",
        "f4",
        "f5",
        "f8",
        "ctrl+p",
        "ctrl+o",
        "ctrl+z",
        "ctrl+y",
        "ctrl+d",
        "ctrl+u",
        "ctrl+k",
        "ctrl+a",
        "ctrl+e",
        "ctrl+w",
    ],
    *["shift+left", "shift+down", "slash", "left_square_bracket", "right_square_bracket", "question_mark"],
)


HAND = [key for key in KEYS if len(key) > 1]
"""Keys that go somewhere; letters alone would mostly write."""


@pytest.mark.slow
@pytest.mark.parametrize("start", ["explore", "match"])
@pytest.mark.parametrize("seed", [1, 2])
async def test_random_keys(start, seed):
    chance = random.Random(seed)
    async with driven(FixedEngine(hostile_knowledge()), start=start) as (app, pilot, settle):
        for _ in range(300):
            key = chance.choice(KEYS if chance.random() < 0.4 else HAND)
            await pilot.press(key)
            assert app.is_running
        await settle()
        screen_text(app)
