"""Screens that lie over a place for a while: help, choices, the palette.

A key that leads to a place takes them away; a choice made in the same moment must then find nothing to close,
instead of closing what is below.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Generic, TypeVar

from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette
from textual.screen import ModalScreen

if TYPE_CHECKING:
    from textual.screen import Screen

Result = TypeVar("Result")

BETWEEN_LOOKS = 0.01
"""Seconds between looks whether a screen stands."""

MOST_LOOKS = 200
"""After that it is not waited for any more."""


def _is_gone(screen: Screen[Result]) -> bool:
    return screen.app.screen is not screen


async def stands(screen: Screen[Result]) -> None:
    """Wait until a screen has its parts: one that is taken away before that looks for them in vain.

    Args:
        screen: that was opened a moment ago, or long ago.
    """
    for _ in range(MOST_LOOKS):
        if screen.is_mounted:
            return
        await asyncio.sleep(BETWEEN_LOOKS)


class OverScreen(ModalScreen[Result], Generic[Result]):
    """A modal screen that is closed once at most."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close the screen, unless it is gone.

        Args:
            result: what is handed back.
        """
        return AwaitComplete() if _is_gone(self) else super().dismiss(result)


class Palette(CommandPalette):
    """The command palette, closed once at most."""

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close the palette, unless it is gone.

        Args:
            result: nothing.
        """
        return AwaitComplete() if _is_gone(self) else super().dismiss(result)

    def _action_command_list(self, action: str) -> None:
        # Textual looks the lines of a page up before it knows them when a key comes ahead of the layout.
        if self.query_one(CommandList).scrollable_content_region:
            super()._action_command_list(action)
