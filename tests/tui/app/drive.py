"""Driving the app in tests: everything loaded, nothing blinking, and a way to wait until it is still."""

from __future__ import annotations

from contextlib import asynccontextmanager
from functools import partial

from tui.app import make_app

NEVER_TYPING = 0.16
"""A little more than the pause after which a text is matched."""


async def until(pilot, done, seconds=30.0):
    """Wait until something has come about: on a busy machine one pause is not always enough."""
    for _ in range(int(seconds / 0.02)):
        if done():
            return
        await pilot.pause(0.02)
    raise AssertionError("it did not come about")


@asynccontextmanager
async def driven(
    engine, *, language="zh-Hant", size=(80, 24), start="match", encoder=None, wait=True, folder=None
):
    """The app with a pilot and a coroutine that waits until workers and screen are done."""
    app = make_app(language, (), encoder, engine=engine, start=start, folder=folder)
    async with app.run_test(size=size, notifications=True) as pilot:

        async def settle():
            await pilot.pause(NEVER_TYPING)
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.pause()
            await pilot.pause()

        settle.until = partial(until, pilot)
        if wait:
            await settle.until(lambda: app.matcher is not None and not app.waiting)
            await settle()
        for widget in app.screen.query("TextArea, Input"):
            widget.cursor_blink = False
        yield app, pilot, settle
