"""A plan: a way to a role as small tasks one can tick off, and the file that keeps the ticks.

A tick says that somebody did the practice. It raises no score and shows no skill.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kb import Knowledge
from kb.models import PromotionEdge
from matcher.paths import Entrance, PersonalPath


@dataclass(frozen=True)
class PlanTask:
    """A skill to bring to a level."""

    skill: str
    """The skill's id."""
    level: int
    """The level to show."""
    have: int
    """The level one has when the step begins; 0 when nothing is known of it."""
    deciding: bool
    """Whether the step turns on it."""

    @property
    def id(self) -> str:
        """Skill and level: another way that asks the same asks nothing new."""
        return f"{self.skill}:{self.level}"

    @property
    def met(self) -> bool:
        """Whether one has it already."""
        return self.have >= self.level


@dataclass(frozen=True)
class PlanStep:
    """One move and what it asks."""

    edge: PromotionEdge
    """The move."""
    tasks: tuple[PlanTask, ...]
    """What must be shown, what is still missing first, the deciding one before the others."""


@dataclass(frozen=True)
class PlanEntry:
    """Coming in from outside and what it asks."""

    role: str
    """The post at which one comes in."""
    tasks: tuple[PlanTask, ...]
    """What it asks above all, what is still missing first."""


@dataclass(frozen=True)
class Plan:
    """A way to a role."""

    steps: tuple[PlanStep, ...]
    """First to last; none when coming in is the whole way."""
    cost: float
    """Smaller is easier; comparable within one answer only."""
    entry: PlanEntry | None = None
    """Where one comes in; None when the way begins at one's own post."""

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles stood on, the start first."""
        first = self.entry.role if self.entry is not None else self.steps[0].edge.from_role
        return (first, *(step.edge.to_role for step in self.steps))

    @property
    def open_tasks(self) -> tuple[PlanTask, ...]:
        """What there is to do, each once."""
        tasks = [*(self.entry.tasks if self.entry is not None else ())]
        tasks += [task for step in self.steps for task in step.tasks]
        found = {task.id: task for task in tasks if not task.met}
        return tuple(found.values())

    def done(self, ticks: Mapping[str, str]) -> int:
        """How many of the open tasks are ticked."""
        return sum(task.id in ticks for task in self.open_tasks)


def plans(paths: Sequence[PersonalPath]) -> tuple[Plan, ...]:
    """The plans that ways to a role make.

    Args:
        paths: the ways, easiest first.
    """
    found = []
    for path in paths:
        steps = []
        for step in path.steps:
            tasks = [
                PlanTask(s.skill, s.level, step.have.get(s.skill, 0), s.skill == step.deciding)
                for s in step.edge.show
            ]
            ranked = sorted(tasks, key=lambda task: (task.met, not task.deciding))
            steps.append(PlanStep(step.edge, tuple(ranked)))
        found.append(Plan(tuple(steps), path.cost, _entry(path.entrance)))
    return tuple(found)


def _entry(entrance: Entrance | None) -> PlanEntry | None:
    if entrance is None:
        return None
    tasks = [
        PlanTask(r.skill, r.level, entrance.have.get(r.skill, 0), deciding=False) for r in entrance.asked
    ]
    return PlanEntry(entrance.role, tuple(sorted(tasks, key=lambda task: task.met)))


def plan_data(plan: Plan, ticks: Mapping[str, str], knowledge: Knowledge) -> dict[str, object]:
    """A plan as plain data, with the keys of `path --json` and what one has ticked.

    Args:
        plan: the plan.
        ticks: day by task id.
        knowledge: where the practice tasks are.
    """
    steps = []
    for step in plan.steps:
        data = step.edge.model_dump(mode="json", by_alias=True)
        data["deciding"] = next((task.skill for task in step.tasks if task.deciding), step.edge.show[0].skill)
        data["missing"] = [{"skill": t.skill, "level": t.level} for t in step.tasks if not t.met]
        data["tasks"] = _tasks(step.tasks, ticks, knowledge)
        steps.append(data)
    entry = None
    if plan.entry is not None:
        entry = {"role": plan.entry.role, "tasks": _tasks(plan.entry.tasks, ticks, knowledge)}
    return {"roles": list(plan.roles), "cost": plan.cost, "entry": entry, "steps": steps}


def _tasks(
    tasks: Sequence[PlanTask], ticks: Mapping[str, str], knowledge: Knowledge
) -> list[dict[str, object]]:
    return [
        {
            "skill": task.skill,
            "level": task.level,
            "have": task.have,
            "met": task.met,
            "done": ticks.get(task.id),
            "practice": _practice(task.skill, knowledge),
        }
        for task in tasks
    ]


def _practice(skill: str, knowledge: Knowledge) -> dict[str, str] | None:
    found = knowledge.skills.get(skill)
    return {"zh-Hant": found.practice.zh_hant, "en": found.practice.en} if found else None


@dataclass(frozen=True)
class KeptPlan:
    """What one dreams of, and what one has done for it."""

    target: str = ""
    """Id of the role; empty before one was chosen."""
    start: str = ""
    """Id of the role one starts from; empty for oneself, or any entry role."""
    ticks: Mapping[str, str] = field(default_factory=dict)
    """Day (ISO) by task id."""

    @classmethod
    def read(cls, content: bytes) -> KeptPlan:
        """A kept plan from JSON.

        Raises:
            ValueError: when it is no JSON.
            TypeError: when a value has the wrong type.
        """
        data = json.loads(content)
        ticks = data.get("ticks", {}) if isinstance(data, dict) else None
        if not isinstance(ticks, dict):
            raise TypeError("no plan")
        found = (data.get("target", ""), data.get("start", ""), *ticks.values())
        if not all(isinstance(value, str) for value in found):
            raise TypeError("a value is no text")
        return cls(found[0], found[1], ticks)

    def written(self) -> bytes:
        """The same as JSON."""
        data = {"target": self.target, "start": self.start, "ticks": dict(self.ticks)}
        return (json.dumps(data, ensure_ascii=True, indent=1) + "\n").encode()

    def ticked(self, task: str, day: str) -> KeptPlan:
        """The same with a task ticked, or no longer ticked.

        Args:
            task: its id.
            day: today, ISO.
        """
        ticks = {other: when for other, when in self.ticks.items() if other != task}
        if task not in self.ticks:
            ticks[task] = day
        return replace(self, ticks=ticks)


__all__ = ["KeptPlan", "Plan", "PlanEntry", "PlanStep", "PlanTask", "plan_data", "plans"]
