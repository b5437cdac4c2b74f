"""Demand: what roles ask for, as plain tuples that are read millions of times."""

from __future__ import annotations

from typing import NamedTuple

from kb.models import Role


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


def demand_of(role: Role) -> Demand:
    """What a role asks for."""
    asked = tuple(Asked(q.skill, q.importance, q.level, q.must) for q in role.skills)
    return Demand(role.id, sum(q.importance * q.level for q in asked), asked)
