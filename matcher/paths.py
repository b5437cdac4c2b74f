"""Paths: the easiest ways from where a person stands to the role they dream of.

The graph and its costs are `kb.graph`; here each move gets cheaper by what the person can already show. A way
that begins at a post one does not hold begins by coming in there, and says what that asks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kb import Knowledge
from kb.models import PromotionEdge, Requirement, ShownSkill
from matcher.results import Standing

LEVEL_COST = 0.2
"""What one level still to be shown costs; the same fifth that `PromotionGraph.cost` charges."""

ASKED = 5
"""Skills named for coming in, the must-haves and the weightiest: a longer list would keep beginners away."""


@dataclass(frozen=True)
class PathStep:
    """One move of a path, for one person."""

    edge: PromotionEdge
    """The move."""
    deciding: str
    """The skill that decides it: the largest shortfall, the track's own first skill when there is none."""
    missing: tuple[ShownSkill, ...]
    """What still has to be shown, in the track's order."""
    have: Mapping[str, int] = field(default_factory=dict)
    """The person's level, as the step begins, of each skill to show; what is not known is left out."""


@dataclass(frozen=True)
class Entrance:
    """Coming in from outside, at a post that takes beginners."""

    role: str
    """The post."""
    asked: tuple[Requirement, ...]
    """What it asks above all, the must-haves first."""
    have: Mapping[str, int] = field(default_factory=dict)
    """The person's level of each skill asked for; what is not known is left out."""

    @property
    def missing(self) -> tuple[Requirement, ...]:
        """What still has to be shown."""
        return tuple(r for r in self.asked if self.have.get(r.skill, 0) < r.level)


@dataclass(frozen=True)
class PersonalPath:
    """A way to a role, with what is missing at each step."""

    steps: tuple[PathStep, ...]
    """First to last; none when coming in is the whole way."""
    cost: float
    """Smaller is easier; comparable within one answer only."""
    entrance: Entrance | None = None
    """Where one comes in; None when the way begins at one's own post."""


def personal_paths(
    knowledge: Knowledge,
    levels: Mapping[str, int],
    target: str,
    starts: tuple[str, ...],
    limit: int,
    own: tuple[str, ...] = (),
) -> tuple[PersonalPath, ...]:
    """The best ways to a role: from one's own posts first, then those by which one comes in from outside.

    Args:
        knowledge: roles and moves.
        levels: the person's level by skill.
        target: role id to reach.
        starts: posts at which one may come in from outside.
        limit: how many ways; a third of them is left for coming in where there are enough of both.
        own: posts they hold or held.
    """
    graph = knowledge.graph
    costs = {edge.id: _cost(graph.cost(edge), edge, levels) for edge in graph.edges}
    share = limit - limit // 3 if starts else limit
    found = [
        PersonalPath(_steps(path.edges, levels), path.cost)
        for path in graph.best_paths(own, target, share, costs)
    ]
    others = tuple(start for start in starts if start not in own)
    if target in others and len(found) < limit:
        found.append(PersonalPath((), 0.0, entrance(knowledge, target, levels)))
    for path in graph.best_paths(others, target, limit - len(found), costs):
        first = entrance(knowledge, path.edges[0].from_role, levels)
        then = {r.skill: max(r.level, levels.get(r.skill, 0)) for r in first.asked}
        found.append(PersonalPath(_steps(path.edges, {**levels, **then}), path.cost, first))
    return tuple(found)


def paths_of(
    knowledge: Knowledge, standing: Standing, target: str, start: str | None, limit: int
) -> tuple[PersonalPath, ...]:
    """The best ways to a role for somebody of whom it is known what they can and which posts they held.

    Args:
        knowledge: roles and moves.
        standing: what is known of them.
        target: the role dreamt of: an id or any name.
        start: where to begin: an id or any name; None for their own posts and for coming in from outside.
        limit: how many ways.

    Raises:
        UnknownRecord: when there is no such role.
    """
    goal = knowledge.role(target).id
    levels = {shown.skill: shown.level for shown in standing.skills}
    if start:
        return personal_paths(knowledge, levels, goal, (), limit, (knowledge.role(start).id,))
    own = tuple(post for post in standing.posts if post != goal)
    return personal_paths(knowledge, levels, goal, knowledge.graph.entries(), limit, own)


def entrance(knowledge: Knowledge, role: str, levels: Mapping[str, int]) -> Entrance:
    """What coming in at a post asks of somebody.

    Args:
        knowledge: the role.
        role: its id.
        levels: the person's level by skill.
    """
    # Among equals what one lacks: a plan is for what there is to do.
    asked = sorted(
        knowledge.roles[role].skills,
        key=lambda r: (not r.must, -r.importance, levels.get(r.skill, 0) >= r.level),
    )[:ASKED]
    return Entrance(role, tuple(asked), {r.skill: levels[r.skill] for r in asked if levels.get(r.skill)})


def _steps(edges: Sequence[PromotionEdge], levels: Mapping[str, int]) -> tuple[PathStep, ...]:
    held = dict(levels)
    steps = []
    for edge in edges:
        missing = tuple(s for s in edge.show if held.get(s.skill, 0) < s.level)
        ranked = sorted(missing, key=lambda s: -(s.level - held.get(s.skill, 0)))
        have = {s.skill: held[s.skill] for s in edge.show if held.get(s.skill)}
        steps.append(PathStep(edge, (ranked or list(edge.show))[0].skill, missing, have))
        for shown in edge.show:
            held[shown.skill] = max(held.get(shown.skill, 0), shown.level)
    return tuple(steps)


def _cost(base: float, edge: PromotionEdge, levels: Mapping[str, int]) -> float:
    met = sum(min(levels.get(s.skill, 0), s.level) - 1 for s in edge.show if levels.get(s.skill, 0) > 1)
    return max(0.1, round(base - LEVEL_COST * met, 6))
