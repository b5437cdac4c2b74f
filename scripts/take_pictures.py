"""Take the pictures in `docs/pictures` from the real app over the real knowledge.

The SVG files name fonts that people have and fetch none. Textual's own export asks a font server, so those
rules are taken out.
"""

from __future__ import annotations

import asyncio
import html
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len

from kb.files import write_atomically
from tui.app import make_app
from tui.app.screens.match import MatchScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from tui.app.application import ShopladderApp

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
SIZE = (110, 32)
FONTS = "'Noto Sans Mono CJK TC', 'Sarasa Mono TC', 'MingLiU', 'PingFang TC', Menlo, Consolas, monospace"
SENTENCE = "我喜歡拍照修圖，會用 Photoshop 做海報，在社團管過 IG 帳號"
_TEXT = re.compile(
    r'<text (class="\S+") x="([\d.]+)" y="([\d.]+)" textLength="([\d.]+)" ([^>]*)>([^<]*)</text>'
)
_RUN = re.compile(r"[ \u00a0]+|[\u2e80-\ufffd]|[^ \u00a0\u2e80-\ufffd]+")
"""Blanks, one wide character, or narrow ones."""

PATIENCE = 60.0
"""Seconds to wait for matcher and results on a busy machine."""


def without_outside_fonts(svg: str) -> str:
    """The picture with fonts named, none fetched.

    Args:
        svg: what Textual exports.
    """
    svg = re.sub(r"<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family:\s*Fira Code[^;]*;", f"font-family: {FONTS};", svg)
    if re.search(r"url\(\"?https?:", svg):
        raise ValueError("the picture would fetch something from outside")
    return svg


def set_by_cells(svg: str) -> str:
    """The picture with each wide character, and each run of narrow ones, set in its own cells.

    Textual's export counts characters, so that a browser squeezes Chinese to half its width.

    Args:
        svg: what Textual exports.
    """
    return _TEXT.sub(_runs, svg)


def _runs(found: re.Match[str]) -> str:
    head, x, y, length, tail, words = found.groups()
    words = html.unescape(words).replace("\u00a0", " ")
    cell = float(length) / max(len(words), 1)
    parts, place = [], float(x)
    for run in _RUN.findall(words):
        if not run.isspace():
            parts.append(f'<tspan x="{place:.1f}">{html.escape(run)}</tspan>')
        place += cell_len(run) * cell
    return f'<text {head} y="{y}" {tail}>{"".join(parts)}</text>' if parts else ""


async def _until(pilot: Pilot[int], done: Callable[[], bool]) -> None:
    for _ in range(int(PATIENCE / 0.05)):
        if done():
            await pilot.pause(0.2)
            return
        await pilot.pause(0.05)
    raise TimeoutError("the app did not get there")


def picture(app: ShopladderApp) -> bytes:
    """The present screen as SVG."""
    return without_outside_fonts(set_by_cells(app.export_screenshot(title="shopladder"))).encode()


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
