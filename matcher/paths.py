"""Paths: the easiest ways from where a person stands to the role they dream of.

The graph and its costs are `kb.graph`; here each move gets cheaper by what the person can already show.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kb import Knowledge
from kb.models import PromotionEdge, ShownSkill

LEVEL_COST = 0.2
"""What one level still to be shown costs; the same fifth that `PromotionGraph.cost` charges."""


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
class PersonalPath:
    """A way to a role, with what is missing at each step."""

    steps: tuple[PathStep, ...]
    cost: float
    """Smaller is easier; comparable within one answer only."""


def personal_paths(
    knowledge: Knowledge,
    levels: Mapping[str, int],
    target: str,
    starts: tuple[str, ...],
    limit: int,
) -> tuple[PersonalPath, ...]:
    """The best ways to a role.

    Args:
        knowledge: roles and moves.
        levels: the person's level by skill.
        target: role id to reach.
        starts: where they may begin: their post, or entry roles.
        limit: how many ways.
    """
    graph = knowledge.graph
    costs = {edge.id: _cost(graph.cost(edge), edge, levels) for edge in graph.edges}
    found = []
    for path in graph.best_paths(starts, target, limit, costs):
        held = dict(levels)
        steps = []
        for edge in path.edges:
            missing = tuple(s for s in edge.show if held.get(s.skill, 0) < s.level)
            ranked = sorted(missing, key=lambda s: -(s.level - held.get(s.skill, 0)))
            have = {s.skill: held[s.skill] for s in edge.show if held.get(s.skill)}
            steps.append(PathStep(edge, (ranked or list(edge.show))[0].skill, missing, have))
            for shown in edge.show:
                held[shown.skill] = max(held.get(shown.skill, 0), shown.level)
        found.append(PersonalPath(tuple(steps), path.cost))
    return tuple(found)


def _cost(base: float, edge: PromotionEdge, levels: Mapping[str, int]) -> float:
    met = sum(min(levels.get(s.skill, 0), s.level) - 1 for s in edge.show if levels.get(s.skill, 0) > 1)
    return max(0.1, round(base - LEVEL_COST * met, 6))
