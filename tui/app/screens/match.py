"""Match: a person writes what they can and like, and sees which roles fit and why, while they write."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.containers import Horizontal
from textual.widgets import OptionList, Static, TextArea
from textual.worker import Worker, WorkerState, get_current_worker

from tui.app.actions import bindings
from tui.app.base import LadderScreen
from tui.app.messages import Matched, RoleOpened, WordsOffered
from tui.app.paper import Paper
from tui.app.view import View
from tui.app.widgets.profile_input import ProfileInput
from tui.app.widgets.reader import Reader
from tui.app.widgets.result_list import ResultList, Row
from tui.app.wording import visible

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from matcher.results import MatchResult
    from tui.app.engine import Matching

PAUSE = 0.15
"""Seconds without a key before a text is matched."""

TOP = 30
"""Roles listed; more is scrolling for scrolling's sake."""

STARTERS = ("one", "two", "three")
"""Sentences offered to somebody who has not written anything."""


class MatchScreen(LadderScreen):
    """Writing above, ranked roles on the left, reasons on the right."""

    CSS_PATH = "match.tcss"
    MODE = "match"
    AUTO_FOCUS = "#wanted"

    BINDINGS: ClassVar[list[BindingType]] = bindings("match")

    wanted = getters.query_one("#wanted", ProfileInput)
    results = getters.query_one("#results", ResultList)
    reasons = getters.query_one("#reasons", Reader)

    def __init__(self) -> None:
        super().__init__()
        self._result: MatchResult | None = None
        self._text = ""
        self._pause: Timer | None = None

    def compose_body(self) -> ComposeResult:
        """The box, the list and the reasons."""
        yield Static(id="question", markup=False)
        yield ProfileInput("wanted")
        yield Static(id="status", markup=False)
        with Horizontal(id="answer"):
            yield ResultList("results")
            yield Reader(id="reasons")

    def on_mount(self) -> None:
        """Follow the matcher too: a better one answers again."""
        super().on_mount()
        self.watch(self.app, "matcher", self._matcher_changed, init=False)
        self.watch(self.app, "waiting", self._say_status, init=False)

    def say_again(self) -> None:
        """Say everything in the present language."""
        self.query_one("#question", Static).update(self.app.say("match.question"))
        self.wanted.hint(self.app.say("match.hint"))
        self._show_result()

    def _matcher_changed(self) -> None:
        self._ask()

    @on(TextArea.Changed, "#wanted")
    def _written(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._ask)

    def _ask(self) -> None:
        text = self.wanted.text.strip()
        if not text:
            self.workers.cancel_group(self, "match")
            self._result, self._text = None, ""
            self._show_result()
        elif self.app.matcher is not None:
            self._compute(text, self.app.matcher)

    @work(thread=True, exclusive=True, group="match", exit_on_error=False)
    def _compute(self, text: str, matcher: Matching) -> None:
        worker = get_current_worker()
        result = matcher.match(text, top=TOP)
        if not worker.is_cancelled:
            self.post_message(Matched(text, result))

    @on(Matched)
    def _answered(self, event: Matched) -> None:
        if self.wanted.text.strip():
            self._result, self._text = event.result, event.text
            self._show_result()

    @on(Worker.StateChanged)
    def _failed(self, event: Worker.StateChanged) -> None:
        if event.worker.group == "match" and event.state is WorkerState.ERROR:
            self._result = None
            self.results.show(())
            self.reasons.show(
                Paper().add(self.app.say("match.failed", why=str(event.worker.error)), lead="! ")
            )

    def _show_result(self) -> None:
        """Show the answer there is, or what to write when there is none."""
        if self.app.knowledge is None:
            self.reasons.show(Paper().add(self.app.say("match.loading")))
        elif self._result is None:
            starters = [self.app.say(f"match.starters.{name}") for name in STARTERS]
            self.results.show([Row(f"add:{words}", words) for words in starters])
            self._show_welcome()
        elif self._result.abstained:
            label = self.app.knowledge.skills
            names = [label[s].label.get(self.app.language) for s in self._result.suggestions if s in label]
            self.results.show(
                [Row(f"add:{self.app.say('match.can', skill=name)}", f"+ {name}") for name in names]
            )
            self._show_reasons()
        else:
            from matcher.wording import points

            roles = self.app.knowledge.roles
            self.results.show(
                [
                    Row(m.role, roles[m.role].label.get(self.app.language), points(m.score))
                    for m in self._result.matches
                ]
            )
            self._show_reasons()
        self._say_status()

    def view(self) -> View | None:
        """The answer one sees: reasons for the role under the cursor, all roles as data."""
        knowledge, result, row = self.app.knowledge, self._result, self.results.row
        if knowledge is None or result is None or not self._text:
            return None
        from tui.app.match_paper import MatchPaper

        writer = MatchPaper(knowledge, self.app.messages)
        match = next((m for m in result.matches if row is not None and m.role == row.id), None)
        paper = writer.abstained(result) if match is None else writer.write(match, result)
        return View(
            "match" if match is None else f"match-{match.role}",
            self.app.say("places.match"),
            paper,
            result.model_dump(mode="json"),
            ("shopladder", "match", "--text", self._text),
        )

    def _show_welcome(self) -> None:
        paper = Paper()
        for number in ("what", "how", "private"):
            paper.add(self.app.say(f"match.welcome.{number}")).blank()
        self.reasons.show(paper)

    def _show_reasons(self, *, keep_place: bool = True) -> None:
        knowledge, result, row = self.app.knowledge, self._result, self.results.row
        if knowledge is None or result is None:
            return
        from tui.app.match_paper import MatchPaper

        paper = MatchPaper(knowledge, self.app.messages)
        if result.abstained:
            self.reasons.show(paper.abstained(result))
            return
        found = next((m for m in result.matches if row is not None and m.role == row.id), None)
        if found is not None:
            self.reasons.show(paper.write(found, result), keep_place=keep_place)

    def _say_status(self) -> None:
        said = self.query_one("#status", Static)
        result = self._result
        if result is None:
            said.update(self.app.say("match.status_empty"))
            return
        heard = [item.quote for item in result.understood if item.kind != "meaning"]
        parts = []
        if not result.abstained:
            parts.append(self.app.say("match.status_roles", count=len(result.matches)))
        if heard:
            comma = self.app.messages.get("words.comma")
            parts.append(self.app.say("match.status_heard", words=comma.join(dict.fromkeys(heard))))
        if result.not_understood:
            parts.append(self.app.say("match.status_unheard", count=len(result.not_understood)))
        said.update(visible(self.app.say("match.status_mark").join(parts)))

    @on(OptionList.OptionHighlighted, "#results")
    def _looked_at(self) -> None:
        self._show_reasons(keep_place=False)

    @on(OptionList.OptionSelected, "#results")
    def _chosen(self) -> None:
        row = self.results.row
        if row is not None and row.points is None:
            self.post_message(WordsOffered(row.id.removeprefix("add:")))
        elif row is not None:
            self.post_message(RoleOpened(row.id))

    @on(WordsOffered)
    def _take_up(self, event: WordsOffered) -> None:
        self.wanted.add(event.words)
        self.wanted.focus()

    def action_open_role(self) -> None:
        """Read about the role under the cursor."""
        row = self.results.row
        if row is not None and row.points is not None:
            self.post_message(RoleOpened(row.id))

    def action_write(self) -> None:
        """Go back to writing."""
        self.wanted.focus()

    def action_clear(self) -> None:
        """Empty the box; undo brings the words back."""
        self.wanted.clear()
        self.wanted.focus()
