"""The bar on top: the places one can go, where one is, and which matcher and language serve."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from tui.app.places import PLACES
from tui.app.widgets.key_bar import key_name
from tui.app.wording import fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from tui.app.base import LadderApp
    from tui.app.places import Place

NAME = " shopladder "
"""Shown where there is room: whoever opened the app knows its name."""


class TopBar(Widget):
    """One line. The present place stands in brackets, so that it shows without colour.

    When it gets narrow the name goes first, then the matcher, then the words of the other places.
    """

    DEFAULT_CSS = """
    TopBar { dock: top; height: 1; width: 100%; background: $panel; color: $foreground; text-wrap: nowrap; }
    """

    def __init__(self, here: str, places: Sequence[Place] = PLACES) -> None:
        super().__init__()
        self._here = here
        self._places = places
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

    def _titles(self, *, short: bool) -> list[str]:
        titles = []
        for place in self._places:
            here = place.id == self._here
            words = key_name(place.key)
            if here or not short:
                words += f" {self._ladder.say(f'places.{place.id}')}"
            titles.append(f"[{words}]" if here else f" {words} ")
        return titles

    def render(self) -> Content:
        """The line for the present width."""
        app = self._ladder
        width = self.size.width
        language = f"F7 {app.language_name} "
        serving = f"{app.serving()} | {language}"
        for name, short, right in (
            (NAME, False, serving),
            ("", False, serving),
            ("", False, f"{app.serving(brief=True)} | {language}"),
            ("", False, language),
            ("", True, language),
            ("", True, ""),
        ):
            titles = self._titles(short=short)
            used = cell_len(name) + sum(map(cell_len, titles))
            if used + cell_len(right) < width:
                break
        self._ends = []
        parts: list[tuple[str, str]] = [(name, "bold $accent")]
        start = cell_len(name)
        for place, title in zip(self._places, titles, strict=True):
            end = start + cell_len(title)
            self._ends.append((start, end, place.id))
            parts.append((title, "bold" if place.id == self._here else ""))
            start = end
        gap = max(width - used - cell_len(right), 0)
        parts += [(" " * gap, ""), (right, "$text-muted")]
        line = Content.assemble(*parts)
        return line if line.cell_length <= width else Content(fit(line.plain, width))

    def on_click(self, event: events.Click) -> None:
        """Go to the place that was clicked, or change the language."""
        for start, end, place in self._ends:
            if start <= event.x < end:
                self.app.call_later(self.app.run_action, f"app.go('{place}')")
                return
        if self._ends and event.x > self._ends[-1][1]:
            self.app.call_later(self.app.run_action, "app.next_language")
