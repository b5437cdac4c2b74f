"""The welcome: the first thing somebody sees the first time, in the language they choose there.

Numbered ways to a first match, all of them under a minute; whoever wants none of them presses Esc.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static

from kb.messages import MESSAGE_LANGUAGES
from tui.app.base import LANGUAGE_NAMES, LadderApp
from tui.app.over import OverScreen
from tui.app.widgets.choice_list import ChoiceList

if TYPE_CHECKING:
    from textual.app import ComposeResult

WAYS = ("write", "skills", "quiz", "explore", "open_file")
"""What one can start with; the ids handed back."""


class WelcomeScreen(OverScreen[str | None]):
    """Hands back one of `WAYS`, or None."""

    app = getters.app(LadderApp)
    CSS_PATH = "welcome.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"start({n - 1})", str(n), show=False) for n in range(1, len(WAYS) + 1)),
        Binding("f7,tab,right,l", "next_language", "language", show=False),
        Binding("escape,q", "start(-1)", "close", show=False),
    ]

    ways = getters.query_one("#ways", ChoiceList)

    def compose(self) -> ComposeResult:
        """Languages, a greeting, the ways, the keys."""
        yield Static(id="languages", markup=False)
        yield Static(id="greeting", markup=False)
        yield ChoiceList("ways")
        yield Static(id="keys", markup=False)

    def on_mount(self) -> None:
        """Speak, and again when the language changes."""
        self.watch(self.app, "language", self._speak)
        self.ways.focus()

    def _speak(self) -> None:
        say = self.app.say
        names = [
            f"[{LANGUAGE_NAMES[name]}]" if name == self.app.language else f" {LANGUAGE_NAMES[name]} "
            for name in MESSAGE_LANGUAGES
        ]
        self.query_one("#languages", Static).update(" ".join(names) + "  F7")
        self.query_one("#greeting", Static).update(say("welcome.greeting"))
        lines = [f"{number}  {say(f'welcome.{way}')}" for number, way in enumerate(WAYS, 1)]
        self.ways.put(lines, self.ways.highlighted or 0)
        self.query_one("#keys", Static).update(say("welcome.keys"))

    @on(OptionList.OptionSelected, "#ways")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.action_start(event.option_index)

    def action_start(self, place: int) -> None:
        """Start with one of the ways.

        Args:
            place: which; -1 for none of them.
        """
        self.dismiss(WAYS[place] if place >= 0 else None)

    def action_next_language(self) -> None:
        """Speak the next language."""
        here = MESSAGE_LANGUAGES.index(self.app.language)
        self.app.language = MESSAGE_LANGUAGES[(here + 1) % len(MESSAGE_LANGUAGES)]
