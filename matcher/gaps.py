"""Gaps: what a role asks for beyond what was shown, heaviest first, and what each skill would unlock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kb import Knowledge
from kb.models import Role
from matcher.evidence import Evidence
from matcher.results import Gap

MOST_UNLOCKED = 3
"""So many other roles are named beside a gap."""


def gaps(
    role: Role,
    evidence: Evidence,
    others: Sequence[str],
    needed_by: Mapping[str, Mapping[str, int]],
) -> tuple[Gap, ...]:
    """The gaps of one role: weight = importance x shortfall / sum of importance x level.

    Args:
        role: the role.
        evidence: what the person showed.
        others: other roles that fit, best first; a skill unlocks those among them that need it at a
            level the person has not shown.
        needed_by: skill -> role -> level.
    """
    whole = sum(q.importance * q.level for q in role.skills)
    found = []
    for requirement in role.skills:
        shown = evidence.skills.get(requirement.skill)
        have = shown.level if shown is not None else 0
        if have >= requirement.level:
            continue
        needs = needed_by.get(requirement.skill, {})
        unlocks = tuple(r for r in others if r != role.id and needs.get(r, 0) > have)[:MOST_UNLOCKED]
        found.append(
            Gap(
                skill=requirement.skill,
                importance=requirement.importance,
                have=have,
                need=requirement.level,
                must=requirement.must,
                weight=round(requirement.importance * (requirement.level - have) / whole, 9),
                unlocks=unlocks,
            )
        )
    return tuple(sorted(found, key=lambda gap: (not gap.must, -gap.weight, gap.skill)))


def levels_by_skill(knowledge: Knowledge) -> dict[str, dict[str, int]]:
    """Skill -> role -> level asked for."""
    table: dict[str, dict[str, int]] = {}
    for role in knowledge.roles.values():
        for requirement in role.skills:
            table.setdefault(requirement.skill, {})[role.id] = requirement.level
    return table
