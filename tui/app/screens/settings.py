"""Settings: language, colours, matching and every key, chosen on a screen and kept at once."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import cell_len
from textual import getters, on
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static

from kb.messages import LANGUAGE_VARIABLE
from tui.app.actions import every_action, find, refusal
from tui.app.base import LadderApp
from tui.app.over import OverScreen
from tui.app.paper import HEADING
from tui.app.widgets.choice_list import Choice, ChoiceList
from tui.app.widgets.key_bar import key_name
from tui.app.wording import fit, visible

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.app.application import ShopladderApp

ENCODERS = ("", "ngram", "bilingual")
"""Encoders one can go through; another that a settings file names stays among them."""

CHOICES = ("language", "theme", "encoder")
ALL_KEYS = "keys"

KEYS = 14
"""Cells for the keys of an action."""


class SettingsScreen(OverScreen[None]):
    """Over the screen one came from, which changes along."""

    app = getters.app(LadderApp)
    CSS_PATH = "settings.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "close", show=False),
        Binding("delete,backspace", "reset", "reset", show=False),
    ]

    rows = getters.query_one("#rows", ChoiceList)
    said = getters.query_one("#said", Static)

    def __init__(self) -> None:
        super().__init__()
        self._capturing = ""
        """Id of the action that gets the next key."""

    @property
    def _ladder(self) -> ShopladderApp:
        return cast("ShopladderApp", self.app)

    def compose(self) -> ComposeResult:
        """The rows, and a line that says what to do."""
        yield Static(id="title", markup=False)
        yield ChoiceList("rows")
        yield Static(id="said", markup=False)

    def on_mount(self) -> None:
        """Write them."""
        self.watch(self.app, "language", self._write)

    def _write(self) -> None:
        say = self.app.say
        self.query_one("#title", Static).update(say("settings.title"))
        names = {name: say(f"settings.{name}") for name in CHOICES}
        wide = max(map(cell_len, names.values())) + 2
        choices = [Choice(name, fit(names[name], wide) + self._value(name), wide) for name in CHOICES]
        choices.append(Choice("", f"# {say('settings.keys')}", style=HEADING))
        choices.append(Choice(ALL_KEYS, say("settings.all_keys")))
        for action in every_action():
            keys = "  ".join(map(key_name, self._keys(action.id)))
            mark = "*" if action.id in self._ladder.settings.keys else " "
            lead = f"{mark} {fit(keys, KEYS)} "
            choices.append(Choice(action.id, lead + say(f"actions.{action.id}.help"), cell_len(lead)))
        self.rows.show(choices)
        self._say_how()

    def _say_how(self) -> None:
        folder = self._ladder.kept_in
        kept = f"\n{self.app.say('settings.kept_in', folder=folder)}" if folder else ""
        self.said.update(visible(self.app.say("settings.how") + kept, keep_lines=True))

    def _value(self, name: str) -> str:
        if name == "language":
            outranked = os.environ.get(LANGUAGE_VARIABLE, "")
            said = self.app.say("settings.outranked", name=LANGUAGE_VARIABLE, value=outranked)
            return self.app.language_name + (f"  {said}" if outranked else "")
        if name == "theme":
            return self.app.say(f"settings.themes.{self.app.theme}")
        encoder = self._ladder.settings.encoder
        if encoder in ENCODERS:
            return self.app.say(f"settings.encoders.{encoder or 'auto'}")
        return self.app.say("settings.encoders.other", name=encoder)

    def _keys(self, action: str) -> list[str]:
        found = find(action)
        return self._ladder.settings.keys.get(action, found.keys if found else "").split(",")

    @on(OptionList.OptionSelected)
    def _chosen(self) -> None:
        name = self.rows.chosen
        settings = self._ladder.settings
        if name == "language":
            self._ladder.action_next_language()
        elif name == "theme":
            self._ladder.action_next_theme()
        elif name == "encoder":
            choices = tuple(dict.fromkeys((*ENCODERS, settings.encoder)))
            following = choices[(choices.index(settings.encoder) + 1) % len(choices)]
            self._ladder.choose(replace(settings, encoder=following))
        elif name == ALL_KEYS:
            self._ladder.choose(replace(settings, keys={}))
        else:
            self._capturing = name
            self.said.update(self.app.say("settings.press", what=self._what(name)))
            return
        self._write()

    def _what(self, action: str) -> str:
        return self.app.say(f"actions.{action}.help")

    def take_key(self, key: str) -> bool:
        """Take the next key for an action, whatever it would do otherwise.

        Args:
            key: what was pressed.

        Returns:
            Whether it was waited for.
        """
        if not self._capturing:
            return False
        self._take(key)
        return True

    def _take(self, key: str) -> None:
        action, self._capturing = self._capturing, ""
        if key == "escape":
            self._say_how()
            return
        settings = self._ladder.settings
        why = refusal(action, key, settings.keys)
        if why is not None:
            reason, other = why
            what = self._what(other or action)
            self.said.update(self.app.say(f"settings.{reason}", pressed=key_name(key), what=what))
            return
        self._ladder.choose(replace(settings, keys={**settings.keys, action: key}))
        self._write()
        self.said.update(self.app.say("settings.changed", pressed=key_name(key)))

    def action_reset(self) -> None:
        """Give the action under the cursor its own keys again."""
        name = self.rows.chosen
        settings = self._ladder.settings
        if name in settings.keys:
            keys = {action: keys for action, keys in settings.keys.items() if action != name}
            self._ladder.choose(replace(settings, keys=keys))
            self._write()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()
