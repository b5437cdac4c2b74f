"""Demands: what a move asks for, as one ordered list, and how the whole post is weighed.

The track says what must be shown, the deciding skill first; the post adds its must-haves. What the company
has no use for is left out of both.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kb import Knowledge
from kb.models import PromotionEdge, Role, Tenure
from matcher.team.results import DemandOrigin


@dataclass(frozen=True)
class Asked:
    """One skill level that a move asks for."""

    skill: str
    need: int
    origin: DemandOrigin


@dataclass(frozen=True)
class MoveDemands:
    """All that a move asks for."""

    edge: PromotionEdge | None
    """The track, when one leads straight there."""
    asked: tuple[Asked, ...]
    """In the order in which it should be shown: the track's order, then must-haves by importance."""
    tenure: Tenure
    """The time gate."""
    weighed: tuple[tuple[str, int, int], ...]
    """Every requirement of the post that applies: skill, importance, level."""
    left_out: tuple[str, ...]
    """Skills left out because the company has no use for them."""


class Demands:
    """What every move asks for, worked out once each."""

    def __init__(self, knowledge: Knowledge, not_applicable: Collection[str] = ()) -> None:
        """Prepare.

        Args:
            knowledge: roles and tracks.
            not_applicable: skill ids the company has no use for.
        """
        self.knowledge = knowledge
        self._without = frozenset(not_applicable)
        self._edges: dict[tuple[str | None, str], PromotionEdge] = {
            (edge.from_role, edge.to_role): edge for edge in knowledge.graph.edges
        }
        self._known: dict[tuple[str | None, str], MoveDemands] = {}

    def of(self, from_role: str | None, role: str) -> MoveDemands:
        """What a move asks for.

        Args:
            from_role: the present role; None for applicants and posts that are not linked.
            role: the target role id.
        """
        key = (from_role, role)
        if key not in self._known:
            self._known[key] = _demands(self.knowledge.roles[role], self._edges.get(key), self._without)
        return self._known[key]


def _demands(role: Role, edge: PromotionEdge | None, without: frozenset[str]) -> MoveDemands:
    musts = {q.skill: q.level for q in role.skills if q.must}
    shown = {s.skill: s.level for s in edge.show} if edge is not None else {}
    order = [*shown, *(skill for skill in musts if skill not in shown)]
    asked = tuple(
        Asked(
            skill,
            max(shown.get(skill, 0), musts.get(skill, 0)),
            "both" if skill in shown and skill in musts else "track" if skill in shown else "must",
        )
        for skill in order
        if skill not in without
    )
    every = dict.fromkeys([*order, *(q.skill for q in role.skills)])
    return MoveDemands(
        edge=edge,
        asked=asked,
        tenure=edge.tenure if edge is not None else Tenure(),
        weighed=tuple((q.skill, q.importance, q.level) for q in role.skills if q.skill not in without),
        left_out=tuple(skill for skill in every if skill in without),
    )


__all__ = ["Asked", "Demands", "MoveDemands"]
