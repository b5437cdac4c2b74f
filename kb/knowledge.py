"""Knowledge: the records with an index over them, the one object the rest of the product asks.

`Knowledge.load()` is the only way in; it raises `BrokenKnowledge` with every problem, never a half-read base.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher, get_close_matches
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kb.chinese import fold, to_simplified
from kb.graph import PromotionGraph
from kb.manifest import stacked
from kb.models import (
    Family,
    Formula,
    HiringStep,
    Interest,
    Role,
    Skill,
    SkillGroup,
    Source,
    TermCounts,
    Tool,
)
from kb.models.organisation import Department
from kb.problems import UnknownRecord
from kb.records import Records

if TYPE_CHECKING:
    from kb.search import NameIndex


class Knowledge:
    """An indexed, read-only knowledge base."""

    def __init__(self, records: Records, digest: str = "") -> None:
        self.records = records
        self.digest = digest
        """Hash of the files the records came from; names the knowledge in caches and manifests."""
        self.sources: Mapping[str, Source] = {s.id: s for s in records.sources}
        self.families: Mapping[str, Family] = {f.id: f for f in records.families}
        self.departments: Mapping[str, Department] = {d.id: d for d in records.departments}
        self.interests: Mapping[str, Interest] = {i.id: i for i in records.interests}
        self.skill_groups: Mapping[str, SkillGroup] = {g.id: g for g in records.skill_groups}
        self.skills: Mapping[str, Skill] = {s.id: s for s in records.skills}
        self.tools: Mapping[str, Tool] = {t.id: t for t in records.tools}
        self.roles: Mapping[str, Role] = {r.id: r for r in records.roles}
        self.hiring_steps: Mapping[str, HiringStep] = {h.id: h for h in records.hiring_steps}
        self.formulas: Mapping[str, Formula] = {f.id: f for f in records.formulas}
        self.term_counts: Mapping[str, TermCounts] = {c.family: c for c in records.term_counts}

    @classmethod
    def load(cls, overlays: Sequence[Path] = (), base: Path | None = None) -> Knowledge:
        """Read the knowledge, from the cache when the files have not changed.

        Args:
            overlays: folders laid over the base; an imported one that comes first is itself the base.
            base: the base folder; the built-in one by default.

        Raises:
            BrokenKnowledge: with every problem, when any file has an error.
        """
        from kb.cache import load_cached

        records, digest = load_cached(stacked(overlays, base))
        return cls(records, digest)

    @cached_property
    def graph(self) -> PromotionGraph:
        """The promotion graph over all roles."""
        return PromotionGraph(self.roles, self.records.edges)

    def roles_of(self, family: str) -> tuple[Role, ...]:
        """The roles of a family from the lowest rung up; ties by id."""
        found = (role for role in self.roles.values() if role.family == family)
        return tuple(sorted(found, key=lambda role: (role.rung, role.id)))

    def skills_of(self, group: str) -> tuple[Skill, ...]:
        """The skills of a group, in file order."""
        return tuple(skill for skill in self.skills.values() if skill.group == group)

    @cached_property
    def _role_names(self) -> Mapping[str, str]:
        return _names(self.roles.values())

    @cached_property
    def _skill_names(self) -> Mapping[str, str]:
        return _names(self.skills.values())

    @cached_property
    def _role_index(self) -> NameIndex:
        from kb.search import NameIndex, findable_roles

        return NameIndex(findable_roles(self))

    @cached_property
    def _skill_index(self) -> NameIndex:
        from kb.search import NameIndex, findable_skills

        return NameIndex(findable_skills(self))

    def find_roles(self, asked: str) -> tuple[Role, ...]:
        """Roles that a name, a part of one or a slip may mean, best first; none for nothing asked."""
        return tuple(self.roles[role] for role in self._role_index.find(asked)) if asked.strip() else ()

    def find_skills(self, asked: str) -> tuple[Skill, ...]:
        """Skills that a name, a part of one or a slip may mean, best first; none for nothing asked."""
        return tuple(self.skills[skill] for skill in self._skill_index.find(asked)) if asked.strip() else ()

    def role(self, asked: str) -> Role:
        """The role with an id, a former id, or any of its names in any script.

        Raises:
            UnknownRecord: with the nearest known name.
        """
        found = self.roles.get(asked) or self.roles.get(self._role_names.get(fold(asked), ""))
        if found is None:
            near = _nearest(asked, self.roles, self._role_names)
            raise UnknownRecord("role", asked, near, lambda: self.find_roles(asked))
        return found

    def skill(self, asked: str) -> Skill:
        """The skill with an id, a former id, or any of its names in any script.

        Raises:
            UnknownRecord: with the nearest known name.
        """
        found = self.skills.get(asked) or self.skills.get(self._skill_names.get(fold(asked), ""))
        if found is None:
            near = _nearest(asked, self.skills, self._skill_names)
            raise UnknownRecord("skill", asked, near, lambda: self.find_skills(asked))
        return found


def _nearest(
    asked: str, records: Mapping[str, Role] | Mapping[str, Skill], names: Mapping[str, str]
) -> list[str]:
    """The id, or the name in the script of the asker, that comes nearest to what was asked."""
    close = get_close_matches(fold(asked), [*records, *names], n=1, cutoff=0.6)
    if not close:
        return []
    if close[0] in records:
        return [close[0]]
    record = records[names[close[0]]]
    written = [name for name in (*record.names(), *record.former_ids) if fold(name) == close[0]]
    simplified = [to_simplified(name) for name in written]
    # 助理 is written one way everywhere: where neither script is nearer, it is the own writing of the record,
    # which a view may turn into the writing of the reader.
    nearest, others = (max(map(_likeness(asked), forms), default=0.0) for forms in (simplified, written))
    return simplified if nearest > others else written


def _likeness(asked: str) -> Callable[[str], float]:
    """How near a name comes to what was asked, 0 to 1."""
    return lambda name: SequenceMatcher(None, asked, name).ratio()


def _names(records: Iterable[Role] | Iterable[Skill]) -> dict[str, str]:
    """Folded name to id; labels win over aliases, and the first record over later ones."""
    names: dict[str, str] = {}
    listed: list[Role | Skill] = list(records)
    for record in listed:
        for name in (record.label.zh_hant, record.label.en, *record.former_ids):
            names.setdefault(fold(name), record.id)
    for record in listed:
        for name in record.names():
            names.setdefault(fold(name), record.id)
    return names
