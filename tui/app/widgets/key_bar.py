"""The bar at the bottom: the keys that work here, as many as fit, each clickable."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

if TYPE_CHECKING:
    from textual import events
    from textual.binding import Binding

    from tui.app.base import LadderApp

KEY_NAMES = {
    "slash": "/",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "left": "Left",
    "right": "Right",
    "up": "Up",
    "down": "Down",
    "space": "Space",
    "delete": "Del",
}
"""Keys that are not written as they are called."""

ALWAYS = frozenset({"app.help", "app.quit"})
"""Bindings that find room before the others: the way to learn the rest, and the way out."""


def key_name(key: str) -> str:
    """How a key is written: ^Q for ctrl+q, F1 for f1, Alt+Left for alt+left."""
    if key.startswith("ctrl+"):
        return f"^{key.removeprefix('ctrl+').upper()}"
    if key.startswith("alt+"):
        return f"Alt+{key_name(key.removeprefix('alt+'))}"
    return KEY_NAMES.get(key, key.upper() if len(key) > 1 else key)


class KeyBar(Widget):
    """One line of keys, said with the words of their actions."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; width: 100%; background: $panel; text-wrap: nowrap; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._ends: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        """Follow language and focus."""
        self.watch(self.app, "language", self._draw_again, init=False)
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def _draw_again(self) -> None:
        self.refresh()

    def shown(self) -> list[Binding]:
        """The bindings that are shown here now, the screen's own before the app's."""
        found: dict[str, Binding] = {}
        for _, binding, enabled, _ in self.screen.active_bindings.values():
            if binding.show and enabled and binding.id:
                found.setdefault(binding.id, binding)
        return sorted(found.values(), key=lambda binding: (binding.id or "").startswith("app."))

    def render(self) -> Content:
        """The line for the present width; keys that find no room are in the help."""
        app = cast("LadderApp", self.app)
        said = {
            binding.key: (f" {key_name(binding.key)} ", f"{app.say(f'actions.{binding.id}.name')} ")
            for binding in self.shown()
        }
        room = self.size.width
        fitting = set()
        first = ALWAYS | getattr(self.screen, "KEYS_FIRST", frozenset())
        for binding in sorted(self.shown(), key=lambda binding: binding.id not in first):
            cells = sum(map(cell_len, said[binding.key]))
            if cells <= room:
                fitting.add(binding.key)
                room -= cells
        parts: list[tuple[str, str]] = []
        used = 0
        self._ends = []
        for name, (key, what) in said.items():
            if name in fitting:
                parts += [(key, "bold $accent"), (what, "")]
                cells = cell_len(key) + cell_len(what)
                self._ends.append((used, used + cells, name))
                used += cells
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        for start, end, key in self._ends:
            if start <= event.x < end:
                self.app.simulate_key(key)
