"""Difference: what changes from one post to the next, in skills, levels and duties."""

from __future__ import annotations

from collections.abc import Mapping

from kb import Knowledge
from matcher.team.results import RoleDifference, SkillDifference


def difference(
    knowledge: Knowledge, from_role: str, to_role: str, levels: Mapping[str, int] | None = None
) -> RoleDifference:
    """What changes between two posts.

    Args:
        knowledge: roles and tracks.
        from_role: the first role id.
        to_role: the second.
        levels: a person's levels by skill, to stand beside.
    """
    first, second = knowledge.roles[from_role], knowledge.roles[to_role]
    before = {q.skill: q for q in first.skills}
    after = {q.skill: q for q in second.skills}
    edge = next((e for e in knowledge.graph.edges if (e.from_role, e.to_role) == (from_role, to_role)), None)
    new: list[SkillDifference] = []
    higher: list[SkillDifference] = []
    same: list[SkillDifference] = []
    dropped: list[SkillDifference] = []
    for skill in dict.fromkeys([*after, *before]):
        old, now = before.get(skill), after.get(skill)
        line = SkillDifference(
            skill=skill,
            before=old.level if old is not None else None,
            after=now.level if now is not None else None,
            importance_before=old.importance if old is not None else 0,
            importance_after=now.importance if now is not None else 0,
            must=now is not None and now.must,
            have=(levels or {}).get(skill),
        )
        if now is None:
            dropped.append(line)
        elif old is None:
            new.append(line)
        else:
            (higher if now.level > old.level else same).append(line)
    known = {duty.id for duty in first.duties}
    return RoleDifference(
        from_role=from_role,
        to_role=to_role,
        track=edge.id if edge is not None else None,
        new=tuple(new),
        higher=tuple(higher),
        same=tuple(same),
        dropped=tuple(dropped),
        duties=tuple(f"{to_role}/{duty.id}" for duty in second.duties if duty.id not in known),
    )


__all__ = ["difference"]
