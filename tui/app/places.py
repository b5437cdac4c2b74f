"""The places of the app: where one can go, the key that leads there and the screen that stands there.

How a new place is added: `docs/decisions/0007-places-and-actions.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.app.base import LadderScreen


@dataclass(frozen=True)
class Place:
    """One full screen of the app."""

    id: str
    """Names the mode, the words under `app.places` and the actions of the screen."""
    key: str
    """The key that leads there from everywhere."""
    screen: str
    """`module:class` under `tui.app.screens`, imported when somebody goes there."""

    def make(self) -> LadderScreen:
        """The screen; the first picture waits for no other place's import."""
        module, _, name = self.screen.partition(":")
        screen: LadderScreen = getattr(import_module(f"tui.app.screens.{module}"), name)()
        return screen


PLACES: tuple[Place, ...] = (
    Place("explore", "f2", "explore:ExploreScreen"),
    Place("match", "f3", "match:MatchScreen"),
    Place("path", "f4", "path:PathScreen"),
    Place("team", "f5", "team:TeamScreen"),
    Place("batch", "f6", "batch:BatchScreen"),
)
"""In the order of the top bar. F6 is for Batch; F7 and on are no places."""


def place(name: str) -> Place | None:
    """The place with an id, or None."""
    return next((known for known in PLACES if known.id == name), None)
