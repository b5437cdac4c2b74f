"""A monkey at keyboard and mouse: random deeds, the same for the same seed, as fast as the app takes them.

It finds something to play with: files to open, a list and an aim in the places that begin with nothing.
"""

from __future__ import annotations

import random
import time
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events
from textual.keys import _character_to_key, _get_unicode_name_from_key

from tests.tui.app.drive import driven
from tests.tui.app.small import HOSTILE_NAME, FixedEngine, hostile_knowledge
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
    *("f10", "f11", "f12", "ctrl+home", "ctrl+end", "ctrl+left", "ctrl+f", "ctrl+j", "alt+x", "insert"),
)
PASTED = (
    "電子商務營運經理負責平台日常營運",
    "[/b] \x1b[31m修圖\r\n社群 👩‍💻 مرحبا\u202e",
    "list.csv",
    "/no/such/file.xlsx",
)
SIZES = ((80, 24), (120, 40), (40, 10), (240, 60), (20, 5), (61, 17))

BETWEEN = 20
"""Deeds before the app may draw."""

HOME = 250
"""After so many deeds the monkey is put back on the screen it is to try."""

FILES = {
    "list.csv": "編號,姓名,自傳\n1,小明,我會修圖\n2,[/b] x,\n,無編號,客服\n3,asdf,zzzz\n3,又一個,拍照\n",
    "roster.csv": "id,role,skill:修圖\nmei,視覺設計師,4\nbo,沒有這個職位,9\n",
    "cv.txt": "我喜歡拍照修圖\n\x1b[31m" + HOSTILE_NAME,
    "broken.xlsx": "this is no workbook",
    "person.yaml": "text: [1, 2\n",
}
"""What lies in the folder where the app runs; some of it cannot be read."""

Deed = str | tuple[str, object]
"""A key, or what else hands do."""


def random_deeds(seed: int, count: int) -> Iterator[Deed]:
    """Keys that write, that move and of every action in the registry; clicks, pasting, other sizes."""
    chance = random.Random(seed)
    acting = [key for action in every_action() for key in action.keys.split(",")]
    for _ in range(count):
        kinds = (LETTERS, HANDS, acting, "click", "wheel", "paste", "size")
        what = chance.choices(kinds, (30, 40, 30, 7, 2, 1, 1))[0]
        if what in ("click", "wheel"):
            yield what, (chance.random(), chance.random())
        elif what == "paste":
            yield what, chance.choice(PASTED)
        elif what == "size":
            yield what, chance.choice(SIZES)
        else:
            yield chance.choice(what)


def key_event(key: str) -> events.Key:
    """The event that a terminal's key makes."""
    if len(key) == 1 and not key.isalnum():
        key = _character_to_key(key)
    try:
        character: str | None = unicodedata.lookup(_get_unicode_name_from_key(key))
    except KeyError:
        character = key if len(key) == 1 else None
    return events.Key(key, character)


def _mouse(kind: type[events.MouseEvent], x: int, y: int) -> events.MouseEvent:
    return kind(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y)


def _events(deed: Deed, size: tuple[int, int]) -> Iterator[events.Event]:
    if isinstance(deed, str):
        yield key_event(deed)
        return
    what, how = deed
    if what == "paste":
        yield events.Paste(how)
        return
    x, y = (int(share * cells) for share, cells in zip(how, size, strict=True))
    if what == "click":
        yield _mouse(events.MouseMove, x, y)
        yield _mouse(events.MouseDown, x, y)
        yield _mouse(events.MouseUp, x, y)
    else:
        yield _mouse(events.MouseScrollDown if x % 2 else events.MouseScrollUp, x, y)


async def _at_home(app, start: str) -> None:
    """Go to the place, with something to play with in it."""
    await app.action_go(start)
    if start == "path":
        app.screen.go_to("visual-designer")
    elif start == "batch" and not app.screen.is_busy:
        app.screen.open_list(Path("list.csv"))


async def rampage(
    start: str, seed: int, count: int, size: tuple[int, int] = (80, 24), language: str = "zh-Hant"
) -> float:
    """Do random things in a place, in the present folder; raises what the app raises.

    Args:
        start: the place to try.
        seed: the same seed does the same things.
        count: how many.
        size: cells of the terminal at first.
        language: what the app speaks at first.

    Returns:
        The longest that the app worked without looking up, in seconds of processor time.
    """
    for name, content in FILES.items():
        Path(name).write_text(content, encoding="utf-8")

    async def stay() -> None:
        """There would be no app to press keys on."""

    longest = 0.0
    async with driven(
        FixedEngine(hostile_knowledge()), start=start, size=size, language=language, encoder="ngram"
    ) as (app, pilot, settle):
        app.action_quit = stay
        for number, deed in enumerate(random_deeds(seed, count)):
            if number % HOME == 0:
                await _at_home(app, start)
            if deed[0] == "size":
                await pilot.resize_terminal(*deed[1])
                continue
            for event in _events(deed, app.size):
                event.set_sender(app)
                app._driver.send_message(event)
            if number % BETWEEN == 0:
                began = time.thread_time()
                await pilot.pause()
                longest = max(longest, time.thread_time() - began)
                assert app.is_running
        await settle()
        screen_text(app)
    return longest
