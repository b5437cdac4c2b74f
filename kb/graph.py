"""The promotion graph: who can become what, in which steps, and how hard each step is.

Pure functions over records; builds no index of its own beyond adjacency.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kb.models import PromotionEdge, Role

LATERAL_COST = 0.6
"""A sideways move opens another ladder without a rung gained, so it counts more than the time it takes."""

CROSS_FAMILY_COST = 0.9
"""Changing the line of work asks for more than the skills named: habits, words, colleagues."""


_Way: TypeAlias = tuple[float, tuple[str, ...], tuple[PromotionEdge, ...]]
"""Cost, roles stood on and edges taken so far; sorts by cost, then by role ids."""


@dataclass(frozen=True)
class PromotionPath:
    """A way through the graph."""

    edges: tuple[PromotionEdge, ...]
    """The moves, first to last."""
    cost: float
    """The sum of the moves' costs; smaller is easier."""

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles stood on, the start first."""
        return (self.edges[0].from_role, *(edge.to_role for edge in self.edges)) if self.edges else ()


class PromotionGraph:
    """Promotion edges by where they start and where they end."""

    def __init__(self, roles: Mapping[str, Role], edges: Iterable[PromotionEdge]) -> None:
        self.roles = roles
        self.edges = tuple(e for e in edges if e.from_role in roles and e.to_role in roles)
        self._out: dict[str, list[PromotionEdge]] = {role: [] for role in roles}
        self._into: dict[str, list[PromotionEdge]] = {role: [] for role in roles}
        for edge in self.edges:
            self._out[edge.from_role].append(edge)
            self._into[edge.to_role].append(edge)

    def next_moves(self, role: str) -> tuple[PromotionEdge, ...]:
        """The moves out of a role: up first, then sideways, then into other families; ties by id."""
        return tuple(sorted(self._out.get(role, ()), key=self._rank))

    def ways_in(self, role: str) -> tuple[PromotionEdge, ...]:
        """Who could become this: the moves into a role, from its own family first."""
        return tuple(sorted(self._into.get(role, ()), key=self._rank))

    def _rank(self, edge: PromotionEdge) -> tuple[int, int, str]:
        order = {"vertical": 0, "lateral": 1, "cross_family": 2}[edge.kind]
        return order, self.roles[edge.to_role].rung, edge.id

    def cost(self, edge: PromotionEdge) -> float:
        """How hard a move is.

        Returns:
            1 for the step, plus the levels to show above 1 at a fifth each, plus a tenth for each half year
            of tenure, plus a surcharge for leaving the ladder's own direction. Editorial weights.
        """
        shown = sum(skill.level - 1 for skill in edge.show) / 5
        tenure = max(edge.tenure.post_months, edge.tenure.company_months) / 60
        extra = {"vertical": 0.0, "lateral": LATERAL_COST, "cross_family": CROSS_FAMILY_COST}[edge.kind]
        return round(1.0 + shown + tenure + extra, 6)

    def entries(self) -> tuple[str, ...]:
        """Roles that take beginners: the first rung, and posts trained on the job."""
        return tuple(
            role.id
            for role in self.roles.values()
            if role.rung == 1 or role.entry.gate == "trained_on_the_job"
        )

    def reachable(self, starts: Iterable[str]) -> frozenset[str]:
        """Every role that can be reached from any of the starts, the starts included."""
        seen = set(starts)
        queue = deque(seen)
        while queue:
            for edge in self._out.get(queue.popleft(), ()):
                if edge.to_role not in seen:
                    seen.add(edge.to_role)
                    queue.append(edge.to_role)
        return frozenset(seen)

    def best_paths(
        self,
        starts: Sequence[str],
        target: str,
        limit: int = 3,
        costs: Mapping[str, float] | None = None,
    ) -> tuple[PromotionPath, ...]:
        """The easiest loop-free ways from any start to the target, easiest first; ties by role ids.

        Yen's algorithm: the best way, then for each place on a way found the best way that leaves it there.
        The work is bounded by limit x length x edges, whatever the graph looks like.

        Args:
            starts: where one may begin.
            target: the role to reach.
            limit: how many ways.
            costs: cost by edge id, where a person's own skills change it; `cost` otherwise.

        Returns:
            Up to `limit` paths; none when the target cannot be reached or is a start.
        """
        if target in starts or target not in self.roles or limit < 1:
            return ()
        own = costs or {}
        begin: list[_Way] = [(0.0, (start,), ()) for start in sorted(set(starts)) if start in self.roles]
        first = self._easiest(begin, target, own, frozenset())
        candidates = [] if first is None else [first]
        known = {way[1] for way in candidates}
        found: list[_Way] = []
        while candidates and len(found) < limit:
            best = heapq.heappop(candidates)
            found.append(best)
            for way in self._detours(best, begin, target, own, found):
                if way[1] not in known:
                    known.add(way[1])
                    heapq.heappush(candidates, way)
        return tuple(PromotionPath(edges=edges, cost=round(cost, 6)) for cost, _, edges in found)

    def _detours(
        self, best: _Way, begin: list[_Way], target: str, own: Mapping[str, float], found: Sequence[_Way]
    ) -> Iterator[_Way]:
        """For each place on a way, the easiest way that leaves all ways found so far at that place."""
        _, visited, edges = best
        other_starts = [way for way in begin if all(way[1][0] != done[1][0] for done in found)]
        elsewhere = self._easiest(other_starts, target, own, frozenset())
        if elsewhere is not None:
            yield elsewhere
        cost = 0.0
        for place in range(len(edges)):
            taken = frozenset(
                done[2][place].id
                for done in found
                if len(done[2]) > place and done[1][: place + 1] == visited[: place + 1]
            )
            way = self._easiest([(cost, visited[: place + 1], edges[:place])], target, own, taken)
            if way is not None:
                yield way
            cost += own.get(edges[place].id, self.cost(edges[place]))

    def _easiest(
        self, begin: list[_Way], target: str, own: Mapping[str, float], taken: frozenset[str]
    ) -> _Way | None:
        """The easiest way on from any of the beginnings, whose first edge is none of those taken."""
        heap = list(begin)
        heapq.heapify(heap)
        settled: set[str] = {role for _, visited, _ in begin for role in visited[:-1]}
        while heap:
            cost, visited, edges = heapq.heappop(heap)
            here = visited[-1]
            if here == target:
                return cost, visited, edges
            if here in settled:
                continue
            settled.add(here)
            for edge in self._out[here]:
                if edge.to_role not in settled and not (edge.id in taken and here == begin[0][1][-1]):
                    step = own.get(edge.id, self.cost(edge))
                    heapq.heappush(heap, (cost + step, (*visited, edge.to_role), (*edges, edge)))
        return None
