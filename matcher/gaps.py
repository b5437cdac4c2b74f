"""Gaps: what a role asks for beyond what was shown, heaviest first, and what each skill would unlock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kb.models import Role
from matcher.evidence import Evidence
from matcher.results import Gap

MOST_UNLOCKED = 3
"""So many other roles are named beside a gap."""


def gaps(role: Role, evidence: Evidence, needs: Mapping[str, Sequence[tuple[str, int]]]) -> tuple[Gap, ...]:
    """The gaps of one role: weight = importance x shortfall / sum of importance x level.

    Args:
        role: the role.
        evidence: what the person showed.
        needs: output of `needs_of` for other roles that fit; a skill unlocks those among them that need it
            at a level the person has not shown.
    """
    whole = sum(q.importance * q.level for q in role.skills)
    found = []
    for requirement in role.skills:
        shown = evidence.skills.get(requirement.skill)
        have = shown.level if shown is not None else 0
        if have >= requirement.level:
            continue
        asked = needs.get(requirement.skill, ())
        unlocks = [other for other, level in asked if level > have and other != role.id]
        found.append(
            Gap(
                skill=requirement.skill,
                importance=requirement.importance,
                have=have,
                need=requirement.level,
                must=requirement.must,
                weight=round(requirement.importance * (requirement.level - have) / whole, 9),
                unlocks=tuple(unlocks[:MOST_UNLOCKED]),
            )
        )
    return tuple(sorted(found, key=lambda gap: (not gap.must, -gap.weight, gap.skill)))


def needs_of(roles: Iterable[Role]) -> dict[str, list[tuple[str, int]]]:
    """Skill -> (role, level) of those that ask for it, in the order of the roles, best first."""
    table: dict[str, list[tuple[str, int]]] = {}
    for role in roles:
        for requirement in role.skills:
            table.setdefault(requirement.skill, []).append((role.id, requirement.level))
    return table
