"""The bar at the bottom: the keys that work here, as many as fit, each clickable."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget

if TYPE_CHECKING:
    from tui.app.base import LadderApp

KEY_NAMES = {"slash": "/", "question_mark": "?", "left_square_bracket": "[", "right_square_bracket": "]",
             "enter": "Enter", "escape": "Esc", "tab": "Tab"}
"""Keys that are not written as they are called."""


def key_name(key: str) -> str:
    """How a key is written: ^Q for ctrl+q, F1 for f1."""
    if key.startswith("ctrl+"):
        return f"^{key.removeprefix('ctrl+').upper()}"
    return KEY_NAMES.get(key, key.upper() if len(key) > 1 else key)


class KeyBar(Widget):
    """One line of keys. Descriptions of bindings are keys of the section `app.keys`."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; width: 100%; background: $panel; color: $foreground; text-wrap: nowrap; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._ends: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        """Follow language and focus."""
        self.watch(self.app, "language", lambda: self.refresh(), init=False)
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh())

    def shown(self) -> list[Binding]:
        """The bindings that are shown here now, the screen's own before the app's."""
        found: dict[str, tuple[bool, Binding]] = {}
        for _, (node, binding, enabled, _) in self.screen.active_bindings.items():
            if binding.show and enabled and binding.id and binding.id not in found:
                found[binding.id] = (node is self.app, binding)
        return [binding for _, binding in sorted(found.values(), key=lambda pair: pair[0])]

    def render(self) -> Content:
        """The line for the present width; keys that find no room are in the help."""
        app = cast("LadderApp", self.app)
        parts: list[tuple[str, str]] = []
        used = 0
        self._ends = []
        for binding in self.shown():
            key = f" {key_name(binding.key)} "
            said = f"{app.say(f'keys.{binding.description}')} "
            cells = cell_len(key) + cell_len(said)
            if used + cells > self.size.width:
                continue
            parts += [(key, "bold $accent"), (said, "")]
            self._ends.append((used, used + cells, binding.key))
            used += cells
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        for start, end, key in self._ends:
            if start <= event.x < end:
                self.app.simulate_key(key)
