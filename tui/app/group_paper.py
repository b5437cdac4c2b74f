"""What roles stand in, as papers: lines of work, departments, steps of hiring; and skills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.paper import MUTED, STRONG, Paper
from tui.app.wording import bar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb import Knowledge
    from kb.messages import Messages
    from kb.models import Role, Text
    from kb.models.organisation import Department

OTHER = {"small_store": "full_company", "full_company": "small_store"}
"""Each organisation and the one to compare it with."""


class GroupPaper:
    """Writes groups and skills in one language."""

    def __init__(self, knowledge: Knowledge, messages: Messages) -> None:
        self._knowledge = knowledge
        self._messages = messages

    def write(self, group: str) -> Paper | None:
        """The paper of a family, department or hiring step; None when there is none such.

        Args:
            group: its id.
        """
        knowledge = self._knowledge
        if group in knowledge.families:
            family = knowledge.families[group]
            paper = Paper().add(self._in(family.label), STRONG).add(self._in(family.description))
            return self._roles(paper, knowledge.roles_of(group), "")
        if group in knowledge.departments:
            return self._department(knowledge.departments[group])
        step = knowledge.hiring_steps.get(group)
        if step is None:
            return None
        paper = Paper().add(self._say("hiring_step", order=step.order, title=self._in(step.title)), STRONG)
        paper.add(self._in(step.why))
        self._roles(paper, [knowledge.roles[role] for role in step.roles if role in knowledge.roles], "")
        covering = [self._role(role) for role in step.covered_by]
        if covering:
            paper.heading(self._say("covered_by")).add(self._listed(covering))
        if step.hand_down is not None:
            paper.heading(self._say("hand_down")).add(self._in(step.hand_down))
        return paper

    def _department(self, department: Department) -> Paper:
        roles = [
            role
            for role in self._knowledge.roles.values()
            if getattr(role, department.organisation) == department.id
        ]
        paper = Paper().add(self._in(department.label), STRONG)
        paper.add(self._say(f"organisation.{department.organisation}"), MUTED).add(
            self._in(department.description)
        )
        ranked = sorted(roles, key=lambda role: (role.family, role.rung, role.id))
        return self._roles(paper, ranked, OTHER[department.organisation])

    def _roles(self, paper: Paper, roles: Iterable[Role], other: str) -> Paper:
        """The posts, and where each stands in the other organisation when one is named."""
        paper.heading(self._say("posts"))
        for role in roles:
            lead = f"{role.rung} "
            paper.add(self._in(role.label), lead=lead)
            paper.add(self._in(role.mission), MUTED, lead="  ")
            if other:
                there = self._knowledge.departments.get(getattr(role, other) or "")
                where = self._in(there.label) if there else self._messages.get("app.role.no_such_post")
                said = self._messages.get(f"app.role.in_{other}", department=where)
                paper.add(said, MUTED, lead="  ")
        return paper

    def skill(self, skill: str) -> Paper | None:
        """The paper of a skill; None when there is none such.

        Args:
            skill: its id.
        """
        knowledge = self._knowledge
        found = knowledge.skills.get(skill)
        if found is None:
            return None
        group = knowledge.skill_groups.get(found.group)
        paper = Paper().add(self._in(found.label), STRONG)
        paper.add(self._in(group.label) if group else found.group, MUTED)
        paper.heading(self._say("levels"))
        for level in range(1, 6):
            seen = self._in(found.levels.at(level))
            if seen:
                paper.add(seen, lead=f"{bar(level, 5)} {level}  ")
        practice = self._in(found.practice)
        if practice:
            paper.heading(self._say("practice")).add(practice)
        needs = [
            (need, role)
            for role in knowledge.roles.values()
            for need in role.skills
            if need.skill == found.id
        ]
        paper.heading(self._say("asked_by", count=len(needs)))
        for need, role in sorted(needs, key=lambda pair: (-pair[0].importance, pair[1].rung, pair[1].id)):
            must = self._messages.get("words.must") if need.must else ""
            said = self._say("asked", role=self._in(role.label), importance=need.importance, must=must)
            paper.add(said.rstrip("，, "), lead=f"{bar(need.level, 5)} {need.level}  ")
        related = [self._in(knowledge.skills[r].label) for r in found.related if r in knowledge.skills]
        if related:
            paper.heading(self._say("related")).add(self._listed(related))
        return paper

    def _in(self, text: Text) -> str:
        return text.get(self._messages.language)

    def _say(self, key: str, **values: object) -> str:
        return self._messages.get(f"app.explore.{key}", **values)

    def _listed(self, names: Iterable[str]) -> str:
        return self._messages.get("words.comma").join(names)

    def _role(self, role: str) -> str:
        found = self._knowledge.roles.get(role)
        return self._in(found.label) if found else role
