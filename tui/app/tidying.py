"""What keeps memory flat in an app that stays open all day.

Python looks for rings of objects that nobody needs only after very many new ones (`tui.cli.main` asks for
that, since a start makes half a million objects that all stay), and Textual remembers the last thousand lines
it drew in every widget, and for every screen the last thousand widgets it looked for, those that have gone
among them. All of that would grow for hours, so it is cleared every half minute.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from textual.cache import LRUCache

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

BETWEEN_TIDYING = 30.0
"""Seconds; a tidying takes about as long as drawing a screen."""

MOST_LINES = 256
"""Lines, cells or finds that a widget may remember; some screens full. One with more forgets them all."""


def tidy(widgets: Iterable[Widget]) -> None:
    """Forget what was drawn and found long ago, and let go of rings of objects that nobody needs.

    Args:
        widgets: all there are, screens and what is in them, seen or not.
    """
    for widget in widgets:
        for cache in vars(widget).values():
            if isinstance(cache, LRUCache) and len(cache) > MOST_LINES:
                cache.clear()
    gc.collect()


__all__ = ["BETWEEN_TIDYING", "MOST_LINES", "tidy"]
