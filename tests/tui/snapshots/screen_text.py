"""A screen as plain text, cell by cell, and its comparison with a kept text.

Each line ends in `|` at the last column, so that a line that is too long or too short by a cell shows.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from textual.app import App

UPDATE_VARIABLE = "SHOPLADDER_UPDATE_SNAPSHOTS"
FIX = "If the new screen is right: SHOPLADDER_UPDATE_SNAPSHOTS=1 python -m pytest tests/tui/snapshots"
FOLDER = Path(__file__).parent / "kept"


def screen_text(app: App[int]) -> str:
    """What stands in the cells of the present screen, overlays included."""
    width, height = app.size
    lines = []
    for strip in app.screen._compositor.render_strips(app.size):
        text = "".join(segment.text for segment in strip if not segment.control)
        assert cell_len(text) == width, f"a line of {cell_len(text)} cells on a screen of {width}: {text!r}"
        lines.append(text + "|")
    assert len(lines) == height
    return "\n".join(lines) + "\n"


def assert_as_kept(app: App[int], name: str) -> None:
    """The screen looks as it was kept, cell by cell."""
    path = FOLDER / f"{name}.txt"
    seen = screen_text(app)
    if os.environ.get(UPDATE_VARIABLE):
        path.parent.mkdir(exist_ok=True)
        path.write_text(seen, encoding="utf-8")
    assert path.exists(), f"no snapshot {path.name}. {FIX}"
    assert path.read_text(encoding="utf-8") == seen, FIX
