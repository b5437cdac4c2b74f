"""Related skills: which shown skill stands in for one that was not shown."""

from __future__ import annotations

from collections.abc import Mapping

from kb import Knowledge
from matcher.evidence import SkillEvidence


class RelatedSkills:
    """Which skills carry over to which: related either way, or one the broader of the other."""

    def __init__(self, knowledge: Knowledge) -> None:
        near: dict[str, set[str]] = {}
        for skill in knowledge.skills.values():
            for other in (*skill.related, *((skill.broader,) if skill.broader else ())):
                near.setdefault(skill.id, set()).add(other)
                near.setdefault(other, set()).add(skill.id)
        self._near = {skill: frozenset(others) for skill, others in near.items()}

    def reached(self, shown: Mapping[str, SkillEvidence]) -> dict[str, tuple[int, str]]:
        """The skills that shown ones reach.

        Args:
            shown: skills shown, by id.

        Returns:
            Skill not shown -> (level, id) of its strongest shown relative, sorted by skill.
        """
        found: dict[str, tuple[int, str]] = {}
        for skill, evidence in shown.items():
            stands_in = (evidence.level, skill)
            for other in self._near.get(skill, ()):
                if other not in shown:
                    found[other] = max(stands_in, found.get(other, stands_in))
        return dict(sorted(found.items()))
