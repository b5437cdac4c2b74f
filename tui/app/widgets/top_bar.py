"""The bar on top: the places one can go, where one is, and which matcher and language serve."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

if TYPE_CHECKING:
    from textual import events

    from tui.app.base import LadderApp

PLACES = (("explore", "f2"), ("match", "f3"))
"""Modes and the keys that lead there."""


class TopBar(Widget):
    """One line. The present place stands in brackets, so that it shows without colour."""

    DEFAULT_CSS = """
    TopBar { dock: top; height: 1; width: 100%; background: $panel; color: $foreground; text-wrap: nowrap; }
    """

    def __init__(self, place: str) -> None:
        super().__init__()
        self._place = place
        self._ends: list[tuple[int, int, str]] = []

    @property
    def _ladder(self) -> LadderApp:
        return cast("LadderApp", self.app)

    def on_mount(self) -> None:
        """Follow the app's state."""
        for name in ("language", "matcher", "waiting"):
            self.watch(self.app, name, self._draw_again, init=False)

    def _draw_again(self) -> None:
        self.refresh()

    def render(self) -> Content:
        """The line for the present width."""
        app = self._ladder
        width = self.size.width
        name = " shopladder  "
        parts: list[tuple[str, str]] = [(name, "bold $accent")]
        used = cell_len(name)
        self._ends = []
        for place, key in PLACES:
            here = place == self._place
            title = f"{key.upper()} {app.say(f'places.{place}')}"
            title = f"[{title}]" if here else f" {title} "
            self._ends.append((used, used + cell_len(title), place))
            parts.append((title, "bold" if here else ""))
            used += cell_len(title)
        for right in (f"{app.serving()} | F4 {app.language_name} ", f"F4 {app.language_name} ", ""):
            gap = width - used - cell_len(right)
            if gap >= 1 or not right:
                break
        parts += [(" " * max(gap, 0), ""), (right, "$text-muted")]
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Go to the place that was clicked."""
        for start, end, place in self._ends:
            if start <= event.x < end:
                self.app.call_later(self.app.run_action, f"go('{place}')")
