"""Demand: what roles ask for, as plain tuples that are read millions of times."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kb.models import Role
from matcher.fits import Lack

WEIGHT_DIGITS = 9
"""Weights of gaps are rounded once, here."""

Short = tuple[bool, float, str, Lack]
"""A gap and, before it, by what gaps are put in order: musts first, then the heaviest, then by id."""


class Asked(NamedTuple):
    """One skill that a role asks for."""

    skill: str
    """Skill id."""
    importance: int
    """1 to 5."""
    level: int
    """1 to 5."""
    must: bool
    """Whether nobody is put in the post without it."""


class Demand(NamedTuple):
    """All that one role asks for."""

    role: str
    """Role id."""
    whole: int
    """Sum of importance x level."""
    asked: tuple[Asked, ...]
    """In the order of the role."""
    short: Mapping[str, tuple[Short, ...]]
    """Skill -> the gap of somebody who shows nothing, level 1 and so on, up to one level too few."""


def demand_of(role: Role) -> Demand:
    """What a role asks for; weight of a gap = importance x shortfall / sum of importance x level."""
    asked = tuple(Asked(q.skill, q.importance, q.level, q.must) for q in role.skills)
    whole = sum(q.importance * q.level for q in asked)
    short = {q.skill: tuple(_short(q, have, whole) for have in range(q.level)) for q in asked}
    return Demand(role.id, whole, asked, short)


def _short(asked: Asked, have: int, whole: int) -> Short:
    skill, importance, level, must = asked
    weight = round(importance * (level - have) / whole, WEIGHT_DIGITS)
    return not must, -weight, skill, Lack(skill, importance, have, level, must, weight)
