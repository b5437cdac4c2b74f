"""What keeps memory flat in an app that stays open all day.

Python looks for rings of objects that nobody needs only after very many new ones (`tui.cli.main` asks for
that, since a start makes half a million objects that all stay). Textual remembers the last thousand lines it
drew in every widget and what it cut from each, the last thousand widgets it looked for, those that have gone
among them, and 16,384 styles, of which a line has a new one wherever it stands. All of that would grow for
hours, so it is cleared every half minute.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

from textual.cache import LRUCache
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.screen import Screen

BETWEEN_TIDYING = 30.0
"""Seconds; a tidying takes about as long as drawing a screen."""

MOST_LINES = 256
"""Lines, cells or finds that a widget may remember; some screens full. One with more forgets them all."""

MOST_STYLES = 2_048
"""Styles whose codes may be remembered."""


def tidy(screens: Iterable[Screen[Any]], here: Screen[Any]) -> None:
    """Forget what was drawn and found long ago, and let go of rings of objects that nobody needs.

    Args:
        screens: all there are.
        here: the one that is seen; what the others drew is forgotten and drawn anew when somebody goes there.
    """
    for screen in screens:
        for widget in (screen, *screen.query(Widget)):
            for cache in vars(widget).values():
                if isinstance(cache, LRUCache) and len(cache) > MOST_LINES:
                    cache.clear()
            if screen is not here:
                widget.refresh()
    if Strip.render_ansi.cache_info().currsize > MOST_STYLES:
        Strip.render_ansi.cache_clear()
    gc.collect()


__all__ = ["BETWEEN_TIDYING", "MOST_LINES", "MOST_STYLES", "tidy"]
