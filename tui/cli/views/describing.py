"""Roles and skills as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kb import Knowledge
from kb.models import PromotionEdge, Requirement, Role, Skill, Text
from tui.cli.layout import pad, table, width, wrap, wrap_hint
from tui.cli.session import Session

LEVEL_BAR = 5
"""One cell a level."""


WIDEST_NAME = 36
"""Wider names push their row out rather than all the others."""


class DescribingView:
    """Renders records for one session and knowledge base."""

    def __init__(self, session: Session, knowledge: Knowledge) -> None:
        self._session = session
        self._knowledge = knowledge

    def text(self, text: Text) -> str:
        """A text in the reader's language."""
        return text.get(self._session.language)

    def role_name(self, role: str) -> str:
        """The name of a role."""
        return self.text(self._knowledge.roles[role].label)

    def skill_name(self, skill: str) -> str:
        """The name of a skill; its id when the knowledge lacks it."""
        found = self._knowledge.skills.get(skill)
        return self.text(found.label) if found else skill

    def family_name(self, family: str) -> str:
        """The name of a family; its id when the knowledge lacks it."""
        found = self._knowledge.families.get(family)
        return self.text(found.label) if found else family

    def role_list(self, roles: Sequence[Role]) -> str:
        """Roles by family, from the lowest rung up."""
        session = self._session
        families = list(dict.fromkeys(role.family for role in roles))
        lines = [session.say("role.list_head", count=len(roles), families=len(families)), ""]
        size = min(WIDEST_NAME, max((width(self.text(role.label)) for role in roles), default=0))
        for family in families:
            lines.append(session.style.bold(self.family_name(family)) + session.style.dim(f"  {family}"))
            lines += [self._role_line(role, size) for role in roles if role.family == family]
            lines.append("")
        rungs = [f"{rung} {session.say(f'words.rung_{rung}')}" for rung in range(1, 7)]
        lines.append(session.style.dim(wrap(self._joined(rungs), session.columns)))
        return "\n".join([*lines, wrap_hint(session.say("role.list_next"), session.columns)])

    def _role_line(self, role: Role, size: int) -> str:
        return f"  {role.rung}  {pad(self.text(role.label), size)}  {self._session.style.dim(role.id)}"

    def role(self, role: Role) -> str:
        """All that is known of a role."""
        session, graph = self._session, self._knowledge.graph
        where = session.say(
            "role.where",
            family=self.family_name(role.family),
            rung=session.say(f"words.rung_{role.rung}"),
            ladder=session.say(f"words.ladder_{role.ladder}"),
        )
        lines = [session.style.bold(self.text(role.label)) + session.style.dim(f"  {role.id}"), where]
        lines += self._prose("role.mission", [self.text(role.mission)])
        lines += self._bullets("role.duties", [self.text(duty.text) for duty in role.duties])
        lines += [*self._head("role.skills"), self.requirements(role.skills)]
        lines.append(session.style.dim(wrap(session.say("role.skills_note"), session.columns, "  ")))
        tools = [self.text(self._knowledge.tools[t].label) for t in role.tools if t in self._knowledge.tools]
        lines += self._prose("role.tools", [self._joined(tools)] if tools else [])
        lines += self._prose("role.interests", [self._joined(self._interest_words(role))])
        lines += self._prose("role.entry", [self.text(role.entry.note)])
        lines += self._prose("role.conditions", [self.text(role.conditions)])
        lines += self._prose("role.day", [self.text(role.day)])
        lines += self._bullets("role.likes", [self.text(text) for text in role.likes])
        lines += self._bullets("role.dislikes", [self.text(text) for text in role.dislikes])
        ways_in = [self._move(edge.from_role, edge) for edge in graph.ways_in(role.id)]
        lines += self._bullets("role.from", ways_in or [session.say("role.none_in")])
        moves = [self._move(edge.to_role, edge) for edge in graph.next_moves(role.id)]
        lines += self._bullets("role.to", moves or [session.say("role.none_out")])
        lines += self._prose("role.aliases", [self._joined(self._aliases(role))])
        lines += self._bullets("role.evidence", [self._evidence(role, asked) for asked in role.skills])
        lines += self._bullets("role.sources", (*role.sources, *role.crosswalk))
        return "\n".join(lines)

    def requirements(self, requirements: Iterable[Requirement]) -> str:
        """Skills asked for, with the level as a bar and as words."""
        session = self._session
        rows = []
        for asked in requirements:
            level = session.bar(asked.level / LEVEL_BAR, LEVEL_BAR, track=True)
            words = f"{asked.level} {session.say(f'words.level_{asked.level}')}"
            must = f"  [{session.say('words.must')}]" if asked.must else ""
            rows.append((self.skill_name(asked.skill), level, words + must))
        return table(rows, session.columns)

    def _evidence(self, role: Role, asked: Requirement) -> str:
        """What stands behind the importance of a skill: counts of the family, citations, judgement."""
        session = self._session
        read = self._knowledge.term_counts.get(role.family)
        counts = {count.skill: count for count in read.skills} if read else {}
        count = counts.get(asked.skill)
        parts = []
        if read and count:
            named = {
                "postings": (count.postings_zh + count.postings_en, read.postings_zh + read.postings_en),
                "esco": (count.esco, read.esco),
                "onet": (count.onet, read.onet),
            }
            parts = [
                session.say(f"role.evidence_{kind}", count=some, total=total)
                for kind, (some, total) in named.items()
                if some
            ]
        counted = ("editorial", "postings:")
        parts += [reference for reference in asked.evidence if not reference.startswith(counted)]
        if "editorial" in asked.evidence or not parts:
            parts.append(session.say("role.evidence_editorial"))
        evidence = self._joined(parts)
        name, importance = self.skill_name(asked.skill), asked.importance
        return session.say("role.evidence_line", skill=name, importance=importance, evidence=evidence)

    def comparison(self, roles: Sequence[Role]) -> str:
        """Roles side by side: what all ask, and what only one asks."""
        session = self._session
        lines = [session.style.bold(session.say("role.compare_head", count=len(roles))), ""]
        missions = [
            session.say("role.compare_line", role=self.text(role.label), mission=self.text(role.mission))
            for role in roles
        ]
        lines += [wrap(mission, session.columns, "  ", "    ") for mission in missions]
        asked = [{requirement.skill: requirement for requirement in role.skills} for role in roles]
        shared = [skill for skill in asked[0] if all(skill in other for other in asked[1:])]
        rows = [(self.skill_name(s), " / ".join(str(other[s].level) for other in asked)) for s in shared]
        lines += [
            *self._head("role.compare_shared"),
            table(rows, session.columns) or f"  {session.say('words.none')}",
        ]
        for role, own in zip(roles, asked, strict=True):
            others = {skill for other in asked if other is not own for skill in other}
            title = session.say("role.compare_only", role=self.text(role.label))
            only = [requirement for skill, requirement in own.items() if skill not in others]
            lines += ["", session.style.bold(title)]
            lines.append(self.requirements(only) or f"  {session.say('words.none')}")
        return "\n".join(lines)

    def skill_list(self, skills: Sequence[Skill]) -> str:
        """Skills by group."""
        session = self._session
        groups = list(dict.fromkeys(skill.group for skill in skills))
        lines = [session.say("skill.list_head", count=len(skills), groups=len(groups)), ""]
        size = min(WIDEST_NAME, max((width(self.text(skill.label)) for skill in skills), default=0))
        for group in groups:
            found = self._knowledge.skill_groups.get(group)
            name = self.text(found.label) if found else group
            lines.append(session.style.bold(name) + session.style.dim(f"  {group}"))
            lines += [
                f"  {pad(self.text(skill.label), size)}  {session.style.dim(skill.id)}"
                for skill in skills
                if skill.group == group
            ]
            lines.append("")
        return "\n".join([*lines, wrap_hint(session.say("skill.list_next"), session.columns)])

    def skill(self, skill: Skill) -> str:
        """All that is known of a skill."""
        session = self._session
        found = self._knowledge.skill_groups.get(skill.group)
        group = self.text(found.label) if found else skill.group
        lines = [session.style.bold(self.text(skill.label)) + session.style.dim(f"  {skill.id}"), group]
        described = [level for level in range(1, 6) if self.text(skill.levels.at(level))]
        lines += self._head("skill.levels") if described else []
        for level in described:
            head = f"  {level} {session.bar(level / 5, 5, track=True)} "
            lines.append(wrap(self.text(skill.levels.at(level)), session.columns, head))
        lines += self._prose("skill.practice", [self.text(skill.practice)])
        if skill.broader:
            lines += self._prose("skill.broader", [self.skill_name(skill.broader)])
        related = [self.skill_name(other) for other in skill.related]
        lines += self._prose("skill.related", [self._joined(related)] if related else [])
        tools = [self.text(t.label) for t in self._knowledge.tools.values() if skill.id in t.shows]
        lines += self._prose("skill.tools", [self._joined(tools)] if tools else [])
        lines += self._bullets("skill.asked_by", self._asked_by(skill) or [session.say("skill.none_ask")])
        lines += self._prose("skill.aliases", [self._joined(self._aliases(skill))])
        lines += self._bullets("skill.sources", (*skill.sources, *skill.crosswalk))
        return "\n".join(lines)

    def _asked_by(self, skill: Skill) -> list[str]:
        session = self._session
        found = [
            (role, asked)
            for role in self._knowledge.roles.values()
            for asked in role.skills
            if asked.skill == skill.id
        ]
        found.sort(key=lambda pair: (-pair[1].importance, pair[0].rung, pair[0].id))
        return [
            session.say(
                "skill.asked",
                role=self.text(role.label),
                level=asked.level,
                importance=asked.importance,
                must=f" [{session.say('words.must')}]" if asked.must else "",
            )
            for role, asked in found
        ]

    def _move(self, other: str, edge: PromotionEdge) -> str:
        kind = self._session.say(f"role.{edge.kind}")
        return f"{self.role_name(other)} [{kind}]  {self._session.style.dim(other)}"

    def _interest_words(self, role: Role) -> tuple[str, ...]:
        if self._session.language == "en":
            return role.interests.en
        if self._session.language == "zh-Hant":
            return role.interests.zh_hant
        from kb.chinese import to_simplified

        return tuple(to_simplified(word) for word in role.interests.zh_hant)

    def _aliases(self, record: Role | Skill) -> tuple[str, ...]:
        if self._session.language == "en":
            return record.aliases.en
        if self._session.language == "zh-Hant":
            return record.aliases.zh_hant
        from kb.chinese import to_simplified

        written = (*(to_simplified(word) for word in record.aliases.zh_hant), *record.aliases.zh_hans)
        return tuple(dict.fromkeys(written))

    def _joined(self, names: Sequence[str]) -> str:
        return self._session.say("words.comma").join(names)

    def _head(self, key: str) -> list[str]:
        return ["", self._session.style.bold(self._session.say(key))]

    def _prose(self, key: str, paragraphs: Sequence[str]) -> list[str]:
        if not any(paragraphs):
            return []
        return [*self._head(key), *(wrap(text, self._session.columns, "  ") for text in paragraphs)]

    def _bullets(self, key: str, items: Sequence[str]) -> list[str]:
        if not items:
            return []
        return [*self._head(key), *(wrap(item, self._session.columns, "  - ") for item in items)]


__all__ = ["DescribingView"]
