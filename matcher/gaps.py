"""Gaps: what a role asks for beyond what was shown, heaviest first, and what each skill would unlock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from matcher.demand import Demand
from matcher.evidence import Evidence
from matcher.fits import Lack

MOST_UNLOCKED = 3
"""So many other roles are named beside a gap."""


def gaps(demand: Demand, evidence: Evidence, unlocked: Mapping[str, Sequence[str]]) -> tuple[Lack, ...]:
    """The gaps of one role, musts first, then the heaviest.

    Args:
        demand: what the role asks for.
        evidence: what the person showed.
        unlocked: output of `unlocked_by` for other roles that fit.
    """
    shown = evidence.skills
    missing = []
    for skill, by_level in demand.short.items():
        have = shown[skill].level if skill in shown else 0
        if have < len(by_level):
            missing.append(by_level[have])
    missing.sort()
    role = demand.role
    found = []
    for _, _, skill, lack in missing:
        others = unlocked.get(skill)
        if others:
            lack = Lack(*lack[:-1], tuple([o for o in others if o != role][:MOST_UNLOCKED]))
        found.append(lack)
    return tuple(found)


def unlocked_by(demands: Iterable[Demand], evidence: Evidence) -> dict[str, list[str]]:
    """Skill -> the first roles that ask for more of it than was shown, best first.

    One more than are named, for the role whose gap it is does not count.

    Args:
        demands: of other roles that fit, best first.
        evidence: what the person showed.
    """
    shown = evidence.skills
    table: dict[str, list[str]] = {}
    for demand in demands:
        role = demand.role
        for skill, by_level in demand.short.items():
            others = table.get(skill)
            if others is None:
                others = table[skill] = []
            if len(others) <= MOST_UNLOCKED and (skill not in shown or shown[skill].level < len(by_level)):
                others.append(role)
    return table
