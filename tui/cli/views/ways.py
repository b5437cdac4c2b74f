"""Ways to a role and ways into it as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb import Knowledge
from kb.models import PromotionEdge, Requirement, Role, ShownSkill
from matcher.paths import Entrance
from tui.cli.layout import wrap, wrap_hint
from tui.cli.session import Session
from tui.cli.views.describing import DescribingView


@dataclass(frozen=True)
class Step:
    """A move and what a person lacks for it."""

    edge: PromotionEdge
    """The move."""
    missing: tuple[ShownSkill, ...] | None = None
    """What the person lacks; None when nobody was described."""


@dataclass(frozen=True)
class Way:
    """Moves that lead to a role."""

    steps: tuple[Step, ...]
    """First to last; none when coming in is the whole way."""
    cost: float
    """Smaller is easier."""
    entrance: Entrance | None = None
    """Where one comes in; None when the way begins at one's own post."""

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles stood on, the start first."""
        first = self.steps[0].edge.from_role if self.entrance is None else self.entrance.role
        return (first, *(step.edge.to_role for step in self.steps))


class WaysView:
    """Renders ways for one session and knowledge base."""

    def __init__(self, session: Session, knowledge: Knowledge) -> None:
        self._session = session
        self._knowledge = knowledge
        self._names = DescribingView(session, knowledge)

    def ways(self, target: Role, start: Role | None, ways: Sequence[Way], *, personal: bool) -> str:
        """The best ways to a role, step by step.

        Args:
            target: the role to reach.
            start: the role to start from, when it was named.
            ways: easiest first.
            personal: whether somebody was described, so that what they lack is known.
        """
        session, names = self._session, self._names
        name = names.text(target.label)
        title = (
            session.say("path.title_from", start=names.text(start.label), role=name)
            if start
            else session.say("path.title", role=name)
        )
        lines = [session.style.bold(title), ""]
        for number, way in enumerate(ways, 1):
            stops = " > ".join(names.role_name(role) for role in way.roles)
            heading = session.say("path.way", number=number, roles=stops)
            lines.append(session.style.bold(wrap(heading, session.columns, "", "    ")))
            if way.entrance is not None:
                lines += self._entrance(way.entrance, personal=personal)
            for place, step in enumerate(way.steps, 1):
                lines += self._step(place, step)
            lines.append("")
        if not personal:
            lines.append(
                session.style.dim(wrap_hint(session.say("path.next", id=target.id), session.columns))
            )
        return "\n".join(lines).rstrip()

    def _entrance(self, entrance: Entrance, *, personal: bool) -> list[str]:
        session, role = self._session, self._knowledge.roles[entrance.role]
        text = self._names.text
        entry = session.say("path.start_here", role=text(role.label), gate=text(role.entry.note))
        lines = [wrap(entry, session.columns, "  ", "    ")]
        asked = entrance.missing if personal else entrance.asked
        key = ("path.missing" if asked else "path.nothing_missing") if personal else "path.asked"
        return [*lines, wrap(session.say(key, skills=self._skills(asked)), session.columns, "    - ")]

    def _step(self, place: int, step: Step) -> list[str]:
        session, names, edge = self._session, self._names, step.edge
        move = session.say(
            "path.step",
            from_role=names.role_name(edge.from_role),
            to_role=names.role_name(edge.to_role),
            kind=session.say(f"role.{edge.kind}"),
        )
        lines = [wrap(move, session.columns, f"  {session.say('words.step', number=place)}  ")]
        first, *others = edge.show
        facts = [session.say("path.deciding", skill=names.skill_name(first.skill), level=first.level)]
        skill = self._knowledge.skills.get(first.skill)
        seen = names.text(skill.levels.at(first.level)) if skill is not None else ""
        if seen:
            facts.append(session.say("path.deciding_see", description=seen))
        if others:
            facts.append(session.say("path.show", skills=self._skills(others)))
        if step.missing is not None:
            key = "path.missing" if step.missing else "path.nothing_missing"
            facts.append(session.say(key, skills=self._skills(step.missing)))
        evidence = [text for text in map(names.text, edge.evidence) if text]
        if evidence:
            facts.append(session.say("path.evidence", evidence=session.say("words.semicolon").join(evidence)))
        facts += self._gates(edge)
        return [*lines, *(wrap(fact, session.columns, "    - ") for fact in facts)]

    def _gates(self, edge: PromotionEdge) -> list[str]:
        session = self._session
        post, company = edge.tenure.post_months, edge.tenure.company_months
        say_months = {"post": session.say("words.months", count=post)}
        say_months["company"] = session.say("words.months", count=company)
        gates = []
        if post and company:
            gates.append(session.say("path.tenure", **say_months))
        elif post or company:
            gates.append(session.say("path.tenure_post" if post else "path.tenure_company", **say_months))
        if edge.internal_first:
            gates.append(session.say("path.internal_first"))
        return gates

    def _skills(self, skills: Sequence[ShownSkill | Requirement]) -> str:
        session = self._session
        return session.say("words.comma").join(
            session.say("path.skill_level", skill=self._names.skill_name(s.skill), level=s.level)
            for s in skills
        )

    def reverse(self, role: Role) -> str:
        """Who could become a role: in one step, and in two."""
        session, names, graph = self._session, self._names, self._knowledge.graph
        name = names.text(role.label)
        lines = [session.style.bold(session.say("reverse.title", role=name))]
        direct = graph.ways_in(role.id)
        if not direct:
            return "\n".join([*lines, "", wrap(session.say("reverse.none", role=name), session.columns)])
        lines += ["", session.say("reverse.direct")]
        for edge in direct:
            deciding = edge.show[0]
            line = session.say(
                "reverse.line",
                role=names.role_name(edge.from_role),
                family=names.family_name(self._knowledge.roles[edge.from_role].family),
                kind=session.say(f"role.{edge.kind}"),
                skill=names.skill_name(deciding.skill),
                level=deciding.level,
            )
            lines.append(wrap(line, session.columns, "  - "))
        two = two_steps_away(self._knowledge, role)
        if two:
            lines += ["", session.say("reverse.two_steps")]
            for start, via in two:
                line = session.say(
                    "reverse.two_step_line", role=names.role_name(start), via=names.role_name(via)
                )
                lines.append(wrap(line, session.columns, "  - "))
        start = two[0][0] if two else direct[0].from_role
        hint = session.say("reverse.next", id=role.id, start=start)
        return "\n".join([*lines, "", session.style.dim(wrap_hint(hint, session.columns))])


def two_steps_away(knowledge: Knowledge, role: Role) -> list[tuple[str, str]]:
    """Roles from which two moves lead to a role and not one: (role, the role between)."""
    graph = knowledge.graph
    seen = {role.id, *(edge.from_role for edge in graph.ways_in(role.id))}
    found = []
    for edge in graph.ways_in(role.id):
        for before in graph.ways_in(edge.from_role):
            if before.from_role not in seen:
                seen.add(before.from_role)
                found.append((before.from_role, edge.from_role))
    return found


__all__ = ["Step", "Way", "WaysView", "two_steps_away"]
