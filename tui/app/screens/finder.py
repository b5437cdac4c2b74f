"""The finder: a question, a line to type in, and the answers that go with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.widgets import Input, OptionList, Static
from textual.worker import Worker

from tui.app.base import LadderApp
from tui.app.over import OverScreen
from tui.app.widgets.choice_list import ChoiceList
from tui.app.wording import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult


@dataclass(frozen=True)
class Found:
    """One answer that can be chosen."""

    id: str
    """What is handed back."""
    title: str
    """What is shown."""


@dataclass(frozen=True)
class Unlisted:
    """Says that there are more answers than are listed."""

    title: str
    """What is shown under the answers."""


@dataclass(frozen=True)
class Question:
    """What a finder asks."""

    title: str
    """The question."""
    hint: str
    """What the empty line says."""
    keys: str
    """What the keys do, in a line at the bottom."""
    find: Callable[[str], Sequence[Found | Unlisted]]
    """The answers that go with what is typed; quick, since it is called at every key."""
    typed: str = ""
    """What stands in the line at first."""
    free: bool = False
    """Whether what is typed is an answer itself; then Enter in the line hands it back."""
    whole: Callable[[str], bool] | None = None
    """Whether what is typed is an answer as it stands; where it is not, Enter takes the first offered."""
    prepare: Callable[[], None] | None = None
    """Slow work that finds more answers; done beside the screen, which says so until it is done."""


class FinderScreen(OverScreen[str | None]):
    """Hands back the id of what was chosen, or what was typed, or None."""

    app = getters.app(LadderApp)
    CSS_PATH = "finder.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "close", show=False),
        Binding("down", "down", "down", show=False, priority=True),
        Binding("up", "up", "up", show=False, priority=True),
    ]

    typed = getters.query_one("#typed", Input)
    answers = getters.query_one("#answers", ChoiceList)

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._question = question
        self._found: tuple[Found, ...] = ()

    def compose(self) -> ComposeResult:
        """Question, line, answers, keys."""
        asked = self._question
        yield Static(id="what", markup=False)
        yield Input(visible(asked.typed), id="typed", compact=True, select_on_focus=False)
        yield ChoiceList("answers")
        yield Static(visible(asked.keys), id="keys", markup=False)

    def on_mount(self) -> None:
        """Show what there is before anything is typed."""
        self.typed.placeholder = visible(self._question.hint)
        self._say_what(waiting=self._question.prepare is not None)
        self._fill()
        if self._question.prepare is not None:
            self.run_worker(self._question.prepare, thread=True, group="prepare", exit_on_error=False)

    def _say_what(self, *, waiting: bool) -> None:
        title = self._question.title
        what = self.app.say("ask.looking", title=title) if waiting else title
        self.query_one("#what", Static).update(visible(what))

    @on(Worker.StateChanged)
    def _prepared(self, event: Worker.StateChanged) -> None:
        if event.worker.group != "prepare" or not event.worker.is_finished:
            return
        self._say_what(waiting=False)
        self._fill()
        if event.worker.error is not None:
            self.notify(
                visible(self.app.explain_any(event.worker.error)), severity="error", markup=False, timeout=8
            )

    def _fill(self) -> None:
        answers = self._question.find(self.typed.value)
        self._found = tuple(found for found in answers if isinstance(found, Found))
        below = next((found.title for found in answers if isinstance(found, Unlisted)), "")
        if not answers and self.typed.value.strip() and not self._question.free:
            below = self.app.say("palette.nothing")
        # What is typed is the answer where any is; Enter on an empty line takes the first that is offered.
        asked = self._question
        written = self.typed.value.strip()
        typed = asked.free and written and (asked.whole is None or asked.whole(written))
        self.answers.put([found.title for found in self._found], None if typed else 0, below)

    @on(Input.Changed, "#typed")
    def _typed(self) -> None:
        self._fill()

    @on(Input.Submitted, "#typed")
    def _entered(self) -> None:
        here = self.answers.highlighted
        if here is not None and here < len(self._found):
            self.dismiss(self._found[here].id)
        elif self._question.free and self.typed.value.strip():
            self.dismiss(self.typed.value.strip())

    @on(OptionList.OptionSelected, "#answers")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        # What was typed in the meantime may have left fewer answers.
        if event.option_index < len(self._found):
            self.dismiss(self._found[event.option_index].id)

    def action_down(self) -> None:
        """Go to the next answer, from the line too."""
        self.answers.action_cursor_down()

    def action_up(self) -> None:
        """Go to the answer before."""
        self.answers.action_cursor_up()

    def action_give_up(self) -> None:
        """Choose nothing."""
        self.dismiss(None)
