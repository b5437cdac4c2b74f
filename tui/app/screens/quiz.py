"""The interest quiz: one statement after another, answered with a figure, in under two minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static

from matcher.interests import ANSWERS, quiz_order, score_quiz
from tui.app.base import LadderApp
from tui.app.over import OverScreen
from tui.app.widgets.choice_list import ChoiceList
from tui.app.wording import bar, visible

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from kb.models import QuizItem


MIDDLE = 3
"""The answer under the cursor before one was given."""


class QuizScreen(OverScreen[dict[str, float] | None]):
    """Hands back a strength for each letter answered, or None when nothing was."""

    app = getters.app(LadderApp)
    CSS_PATH = "quiz.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (12, "-low"), (17, "-high")]  # noqa: RUF012

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(answer), f"answer({answer})", str(answer), show=False) for answer in ANSWERS),
        Binding("space,right,l", "skip", "skip", show=False),
        Binding("left,h,backspace,b", "earlier", "earlier", show=False),
        Binding("escape,q", "end", "end", show=False),
    ]

    choices = getters.query_one("#choices", ChoiceList)

    def __init__(self, items: tuple[QuizItem, ...]) -> None:
        super().__init__()
        self._items = quiz_order(items)
        self._answers: dict[str, int] = {}
        self._place = 0

    def compose(self) -> ComposeResult:
        """How far, the statement, the answers, the keys."""
        yield Static(id="far", markup=False)
        yield Static(id="statement", markup=False)
        yield ChoiceList("choices")
        yield Static(self.app.say("quiz.keys"), id="keys", markup=False)

    def on_mount(self) -> None:
        """Ask the first."""
        self._ask()
        self.choices.focus()

    def _ask(self) -> None:
        item = self._items[self._place]
        count = len(self._items)
        said = self.app.say("quiz.far", number=self._place + 1, count=count)
        self.query_one("#far", Static).update(f"{said}  {bar(self._place + 1, count)}")
        self.query_one("#statement", Static).update(visible(item.text.get(self.app.language)))
        answers = [f"{answer}  {self.app.say(f'quiz.answer.a{answer}')}" for answer in ANSWERS]
        self.choices.put(answers, self._answers.get(item.id, MIDDLE) - 1)

    @on(OptionList.OptionSelected, "#choices")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.action_answer(event.option_index + 1)

    def action_answer(self, answer: int) -> None:
        """Answer, and go on.

        Args:
            answer: 1 to 5.
        """
        self._answers[self._items[self._place].id] = answer
        self.action_skip()

    def action_skip(self) -> None:
        """Go on; after the last, end."""
        if self._place + 1 == len(self._items):
            self.action_end()
        else:
            self._place += 1
            self._ask()

    def action_earlier(self) -> None:
        """Go back to the one before."""
        self._place = max(self._place - 1, 0)
        self._ask()

    def action_end(self) -> None:
        """End here, with what was answered."""
        self.dismiss(score_quiz(self._answers, self._items) if self._answers else None)
