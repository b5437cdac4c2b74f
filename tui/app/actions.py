"""The one registry of what can be done with a key: the footer, help, palette and keymap all derive from it.

An action is data; the screen or the app has the method. Its words stand under `app.actions.<id>`: `name` for
the footer, `help` for help, palette and settings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType
from textual.keys import key_to_character

from tui.app.places import PLACES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True)
class Action:
    """Something a key does."""

    id: str
    """`owner.what`; stable, since people's keymaps name it."""
    keys: str
    """The default keys, separated by commas. Letters work where nothing is being written."""
    run: str
    """The Textual action: a method `action_…` of the owner, with its arguments."""
    footer: bool = True
    """Whether the bar at the bottom shows it."""
    palette: bool = True
    """Whether the palette offers it."""
    priority: bool = False
    """Whether it works even while a box has a use for the key."""

    def binding(self) -> Binding:
        """The binding that Textual acts on."""
        return Binding(self.keys, self.run, self.id, id=self.id, show=self.footer, priority=self.priority)


_GOING = tuple(
    Action(f"app.go_{place.id}", place.key, f"app.go('{place.id}')", footer=False, priority=True)
    for place in PLACES
)

ACTIONS: Mapping[str, tuple[Action, ...]] = {
    "app": (
        Action("app.help", "f1,question_mark", "app.help"),
        *_GOING,
        Action("app.palette", "ctrl+p", "app.command_palette", palette=False, priority=True),
        Action("app.back", "b,alt+left", "app.back"),
        Action("app.forward", "f,alt+right", "app.forward", footer=False),
        Action("app.undo", "u,ctrl+z", "app.undo", footer=False),
        Action("app.language", "f7", "app.next_language", footer=False, palette=False, priority=True),
        Action("app.settings", "f9", "app.settings", footer=False, priority=True),
        Action("app.theme", "ctrl+t", "app.next_theme", footer=False),
        Action("app.export", "ctrl+s", "app.export", priority=True),
        Action("app.copy_command", "y,ctrl+r", "app.copy_command", footer=False, priority=False),
        Action("app.quit", "ctrl+q", "app.quit", priority=True),
    ),
    "explore": (
        Action("explore.leave", "escape", "leave", palette=False),
        Action("explore.filter", "slash", "filter"),
        Action("explore.regroup", "v", "regroup"),
        Action("explore.map", "m", "map"),
        Action("explore.path", "p", "path"),
        Action("explore.mark", "x", "mark"),
        Action("explore.compare", "c", "compare"),
        Action("explore.step_up", "right_square_bracket", "step(1)"),
        Action("explore.step_down", "left_square_bracket", "step(-1)"),
        Action("explore.next_pane", "tab", "app.focus_next", palette=False),
    ),
    "match": (
        Action("match.next_pane", "tab", "app.focus_next", palette=False),
        Action("match.skills", "ctrl+g,s", "skills"),
        Action("match.quiz", "ctrl+b,i", "quiz"),
        Action("match.teach", "ctrl+l,t", "teach"),
        Action("match.one_role", "ctrl+n,m", "one_role"),
        Action("match.open_role", "ctrl+o", "open_role"),
        Action("match.plan", "p", "plan"),
        Action("match.clear", "f8", "clear"),
        Action("match.open_file", "o", "open_file"),
        Action("match.keep", "w", "keep"),
        Action("match.forget", "x", "forget", footer=False),
        Action("match.write", "escape", "write", footer=False),
    ),
    "path": (
        Action("path.next_pane", "tab", "app.focus_next", palette=False),
        Action("path.target", "t", "target"),
        Action("path.start", "s", "start"),
        Action("path.tick", "space", "tick"),
        Action("path.open_role", "o", "open_role"),
        Action("path.clear", "f8", "clear", footer=False),
    ),
    "batch": (
        Action("batch.next_pane", "tab", "app.focus_next", palette=False),
        Action("batch.open", "o", "open"),
        Action("batch.run", "r", "run"),
        Action("batch.turn", "v", "turn"),
        Action("batch.next_doubt", "n", "next_doubt"),
        Action("batch.encoding", "e", "encoding"),
        Action("batch.stop", "f8", "stop", footer=False),
    ),
    "team": (
        Action("team.next_pane", "tab", "app.focus_next", palette=False),
        *(
            Action(f"team.page_{name}", str(number), f"page('{name}')", footer=False)
            for number, name in enumerate(("grid", "people", "vacancies", "bench", "hiring", "sheets"), 1)
        ),
        Action("team.open_file", "o", "open_file"),
        Action("team.add", "a", "add"),
        Action("team.drop", "x", "drop"),
        Action("team.override", "v", "override"),
        Action("team.open_role", "ctrl+o", "open_role"),
        Action("team.again", "f8", "again", footer=False),
    ),
}
"""By owner: the app itself, and each screen by its `MODE`. The order is that of footer and help."""


def bindings(owner: str) -> list[BindingType]:
    """The bindings of the app or of a screen, for its `BINDINGS`.

    Args:
        owner: a key of `ACTIONS`.
    """
    return [action.binding() for action in ACTIONS[owner]]


def every_action() -> Iterator[Action]:
    """All actions, owner by owner."""
    for actions in ACTIONS.values():
        yield from actions


def find(name: str) -> Action | None:
    """The action with an id, or None."""
    return next((action for action in every_action() if action.id == name), None)


LIST_KEYS = frozenset(
    {*"jkhlgG", "ctrl+d", "ctrl+u", "enter", "up", "down", "left", "right", "escape", "space"}
)
"""Keys that move and choose in every list and text; no action of the app may be given one."""


def refusal(name: str, key: str, keymap: Mapping[str, str]) -> tuple[str, str] | None:
    """Why an action may not be given a key.

    Args:
        name: the action's id.
        key: the key, as Textual calls it.
        keymap: the keys that are not the default, by action id.

    Returns:
        The message under `app.settings`, and the action that has the key if one has; None when it may.
    """
    action = find(name)
    if key in LIST_KEYS:
        return "list_key", ""
    if action is not None and action.priority and len(key_to_character(key) or "") == 1:
        return "letter", ""
    owner = name.partition(".")[0]
    for other in every_action():
        together = owner == "app" or other.id.partition(".")[0] in ("app", owner)
        if other.id != name and together and key in keymap.get(other.id, other.keys).split(","):
            return "taken", other.id
    return None
