"""Take the pictures in `docs/pictures` from the real app over the real knowledge."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kb.files import write_atomically
from tui.app import make_app
from tui.app.picture import self_contained
from tui.app.screens.match import MatchScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from tui.app.application import ShopladderApp

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
SIZE = (110, 32)
SENTENCE = "我喜歡拍照修圖，會用 Photoshop 做海報，在社團管過 IG 帳號"
PATIENCE = 60.0
"""Seconds to wait for matcher and results on a busy machine."""


async def _until(pilot: Pilot[int], done: Callable[[], bool]) -> None:
    for _ in range(int(PATIENCE / 0.05)):
        if done():
            await pilot.pause(0.2)
            return
        await pilot.pause(0.05)
    raise TimeoutError("the app did not get there")


def picture(app: ShopladderApp) -> bytes:
    """The present screen as SVG."""
    return self_contained(app.export_screenshot(title="shopladder")).encode()


async def take() -> None:
    """Write both pictures."""
    app = make_app("zh-Hant")
    async with app.run_test(size=SIZE) as pilot:
        await _until(pilot, lambda: app.matcher is not None and not app.waiting)
        screen = app.screen
        if not isinstance(screen, MatchScreen):
            raise TypeError("the app opens on another screen")
        screen.wanted.add(SENTENCE)
        await _until(pilot, lambda: screen.results.row is not None and screen.results.row.points is not None)
        write_atomically(FOLDER / "match.svg", picture(app))
        await app.show_role("visual-designer")
        await pilot.pause(0.5)
        write_atomically(FOLDER / "explore.svg", picture(app))
    sys.stderr.write(f"wrote match.svg and explore.svg ({', '.join(map(str, SIZE))} cells)\n")


if __name__ == "__main__":
    asyncio.run(take())
