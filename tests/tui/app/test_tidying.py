"""What is forgotten so that memory stays flat, and what is not."""

from __future__ import annotations

import gc
import weakref

from textual.cache import LRUCache
from textual.widget import Widget

from tests.tui.app.drive import driven
from tests.tui.app.small import FixedEngine
from tests.tui.snapshots.screen_text import screen_text
from tui.app.tidying import MOST_LINES, tidy


class Ring:
    def __init__(self) -> None:
        self.me = self


def _widget(lines: int) -> Widget:
    widget = Widget()
    widget.lines = LRUCache(10_000)
    for line in range(lines):
        widget.lines[line] = line
    return widget


def test_a_widget_forgets_its_lines_when_they_are_too_many() -> None:
    few, many = _widget(MOST_LINES), _widget(MOST_LINES + 1)
    tidy([few, many])
    assert (len(few.lines), len(many.lines)) == (MOST_LINES, 0)


def test_rings_of_objects_go_even_while_python_looks_for_none() -> None:
    ring = Ring()
    gone = weakref.ref(ring)
    gc.disable()
    try:
        del ring
        assert gone() is not None
        tidy([])
        assert gone() is None
    finally:
        gc.enable()


async def test_the_app_tidies_its_screens_and_shows_the_same_afterwards():
    async with driven(FixedEngine(), encoder="ngram", start="match") as (app, pilot, settle):
        await pilot.press("f2")
        await settle()
        before = screen_text(app)
        screen = app.screen
        screen.lines = _widget(MOST_LINES + 1).lines
        app._tidy()
        screen.refresh()
        await settle()
        assert len(screen.lines) == 0
        assert screen_text(app) == before
