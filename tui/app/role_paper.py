"""A role as a paper: what the knowledge base says of it, with its ladder and its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.paper import MUTED, STRONG, Paper
from tui.app.wording import bar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kb import Knowledge
    from kb.messages import Messages
    from kb.models import PromotionEdge, Role, Text


class RolePaper:
    """Writes roles in one language."""

    def __init__(self, knowledge: Knowledge, messages: Messages) -> None:
        self._knowledge = knowledge
        self._messages = messages

    def write(self, role: Role) -> Paper:
        """The whole paper of a role."""
        paper = Paper()
        paper.add(self._in(role.label), STRONG)
        family = self._knowledge.families.get(role.family)
        paper.add(
            self._say(
                "where",
                family=self._in(family.label) if family else role.family,
                rung=role.rung,
                rung_name=self._words(f"rung_{role.rung}"),
                ladder=self._words(f"ladder_{role.ladder}"),
            ),
            MUTED,
        )
        paper.add(self._in(role.mission))
        self._ladder(paper, role)
        self._skills(paper, role)
        paper.heading(self._say("duties"))
        for duty in role.duties:
            paper.bullet(self._in(duty.text))
        paper.heading(self._say("day"))
        paper.add(self._in(role.day))
        self._lists(paper, role)
        self._getting_in(paper, role)
        self._sources(paper, role)
        return paper

    def moves(self, role: Role) -> tuple[str, str]:
        """Where a role leads and what leads to it, and what the step up asks, in a line each.

        Args:
            role: the role.
        """
        graph = self._knowledge.graph
        out, into = graph.next_moves(role.id), graph.ways_in(role.id)
        parts = []
        for kind in ("vertical", "lateral", "cross_family"):
            onward = [self._role(edge.to_role) for edge in out if edge.kind == kind]
            if onward:
                parts.append(self._say(f"{kind}_out", roles=self._listed(onward)))
        coming = [self._role(edge.from_role) for edge in into]
        if coming:
            parts.append(self._say("from", roles=self._listed(coming)))
        up = next((edge for edge in out if edge.kind == "vertical"), None)
        said = self._say("clause_mark").join(parts) or self._say("top")
        return self._say("moves", role=self._in(role.label), moves=said), self._asks(up) if up else ""

    def _ladder(self, paper: Paper, role: Role) -> None:
        graph = self._knowledge.graph
        out, into = graph.next_moves(role.id), graph.ways_in(role.id)
        paper.heading(self._say("ladder"))
        for edge in reversed([edge for edge in out if edge.kind == "vertical"]):
            self._rung(paper, self._knowledge.roles[edge.to_role])
            paper.add(self._asks(edge), MUTED, lead="   |   ")
        if not any(edge.kind == "vertical" for edge in out):
            paper.add(self._say("top"), MUTED, lead="       ")
        self._rung(paper, role, here=True)
        below = [edge for edge in into if edge.kind == "vertical"]
        if below:
            paper.add("", MUTED, lead="   |   ")
        for edge in below:
            self._rung(paper, self._knowledge.roles[edge.from_role])
        if not into:
            paper.add(self._say("bottom"), MUTED, lead="       ")
        for kind in ("lateral", "cross_family"):
            onward = [self._role(edge.to_role) for edge in out if edge.kind == kind]
            coming = [self._role(edge.from_role) for edge in into if edge.kind == kind]
            if onward:
                paper.add(self._say(f"{kind}_out", roles=self._listed(onward)), lead="  ->   ")
            if coming:
                paper.add(self._say(f"{kind}_in", roles=self._listed(coming)), lead="  <-   ")

    def _rung(self, paper: Paper, role: Role, *, here: bool = False) -> None:
        name = self._in(role.label)
        lead = f"{'=>' if here else '  '} {role.rung}   "
        paper.add(self._say("here", role=name) if here else name, STRONG if here else "", lead=lead)

    def _asks(self, edge: PromotionEdge) -> str:
        shown = [f"{self._skill(item.skill)} {self._words('level', level=item.level)}" for item in edge.show]
        parts = [self._say("show", skills=self._listed(shown))]
        months = max(edge.tenure.post_months, edge.tenure.company_months)
        if months:
            parts.append(self._say("tenure", months=months))
        if edge.internal_first:
            parts.append(self._say("internal_first"))
        return self._say("clause_mark").join(parts)

    def _skills(self, paper: Paper, role: Role) -> None:
        paper.heading(self._say("skills"))
        for need in role.skills:
            mark = self._words("must") if need.must else ""
            said = self._say("need", skill=self._skill(need.skill), importance=need.importance, must=mark)
            paper.add(said.rstrip("，, "))
            skill = self._knowledge.skills.get(need.skill)
            seen = self._in(skill.levels.at(need.level)) if skill else ""
            paper.add(seen, MUTED, lead=f"  {bar(need.level, 5)} {need.level}  ")

    def _lists(self, paper: Paper, role: Role) -> None:
        tools = [self._in(tool.label) for t in role.tools if (tool := self._knowledge.tools.get(t))]
        if tools:
            paper.heading(self._say("tools")).add(self._listed(tools))
        paper.heading(self._say("interests"))
        words = role.interests.en if self._messages.language == "en" else role.interests.zh_hant
        if self._messages.language == "zh-Hans":
            from kb.chinese import to_simplified

            words = tuple(map(to_simplified, words))
        kinds = [
            self._in(found.label) for c in role.interests.code if (found := self._knowledge.interests.get(c))
        ]
        paper.add(self._say("interest_line", words=self._listed(words), kinds=self._listed(kinds)))
        for key, texts in (("likes", role.likes), ("dislikes", role.dislikes)):
            paper.heading(self._say(key))
            for text in texts:
                paper.bullet(self._in(text))

    def _getting_in(self, paper: Paper, role: Role) -> None:
        paper.heading(self._say("entry"))
        paper.add(self._say(f"gate.{role.entry.gate}"), STRONG)
        paper.add(self._in(role.entry.note))
        paper.add(self._in(role.conditions))
        for organisation in ("small_store", "full_company"):
            department = self._knowledge.departments.get(getattr(role, organisation) or "")
            where = self._in(department.label) if department else self._say("no_such_post")
            paper.bullet(self._say(f"in_{organisation}", department=where))

    def _sources(self, paper: Paper, role: Role) -> None:
        found: dict[str, list[str]] = {}
        for reference in (*role.sources, *role.crosswalk):
            source = reference.split("#")[0].split(":")[0]
            rest = reference.removeprefix(source).lstrip("#:")
            found.setdefault(source, [])
            if rest:
                found[source].append(rest.rsplit("/", 1)[-1])
        paper.heading(self._say("sources"))
        for source, places in found.items():
            record = self._knowledge.sources.get(source)
            title = self._in(record.title) if record else source
            paper.bullet(self._say("source_line", title=title, places=", ".join(places)) if places else title)

    def _in(self, text: Text) -> str:
        return text.get(self._messages.language)

    def _say(self, key: str, **values: object) -> str:
        return self._messages.get(f"app.role.{key}", **values)

    def _words(self, key: str, **values: object) -> str:
        return self._messages.get(f"words.{key}", **values)

    def _listed(self, names: Iterable[str]) -> str:
        return self._words("comma").join(names)

    def _skill(self, skill: str) -> str:
        found = self._knowledge.skills.get(skill)
        return self._in(found.label) if found else skill

    def _role(self, role: str) -> str:
        found = self._knowledge.roles.get(role)
        return self._in(found.label) if found else role
