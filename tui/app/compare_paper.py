"""Two to four roles side by side: a column a role, a row a skill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.paper import MUTED, STRONG, Paper
from tui.app.wording import bar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kb import Knowledge
    from kb.messages import Messages
    from kb.models import Role, Text

FEWEST, MOST = 2, 4
"""More do not fit side by side; the command line has the same limit."""

NOT_ASKED = "."
"""Stands where a role does not ask for a skill."""


class ComparePaper:
    """Writes comparisons in one language."""

    def __init__(self, knowledge: Knowledge, messages: Messages) -> None:
        self._knowledge = knowledge
        self._messages = messages

    def write(self, roles: Sequence[Role]) -> Paper:
        """Roles side by side.

        Args:
            roles: two to four.
        """
        say, knowledge = self._say, self._knowledge
        paper = Paper()
        paper.cells("", [self._in(role.label) for role in roles], STRONG)
        paper.cells(say("family"), [self._family(role) for role in roles])
        paper.cells(say("rung"), [f"{role.rung} {self._words(f'rung_{role.rung}')}" for role in roles])
        paper.cells(say("mission"), [self._in(role.mission) for role in roles])
        paper.cells(say("gate"), [self._messages.get(f"app.role.gate.{role.entry.gate}") for role in roles])
        graph = knowledge.graph
        ups = [[e.to_role for e in graph.next_moves(role.id) if e.kind == "vertical"] for role in roles]
        paper.cells(say("next"), [self._listed(self._in(knowledge.roles[r].label) for r in up) for up in ups])
        paper.cells(say("interests"), [self._listed(self._interests(role)) for role in roles])
        paper.heading(say("skills")).add(say("key"), MUTED)
        asked = [{need.skill: need for need in role.skills} for role in roles]
        skills = list(dict.fromkeys(skill for needs in asked for skill in needs))
        weight = {
            skill: (
                sum(skill in needs for needs in asked),
                sum(n[skill].importance for n in asked if skill in n),
            )
            for skill in skills
        }
        for skill in sorted(skills, key=lambda skill: (-weight[skill][0], -weight[skill][1], skill)):
            found = knowledge.skills.get(skill)
            cells = []
            for needs in asked:
                need = needs.get(skill)
                must = " !" if need and need.must else ""
                cells.append(f"{bar(need.level, 5)} {need.level}{must}" if need else NOT_ASKED)
            paper.cells(self._in(found.label) if found else skill, cells)
        return paper

    def _family(self, role: Role) -> str:
        family = self._knowledge.families.get(role.family)
        return self._in(family.label) if family else role.family

    def _interests(self, role: Role) -> list[str]:
        kinds = self._knowledge.interests
        return [self._in(kinds[code].label) for code in role.interests.code if code in kinds]

    def _in(self, text: Text) -> str:
        return text.get(self._messages.language)

    def _say(self, key: str) -> str:
        return self._messages.get(f"app.compare.{key}")

    def _words(self, key: str) -> str:
        return self._messages.get(f"words.{key}")

    def _listed(self, names: Iterable[str]) -> str:
        return self._words("comma").join(names)
