"""A monkey at the keyboard: random keys, the same for the same seed, as fast as the app takes them."""

from __future__ import annotations

import random
import unicodedata
from typing import TYPE_CHECKING

from textual import events
from textual.keys import _character_to_key, _get_unicode_name_from_key

from tests.tui.app.drive import driven
from tests.tui.app.small import FixedEngine, hostile_knowledge
from tests.tui.snapshots.screen_text import screen_text
from tui.app.actions import every_action

if TYPE_CHECKING:
    from collections.abc import Iterator

LETTERS = (
    *"abcdefghijklmnopqrstuvwxyzGNY/[]?{}<>-_=+0123456789",
    *"資料修圖，。",
)
HANDS = (
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "tab", "shift+tab", "enter"),
    *("escape", "space", "backspace", "delete", "shift+left", "shift+down", "ctrl+z", "ctrl+y"),
    *("ctrl+d", "ctrl+u", "ctrl+k", "ctrl+a", "ctrl+e", "ctrl+w", "ctrl+c", "ctrl+x", "ctrl+v"),
)
NEVER = frozenset({"app.quit"})
"""Actions whose keys the monkey does not have: there would be no app to press keys on."""

BETWEEN = 20
"""Keys sent before the app may draw."""

HOME = 250
"""After so many keys the monkey is put back on the screen it is to try."""


def random_keys(seed: int, count: int) -> Iterator[str]:
    """Keys that write, keys that move and keys of every action in the registry."""
    chance = random.Random(seed)
    acting = [key for action in every_action() if action.id not in NEVER for key in action.keys.split(",")]
    for _ in range(count):
        yield chance.choice(chance.choices((LETTERS, HANDS, acting), (3, 4, 3))[0])


def key_event(key: str) -> events.Key:
    """The event that a terminal's key makes."""
    if len(key) == 1 and not key.isalnum():
        key = _character_to_key(key)
    try:
        character: str | None = unicodedata.lookup(_get_unicode_name_from_key(key))
    except KeyError:
        character = key if len(key) == 1 else None
    return events.Key(key, character)


async def rampage(start: str, seed: int, count: int, size: tuple[int, int] = (80, 24)) -> None:
    """Press random keys on a place; raises what the app raises.

    Args:
        start: the place to try.
        seed: the same seed presses the same keys.
        count: how many.
        size: cells of the terminal.
    """
    async with driven(FixedEngine(hostile_knowledge()), start=start, size=size) as (app, pilot, settle):
        for number, key in enumerate(random_keys(seed, count)):
            if number % HOME == 0:
                await app.action_go(start)
            event = key_event(key)
            event.set_sender(app)
            app._driver.send_message(event)
            if number % BETWEEN == 0:
                await pilot.pause()
                assert app.is_running
        await settle()
        screen_text(app)
