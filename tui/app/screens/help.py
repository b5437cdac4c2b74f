"""Help: every key that works where one was, and what it does there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import getters
from textual.binding import Binding, BindingType

from tui.app.base import LadderApp
from tui.app.over import OverScreen
from tui.app.paper import MUTED, STRONG, Paper
from tui.app.widgets.key_bar import key_name
from tui.app.widgets.reader import Reader
from tui.app.wording import fit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult


class HelpScreen(OverScreen[None]):
    """Over the screen it explains."""

    app = getters.app(LadderApp)
    CSS_PATH = "help.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q,enter", "dismiss", "close", show=False),
    ]

    def __init__(self, place: str, keys: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._place = place
        self._keys = keys
        """Action id to the keys that work."""

    def compose(self) -> ComposeResult:
        """The paper."""
        yield Reader("help")

    def on_mount(self) -> None:
        """Write it."""
        say = self.app.say
        paper = Paper().add(say("help.title"), STRONG).blank().add(say(f"help.{self._place}"))
        paper.heading(say("help.keys"))
        written = {what: " ".join(map(key_name, keys)) for what, keys in self._keys.items()}
        column = max(map(cell_len, written.values()), default=0) + 2
        for what, keys in written.items():
            paper.add(say(f"actions.{what}.help"), lead=fit(keys, column), lead_style=STRONG)
        paper.heading(say("help.lists"))
        paper.add(say("help.moving"))
        paper.blank().add(say("help.close"), MUTED)
        reader = self.query_one(Reader)
        reader.show(paper)
        reader.focus()
