"""What is forgotten so that memory stays flat, and what is not."""

from __future__ import annotations

import gc
import weakref

from rich.color import ColorSystem
from rich.style import Style
from textual.cache import LRUCache
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from tests.tui.app.drive import driven
from tests.tui.app.small import FixedEngine
from tests.tui.snapshots.screen_text import screen_text
from tui.app.tidying import MOST_LINES, MOST_STYLES, tidy


class Ring:
    def __init__(self) -> None:
        self.me = self


def _lines(count: int) -> LRUCache[int, int]:
    lines: LRUCache[int, int] = LRUCache(10_000)
    for line in range(count):
        lines[line] = line
    return lines


def test_rings_of_objects_go_even_while_python_looks_for_none() -> None:
    ring = Ring()
    gone = weakref.ref(ring)
    gc.disable()
    try:
        del ring
        assert gone() is not None
        tidy([], Screen())
        assert gone() is None
    finally:
        gc.enable()


async def test_screens_forget_too_many_lines_and_show_the_same_afterwards():
    async with driven(FixedEngine(), encoder="ngram", start="match") as (app, pilot, settle):
        there = app.screen
        before_there = screen_text(app)
        await pilot.press("f2")
        await settle()
        here, before = app.screen, screen_text(app)
        widgets = [*here.query(Widget), *there.query(Widget)]
        few, *many = (_lines(MOST_LINES + (n > 0)) for n in range(len(widgets) + 2))
        for widget, lines in zip((here, there, *widgets), (*many, few), strict=True):
            widget.lines_of_a_test = lines
        app._tidy()
        await settle()
        assert len(few) == MOST_LINES
        assert not any(map(len, many))
        assert screen_text(app) == before
        await pilot.press("f3")
        await settle()
        assert app.screen is there
        assert screen_text(app) == before_there


async def test_styles_are_forgotten_when_they_are_too_many():
    async with driven(FixedEngine(), encoder="ngram", start="match") as (app, _, settle):
        for width in range(MOST_STYLES + 1):
            Strip.render_ansi(Style(meta={"at": width}), ColorSystem.TRUECOLOR)
        app._tidy()
        await settle()
        assert Strip.render_ansi.cache_info().currsize <= MOST_STYLES
