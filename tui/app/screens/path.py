"""Path: from where one stands to the role one dreams of, in steps that can be practised and ticked off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.containers import Horizontal
from textual.widgets import OptionList
from textual.worker import get_current_worker

from matcher.plan import KeptPlan, Plan, plan_data, plans
from tui.app.actions import bindings
from tui.app.base import LadderScreen
from tui.app.messages import PathsFound, RoleOpened
from tui.app.plan_paper import PlanPaper
from tui.app.screens.asking import role_question
from tui.app.screens.finder import FinderScreen, Found
from tui.app.view import View
from tui.app.widgets.choice_list import Choice, ChoiceList
from tui.app.widgets.notes import Notes
from tui.app.wording import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.app.engine import Matching

WAYS = 5
"""Ways listed: more are detours."""

FITTING = 5
"""Roles that fit, offered first where one chooses what to aim at."""

PLAN_FILE = "plan.json"

ENTRY = "-entry"
"""Stands for any role that takes beginners, where a start is chosen; no role has such an id."""


class PathScreen(LadderScreen):
    """The aim on top, ways on the left, the plan of one way on the right."""

    CSS_PATH = "path.tcss"
    MODE = "path"
    KEYS_FIRST = frozenset({"app.export"})
    """A plan is there to be taken away."""
    AUTO_FOCUS = "#ways"

    BINDINGS: ClassVar[list[BindingType]] = bindings("path")

    ways = getters.query_one("#ways", ChoiceList)
    plan = getters.query_one("#plan", ChoiceList)

    def __init__(self) -> None:
        super().__init__()
        self._kept = KeptPlan()
        self._plans: tuple[Plan, ...] | None = None
        self._told = ""
        """Why there is no plan, when there is none."""

    def compose_body(self) -> ComposeResult:
        """The aim, the ways, the plan."""
        yield Notes("aim")
        with Horizontal():
            yield ChoiceList("ways")
            yield ChoiceList("plan")

    def on_mount(self) -> None:
        """Bring back what was kept; follow the person and the matcher."""
        self._kept = self.app.keeper.read(PLAN_FILE, KeptPlan.read) or KeptPlan()
        super().on_mount()
        for name in ("matcher", "person"):
            self.watch(self.app, name, self._search, init=False)
        self._search()

    def say_again(self) -> None:
        """Say everything in the present language."""
        if self._plans is None:
            self._search()
        self._show()

    def where(self) -> str:
        """The role one wants to reach."""
        return self._kept.target

    def go_to(self, where: str) -> None:
        """Look at the way to a role.

        Args:
            where: its id.
        """
        if where and where != self._kept.target:
            self._keep(replace(self._kept, target=where))
            self._search()

    def view(self) -> View | None:
        """The plan one sees."""
        knowledge, plan = self.app.knowledge, self._present
        if knowledge is None or plan is None:
            return None
        writer = PlanPaper(knowledge, self.app.messages)
        target = self._kept.target
        paths = [plan_data(plan, self._kept.ticks, knowledge)]
        data = {"target": target, "from": self._kept.start or None, "paths": paths}
        command = ["shopladder", "path", target]
        if self._kept.start and self._kept.start != ENTRY:
            command += ["--from", self._kept.start]
        if self._person_counts() and self.app.person is not None and self.app.person.text.strip():
            command += ["--text", self.app.person.text.strip()]
        title = self.app.say("path.title", target=writer.role(target))
        paper = writer.write(plan, self._kept.ticks, self._aim())
        return View(f"path-{target}", title, paper, data, tuple(command))

    @property
    def _present(self) -> Plan | None:
        """The plan of the way under the cursor."""
        if not self._plans:
            return None
        number = int(self.ways.chosen or 0)
        return self._plans[number if number < len(self._plans) else 0]

    def _person_counts(self) -> bool:
        person = self.app.person
        return self._kept.start != ENTRY and person is not None and not person.is_empty

    def _start_name(self) -> str:
        knowledge = self.app.knowledge
        if self._kept.start and self._kept.start != ENTRY and knowledge is not None:
            return PlanPaper(knowledge, self.app.messages).role(self._kept.start)
        return self.app.say("path.me" if self._person_counts() else "path.entry")

    def _aim(self) -> str:
        knowledge, plan = self.app.knowledge, self._present
        if knowledge is None or not self._kept.target:
            return self.app.say("path.aim_open", start=self._start_name())
        writer = PlanPaper(knowledge, self.app.messages)
        target = writer.role(self._kept.target)
        if plan is None:
            return self._told
        return writer.progress(plan, self._kept.ticks, self._start_name(), target)

    def _search(self) -> None:
        knowledge, matcher, target = self.app.knowledge, self.app.matcher, self._kept.target
        self._plans = None
        if knowledge is None or not target:
            self._told = ""
        elif target not in knowledge.roles:
            self._told = self.app.say("path.unknown_target", role=target)
        elif target == self._kept.start:
            self._told = self.app.say("path.already")
        elif matcher is None:
            self._told = self.app.say("path.loading")
        else:
            self._told = self.app.say("path.loading")
            self._compute(matcher, self._kept)
        self._show()

    @work(thread=True, exclusive=True, group="paths", exit_on_error=False)
    def _compute(self, matcher: Matching, kept: KeptPlan) -> None:
        worker = get_current_worker()
        person = self.app.person if self._person_counts() else None
        start = kept.start if kept.start and kept.start != ENTRY else None
        if start is None and person is not None and person.current_role == kept.target:
            person = person.model_copy(update={"current_role": None})
        found = plans(matcher.paths(person, kept.target, start=start, limit=WAYS))
        if not worker.is_cancelled:
            self.post_message(PathsFound(kept.target, kept.start, found))

    @on(PathsFound)
    def _found(self, event: PathsFound) -> None:
        if (event.target, event.start) != (self._kept.target, self._kept.start):
            return
        self._plans = event.plans
        self._show()

    def _show(self) -> None:
        knowledge = self.app.knowledge
        if self._plans == () and knowledge is not None:
            writer = PlanPaper(knowledge, self.app.messages)
            target = writer.role(self._kept.target)
            self._told = self.app.say("path.none", start=self._start_name(), target=target)
        if knowledge is None or not self._plans:
            self.ways.show(())
            self.plan.show(self._welcome())
        else:
            writer = PlanPaper(knowledge, self.app.messages)
            self.ways.show(
                [Choice(str(n), f"{n + 1} {writer.way(plan)}", 2) for n, plan in enumerate(self._plans)]
            )
            self._show_plan()
        self._say_aim()

    def _welcome(self) -> list[Choice]:
        lines = [self.app.say(f"path.welcome.{part}") for part in ("what", "how", "tick")]
        found: list[Choice] = []
        for line in lines:
            found += [Choice("", line), Choice("", "")]
        return found

    def _show_plan(self) -> None:
        knowledge, plan = self.app.knowledge, self._present
        if knowledge is not None and plan is not None:
            self.plan.show(PlanPaper(knowledge, self.app.messages).choices(plan, self._kept.ticks))

    def _say_aim(self) -> None:
        self.query_one("#aim", Notes).say(self._aim())

    @on(OptionList.OptionHighlighted, "#ways")
    def _looked_at(self) -> None:
        self._show_plan()
        self._say_aim()

    @on(OptionList.OptionSelected, "#ways")
    def _chosen(self) -> None:
        self.plan.focus()

    @on(OptionList.OptionSelected, "#plan")
    def _selected(self) -> None:
        self.action_tick()

    def _keep(self, kept: KeptPlan) -> None:
        self._kept = kept
        why = self.app.keeper.write(PLAN_FILE, kept.written())
        if why:
            self.notify(visible(self.app.say("told.not_kept", why=why)), markup=False)

    def action_tick(self) -> None:
        """Tick the task under the cursor, or take the tick away."""
        plan = self._present
        if plan is None:
            return
        _, _, task = self.plan.chosen.partition("/")
        if any(task == known.id for known in plan.open_tasks):
            self._keep(self._kept.ticked(task, date.today().isoformat()))
            self._show_plan()
            self._say_aim()

    def action_target(self) -> None:
        """Choose the role one dreams of."""
        self._choose("path.ask_target", self._fitting(), self._aim_at)

    def _fitting(self) -> list[Found]:
        """The roles that fit the person best, to choose from before anything is typed."""
        knowledge, matcher, person = self.app.knowledge, self.app.matcher, self.app.person
        if knowledge is None or matcher is None or person is None or not self._person_counts():
            return []
        fitting = [match.role for match in matcher.match(person, top=FITTING).matches]
        names = [knowledge.roles[role].label.get(self.app.language) for role in fitting]
        return [
            Found(role, self.app.say("path.fits", role=name))
            for role, name in zip(fitting, names, strict=True)
        ]

    def action_start(self) -> None:
        """Choose where to start."""
        others = [Found("", self.app.say("path.me")), Found(ENTRY, self.app.say("path.entry"))]
        self._choose("path.ask_start", others, self._start_at)

    def _choose(self, key: str, others: Sequence[Found], take: Callable[[str], None]) -> None:
        if self.app.knowledge is None:
            return

        def answered(chosen: str | None) -> None:
            if chosen is not None:
                take(chosen)

        self.app.push_screen(FinderScreen(role_question(self.app, key, others)), answered)

    def _aim_at(self, role: str) -> None:
        self._keep(replace(self._kept, target=role))
        self.moved()
        self._search()

    def _start_at(self, role: str) -> None:
        self._keep(replace(self._kept, start=role))
        self._search()

    def action_open_role(self) -> None:
        """Read about the role of the step under the cursor, or the target."""
        knowledge, plan = self.app.knowledge, self._present
        number, _, task = self.plan.chosen.partition("/")
        if knowledge is not None and plan is not None and task and self.plan.has_focus:
            writer = PlanPaper(knowledge, self.app.messages)
            self.post_message(RoleOpened(writer.role_at(plan, int(number))))
        elif self._kept.target:
            self.post_message(RoleOpened(self._kept.target))

    def action_clear(self) -> None:
        """Start over with another target; what is ticked stays so."""
        self._aim_at("")
        self.action_target()
