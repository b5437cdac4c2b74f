"""Gaps: what a role asks for beyond what was shown, heaviest first, and what each skill would unlock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from matcher.demand import Demand
from matcher.evidence import Evidence
from matcher.fits import Lack

MOST_UNLOCKED = 3
"""So many other roles are named beside a gap."""


def gaps(
    demand: Demand, evidence: Evidence, needs: Mapping[str, Sequence[tuple[str, int]]]
) -> tuple[Lack, ...]:
    """The gaps of one role: weight = importance x shortfall / sum of importance x level.

    Args:
        demand: what the role asks for.
        evidence: what the person showed.
        needs: output of `needs_of` for other roles that fit; a skill unlocks those among them that need it
            at a level the person has not shown.
    """
    shown = evidence.skills
    missing = []
    for skill, importance, level, must in demand.asked:
        have = shown[skill].level if skill in shown else 0
        if have < level:
            weight = round(importance * (level - have) / demand.whole, 9)
            missing.append((not must, -weight, skill, importance, have, level))
    missing.sort()
    found = []
    for general, weight, skill, importance, have, level in missing:
        unlocks = [o for o, asked in needs.get(skill, ()) if asked > have and o != demand.role]
        opened = tuple(unlocks[:MOST_UNLOCKED])
        found.append(Lack(skill, importance, have, level, not general, -weight, opened))
    return tuple(found)


def needs_of(demands: Iterable[Demand]) -> dict[str, list[tuple[str, int]]]:
    """Skill -> (role, level) of those that ask for it, in the order of the roles, best first."""
    table: dict[str, list[tuple[str, int]]] = {}
    for role, _, asked in demands:
        for skill, _, level, _ in asked:
            table.setdefault(skill, []).append((role, level))
    return table
