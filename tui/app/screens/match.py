"""Match: a person says what they can and like, and sees which roles fit and why, while they say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.containers import Horizontal
from textual.widgets import OptionList, Static, TextArea
from textual.worker import Worker, WorkerState

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
    from collections.abc import Sequence
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from matcher.profile import Profile
    from matcher.results import Match, MatchResult, ReadSkill
    from tui.app.engine import Matching

TOP = 30
"""Roles listed; more is scrolling for scrolling's sake."""

STARTERS = ("one", "two", "three")
"""Sentences offered to somebody who has not said anything."""

STARTING = ("skills", "quiz", "open_file")
"""Actions offered beside them."""


class MatchScreen(LadderScreen):
    """Writing above, ranked roles on the left, reasons on the right."""

    CSS_PATH = "match.tcss"
    MODE = "match"
    NO_COMMAND = "keep_first"
    AUTO_FOCUS = "#wanted"

    BINDINGS: ClassVar[list[BindingType]] = bindings("match")

    wanted = getters.query_one("#wanted", ProfileInput)
    results = getters.query_one("#results", ResultList)
    reasons = getters.query_one("#reasons", Reader)

    def __init__(self) -> None:
        super().__init__()
        from matcher.profile import Profile

        self._rest = Profile()
        """What is known of the person beside the text in the box."""
        self._result: MatchResult | None = None
        self._answered_for: Profile | None = None
        self._pinned_role = ""
        self._pinned: Match | None = None
        self._kept: tuple[Profile, Path] | None = None
        self._computing = False
        self._next: tuple[Profile, Matching, str] | None = None

    def compose_body(self) -> ComposeResult:
        """The box, the list and the reasons."""
        yield Static(id="question", markup=False)
        yield ProfileInput("wanted")
        yield Static(id="picks", markup=False)
        yield Static(id="status", markup=False)
        with Horizontal(id="answer"):
            yield ResultList("results")
            yield Reader("reasons")

    def on_mount(self) -> None:
        """Follow the matcher too: a better one answers again."""
        super().on_mount()
        self.watch(self.app, "matcher", self._ask, init=False)
        self.watch(self.app, "waiting", self._say_status, init=False)
        self.watch(self.app, "person", self._somebody)

    def say_again(self) -> None:
        """Say everything in the present language."""
        self.query_one("#question", Static).update(self.app.say("match.question"))
        self.wanted.hint(self.app.say("match.hint"))
        self._show_result()

    # ---- the person

    @property
    def person(self) -> Profile:
        """What is known of the person now."""
        return self._rest.model_copy(update={"text": self.wanted.text.strip()})

    def know(self, person: Profile) -> None:
        """Take in another person, or the same one with more known of them.

        Args:
            person: their text goes into the box, where it can be changed.
        """
        self._rest = person.model_copy(update={"text": ""})
        if person.text.strip() != self.wanted.text.strip():
            self.wanted.put(person.text)
        self._ask()

    def _somebody(self) -> None:
        """Somebody else was put in front of the screen, as when the app resumes."""
        person = self.app.person
        if person is not None and person != self.person:
            self.know(person)

    @on(TextArea.Changed, "#wanted")
    def _written(self) -> None:
        self._ask()

    # ---- asking and answering

    def _ask(self) -> None:
        """Match what is known now; while an answer is being computed, only the latest question waits."""
        person = self.person
        self.app.person = None if person.is_empty else person
        self._say_picks()
        if person.is_empty:
            self._next = None
            self._result, self._answered_for, self._pinned = None, None, None
            self._show_result()
        elif self.app.matcher is not None:
            self._next = (person, self.app.matcher, self._pinned_role)
            self._go_on()

    def _go_on(self) -> None:
        if self._next is not None and not self._computing:
            asked, self._next = self._next, None
            self._computing = True
            self._compute(*asked)

    @work(thread=True, group="match", exit_on_error=False)
    def _compute(self, person: Profile, matcher: Matching, pinned: str) -> None:
        result = matcher.match(person, top=TOP)
        self.post_message(Matched(person, result, matcher.match_role(person, pinned) if pinned else None))

    @on(Matched)
    def _answered(self, event: Matched) -> None:
        self._computing = False
        if not self.person.is_empty:
            self._result, self._answered_for, self._pinned = event.result, event.person, event.pinned
            self._show_result()
        self._go_on()

    @on(Worker.StateChanged)
    def _failed(self, event: Worker.StateChanged) -> None:
        if event.worker.group == "match" and event.state is WorkerState.ERROR:
            self._computing = False
            self._result = self._pinned = None
            self.results.show(())
            self.reasons.show(
                Paper().add(
                    self.app.say(
                        "match.failed", why=self.app.explain_any(event.worker.error or RuntimeError())
                    ),
                    lead="! ",
                )
            )
            self._go_on()

    # ---- showing

    def _show_result(self) -> None:
        """Show the answer there is, or how to start when there is none."""
        if self.app.knowledge is None:
            self.reasons.show(Paper().add(self.app.say("match.loading")))
        elif self._result is None:
            self.results.show(self._starting_rows())
            self._show_welcome()
        else:
            self.results.show([*self._pinned_rows(), *self._answer_rows(self._result)])
            self._show_reasons()
        self._say_status()

    def _starting_rows(self) -> list[Row]:
        starters = [self.app.say(f"match.starters.{name}") for name in STARTERS]
        ways = [Row(f"do:{name}", f"+ {self.app.say(f'match.starting.{name}')}") for name in STARTING]
        return [*(Row(f"add:{words}", words) for words in starters), *ways]

    def _pinned_rows(self) -> list[Row]:
        from matcher.wording import points

        if self._pinned is None:
            return []
        return [
            Row(
                f"pin:{self._pinned.role}",
                self._role_name(self._pinned.role),
                points(self._pinned.score),
                "*",
            )
        ]

    def _answer_rows(self, result: MatchResult) -> list[Row]:
        from matcher.wording import points

        if result.abstained:
            skills = self.app.knowledge.skills if self.app.knowledge else {}
            names = [skills[s].label.get(self.app.language) for s in result.suggestions if s in skills]
            return [
                *(Row(f"add:{self.app.say('match.can', skill=name)}", f"+ {name}") for name in names),
                Row("do:skills", f"+ {self.app.say('actions.match.skills.help')}"),
            ]
        return [
            Row(match.role, self._role_name(match.role), points(match.score), str(rank))
            for rank, match in enumerate(result.matches, 1)
        ]

    def _role_name(self, role: str) -> str:
        roles = self.app.knowledge.roles if self.app.knowledge else {}
        return roles[role].label.get(self.app.language) if role in roles else role

    def _show_welcome(self) -> None:
        paper = Paper()
        for number in ("what", "how", "private"):
            paper.add(self.app.say(f"match.welcome.{number}")).blank()
        self.reasons.show(paper)

    def _show_reasons(self, *, keep_place: bool = True) -> None:
        paper = self._paper(keys=True)
        if paper is not None:
            self.reasons.show(paper, keep_place=keep_place)

    def _looked_at_match(self) -> Match | None:
        row, result = self.results.row, self._result
        if row is None or result is None:
            return None
        if row.id.startswith("pin:"):
            return self._pinned
        return next((match for match in result.matches if match.role == row.id), None)

    def _paper(self, *, keys: bool) -> Paper | None:
        """What is said of the row under the cursor, with the keys that go on from there or without."""
        knowledge, result = self.app.knowledge, self._result
        if knowledge is None or result is None:
            return None
        from tui.app.match_paper import MatchPaper

        writer = MatchPaper(knowledge, self.app.messages)
        match = self._looked_at_match()
        if match is not None:
            return writer.write(match, result, keys=keys)
        return writer.abstained(result) if result.abstained else None

    def _say_picks(self) -> None:
        """Say what is known beside the text; no line when that is nothing."""
        said = self.query_one("#picks", Static)
        knowledge = self.app.knowledge
        parts: list[str] = []
        if knowledge is not None and (self._rest.not_mine or not self._rest.is_empty):
            from matcher.interests import strongest
            from matcher.wording import Wording

            wording, comma = Wording(knowledge, self.app.messages), self.app.messages.get("words.comma")
            skills = [f"{wording.skill(s.skill)} {s.level or ''}".strip() for s in self._rest.skills]
            letters = [
                self.app.messages.get(f"words.interest_{x.lower()}") for x in strongest(self._rest.riasec)
            ]
            for key, names in (
                ("skills", skills),
                ("interests", letters or ([self.app.say("match.flat")] if self._rest.riasec else [])),
                ("likes", list(self._rest.interests)),
                ("done", list(self._rest.experience)),
                ("not_mine", [wording.skill(s) for s in self._rest.not_mine if s not in self._ids]),
            ):
                if names:
                    parts.append(self.app.say(f"match.picked_{key}", names=comma.join(names)))
        said.display = bool(parts)
        said.update(visible(self.app.say("match.status_mark").join(parts)), layout=False)

    def _say_status(self) -> None:
        said = self.query_one("#status", Static)
        result = self._result
        if result is None:
            said.update(self.app.say("match.status_empty"), layout=False)
            return
        heard = [
            item.quote for item in result.understood if item.kind != "meaning" and item.quote not in self._ids
        ]
        parts = []
        if not result.abstained:
            parts.append(self.app.say("match.status_roles", count=len(result.matches)))
        if result.not_understood:
            parts.append(self.app.say("match.status_unheard", count=len(result.not_understood)))
        if heard:
            comma = self.app.messages.get("words.comma")
            parts.append(self.app.say("match.status_heard", words=comma.join(dict.fromkeys(heard))))
        said.update(visible(self.app.say("match.status_mark").join(parts)), layout=False)

    @property
    def _ids(self) -> frozenset[str]:
        """Ids of picked skills, which are not the person's own words."""
        return frozenset(skill.skill for skill in self._rest.skills)

    def view(self) -> View | None:
        """The answer one sees: reasons for the role under the cursor, all roles as data."""
        result, person, paper = self._result, self._answered_for, self._paper(keys=False)
        if result is None or person is None or paper is None:
            return None
        match = self._looked_at_match()
        command: tuple[str, ...] = ()
        if person == type(person)(text=person.text):
            command = ("shopladder", "match", "--text", person.text)
        elif self._kept is not None and self._kept[0] == person:
            command = ("shopladder", "match", "--profile", str(self._kept[1]))
        return View(
            "match" if match is None else f"match-{match.role}",
            self.app.say("places.match"),
            paper,
            result.model_dump(mode="json"),
            command,
        )

    @on(OptionList.OptionHighlighted, "#results")
    def _looked_at(self) -> None:
        self._show_reasons(keep_place=False)

    @on(OptionList.OptionSelected, "#results")
    async def _chosen(self) -> None:
        row = self.results.row
        if row is None:
            return
        kind, _, what = row.id.rpartition(":")
        if kind.startswith("add"):
            self.post_message(WordsOffered(row.id.removeprefix("add:")))
        elif kind == "do":
            await self.run_action(what)
        else:
            self.post_message(RoleOpened(what))

    @on(WordsOffered)
    def _take_up(self, event: WordsOffered) -> None:
        self.wanted.add(event.words)
        self.wanted.focus()

    # ---- what keys do

    def action_open_role(self) -> None:
        """Read about the role under the cursor."""
        match = self._looked_at_match()
        if match is not None:
            self.post_message(RoleOpened(match.role))

    async def action_plan(self) -> None:
        """See the way to the role under the cursor."""
        match = self._looked_at_match()
        if match is not None:
            await self.run_action("app.go('path')")
            if isinstance(self.app.screen, LadderScreen):
                self.app.screen.go_to(match.role)

    def action_write(self) -> None:
        """Go back to writing."""
        self.wanted.focus()

    def action_clear(self) -> None:
        """Forget what was said and picked; undo brings the words back."""
        from matcher.profile import Profile

        self._rest = Profile()
        self._pinned_role = ""
        self.wanted.clear()
        self.wanted.focus()
        self._ask()

    def action_skills(self) -> None:
        """Pick skills from the tree."""
        knowledge = self.app.knowledge
        if knowledge is not None:
            from tui.app.screens.skills import SkillScreen

            said, matcher = self.person, self.app.matcher
            read: Sequence[ReadSkill] = ()
            if matcher is not None and said.text:
                read = matcher.standing(type(said)(text=said.text)).skills
            self.app.push_screen(SkillScreen(knowledge, said, read), self._with_more)

    def _with_more(self, person: Profile | None) -> None:
        if person is not None:
            self.know(person)

    def action_quiz(self) -> None:
        """Take the interest quiz."""
        knowledge = self.app.knowledge
        if knowledge is None or not knowledge.records.quiz_items:
            return
        from tui.app.screens.quiz import QuizScreen

        def done(riasec: dict[str, float] | None) -> None:
            if riasec is not None:
                self.know(self.person.model_copy(update={"riasec": riasec}))
                if not (self.person.text or self.person.skills):
                    self.app.tell("quiz_alone")

        self.app.push_screen(QuizScreen(knowledge.records.quiz_items), done)

    def action_one_role(self) -> None:
        """Ask how one role of one's choice fits; asked again, let go of it."""
        if self._pinned_role:
            self._pinned_role = ""
            self._ask()
            return
        from tui.app.screens.asking import role_question
        from tui.app.screens.finder import FinderScreen

        def chosen(role: str | None) -> None:
            if role:
                self._pinned_role = role
                self._ask()
                self.results.to_first()

        if self.app.knowledge is not None and not self.person.is_empty:
            self.app.push_screen(FinderScreen(role_question(self.app)), chosen)
        else:
            self.app.tell("say_first")

    def action_teach(self) -> None:
        """Teach what words mean that were not understood."""
        from tui.app.screens.asking import teach_words

        teach_words(self.app, self._result.not_understood if self._result else ())

    def action_forget(self) -> None:
        """Forget something that was taught."""
        from tui.app.screens.asking import forget_words

        forget_words(self.app)

    def action_open_file(self) -> None:
        """Open a CV or a kept profile."""
        from tui.app.screens.asking import open_profile

        open_profile(self.app, self.know)

    def action_keep(self) -> None:
        """Keep the profile as a file."""
        from tui.app.screens.asking import keep_profile

        def kept(person: Profile, path: Path) -> None:
            self._kept = (person, path)

        keep_profile(self.app, self.person, kept)
