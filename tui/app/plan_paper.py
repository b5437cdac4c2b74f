"""A plan in words: lines to choose and tick on the screen, and the same as a paper to take away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.app.paper import HEADING, MUTED, Paper
from tui.app.widgets.choice_list import Choice
from tui.app.wording import bar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kb import Knowledge
    from kb.messages import Messages
    from kb.models import PromotionEdge
    from matcher.plan import Plan, PlanStep, PlanTask

PROGRESS = 8
"""Cells of the bar of what is done."""


@dataclass(frozen=True)
class _Part:
    """One part of a plan in words."""

    title: str
    gates: tuple[str, ...]
    tasks: tuple[PlanTask, ...]
    bring: str = ""


class PlanPaper:
    """Writes plans in one language."""

    def __init__(self, knowledge: Knowledge, messages: Messages) -> None:
        self._knowledge = knowledge
        self._messages = messages

    def way(self, plan: Plan) -> str:
        """A plan in one line: the roles one stands on."""
        return " > ".join(map(self.role, plan.roles))

    def choices(self, plan: Plan, ticks: Mapping[str, str]) -> list[Choice]:
        """A plan as lines, one to tick for each task.

        Args:
            plan: the plan.
            ticks: day by task id.
        """
        found: list[Choice] = []
        for number, part in enumerate(self._parts(plan)):
            if found:
                found.append(Choice("", ""))
            found.append(Choice("", f"# {part.title}", 2, HEADING))
            found += [Choice("", line, 0, MUTED) for line in part.gates]
            for task in part.tasks:
                found.append(
                    Choice(f"{number}/{task.id}", f"{mark(task, ticks)} {self._task(task, ticks)}", 4)
                )
                found += [Choice("", f"    {line}", 4, MUTED) for line in self._hints(task)]
            if part.bring:
                found.append(Choice("", self._say("bring", text=part.bring), 2))
        return found

    def role_at(self, plan: Plan, number: int) -> str:
        """The role that a part of a plan leads to.

        Args:
            plan: the plan.
            number: what stands before `/` in the id of a line of `choices`.
        """
        return plan.roles[number if plan.entry is not None else number + 1]

    def _parts(self, plan: Plan) -> Iterator[_Part]:
        """Coming in, where one does, then the steps."""
        if plan.entry is not None:
            note = self._knowledge.roles[plan.entry.role].entry.note.get(self._messages.language)
            yield _Part(
                self._say("come_in", role=self.role(plan.entry.role)),
                (note,) if note else (),
                plan.entry.tasks,
            )
        for number, step in enumerate(plan.steps, 1):
            yield _Part(
                self._title(number, step),
                tuple(self._gates(step.edge)),
                step.tasks,
                self._evidence(step.edge),
            )

    def write(self, plan: Plan, ticks: Mapping[str, str], aim: str) -> Paper:
        """A plan as a paper.

        Args:
            plan: the plan.
            ticks: day by task id.
            aim: where from, where to and how far, in one line.
        """
        paper = Paper().add(aim).add(self.way(plan))
        for part in self._parts(plan):
            paper.heading(part.title)
            for line in part.gates:
                paper.add(line, MUTED)
            for task in part.tasks:
                paper.task(self._task(task, ticks), mark(task, ticks))
                for line in self._hints(task):
                    paper.note(line)
            if part.bring:
                paper.add(self._say("bring", text=part.bring))
        return paper

    def progress(self, plan: Plan, ticks: Mapping[str, str], start: str, target: str) -> str:
        """Where from, where to, and how much is done."""
        count = len(plan.open_tasks)
        if not count:
            return self._say("aim_met", start=start, target=target)
        done = plan.done(ticks)
        shown = bar(round(done * PROGRESS / count), PROGRESS)
        return self._say("aim", start=start, target=target, done=done, count=count, bar=shown)

    def role(self, role: str) -> str:
        """The name of a role; its id when the knowledge lacks it."""
        found = self._knowledge.roles.get(role)
        return found.label.get(self._messages.language) if found else role

    def _title(self, number: int, step: PlanStep) -> str:
        edge = step.edge
        return self._say(
            "step_title", number=number, from_role=self.role(edge.from_role), to_role=self.role(edge.to_role)
        )

    def _gates(self, edge: PromotionEdge) -> Iterator[str]:
        parts = [self._say(f"kind.{edge.kind}")]
        if edge.tenure.post_months:
            parts.append(self._say("tenure", months=edge.tenure.post_months))
        if edge.tenure.company_months:
            parts.append(self._say("company", months=edge.tenure.company_months))
        if edge.internal_first:
            parts.append(self._say("internal_first"))
        yield self._messages.get("words.semicolon").join(parts)

    def _task(self, task: PlanTask, ticks: Mapping[str, str]) -> str:
        skill = self._knowledge.skills.get(task.skill)
        name = skill.label.get(self._messages.language) if skill else task.skill
        if task.met:
            state = self._say("met")
        elif task.id in ticks:
            state = self._say("done_on", day=ticks[task.id])
        else:
            state = self._say("now", have=task.have) if task.have else self._say("unseen")
        parts = [self._say("task", skill=name, level=task.level), state]
        if task.deciding and not task.met:
            parts.append(self._say("deciding"))
        return self._messages.get("words.semicolon").join(parts)

    def _hints(self, task: PlanTask) -> Iterator[str]:
        skill = self._knowledge.skills.get(task.skill)
        if skill is None or task.met:
            return
        language = self._messages.language
        for key, text in (("looks_like", skill.levels.at(task.level)), ("practice", skill.practice)):
            if text.get(language):
                yield self._say(key, text=text.get(language))

    def _evidence(self, edge: PromotionEdge) -> str:
        texts = [text.get(self._messages.language) for text in edge.evidence]
        return self._messages.get("words.semicolon").join(filter(None, texts))

    def _say(self, key: str, **values: object) -> str:
        return self._messages.get(f"app.path.{key}", **values)


def mark(task: PlanTask, ticks: Mapping[str, str]) -> str:
    """`[=]` for what one has already, `[x]` for what is ticked, `[ ]` for what there is to do."""
    if task.met:
        return "[=]"
    return "[x]" if task.id in ticks else "[ ]"
