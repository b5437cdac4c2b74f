"""Promotion edges that a classification suggests: from posts that share its skills and stand lower.

Computed, not observed: every edge cites `proposal:` so that no reader takes it for a company's ladder.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from kb.models import Requirement, Role

WAYS_IN_FAMILY = 3
"""Proposed ways into a role from its own family; more would only repeat them."""

WAYS_FROM_OTHERS = 2
"""Proposed ways into a role from other families."""

WAYS_SIDEWAYS = 2
"""Proposed sideways moves into a role; a classification lists many, and a ladder is about rising."""

SKILLS_SHOWN = 3
"""Skills that an edge asks to show: the most telling ones that the lower post does not ask for."""

BLOCK = 512
"""Roles compared at a time, so that memory stays small."""


class SkillSpace:
    """Roles as vectors of required skills, rarer skills weighing more."""

    def __init__(self, roles: Sequence[Role]) -> None:
        self.roles = roles
        skills: dict[str, int] = {}
        rows: list[int] = []
        columns: list[int] = []
        for row, role in enumerate(roles):
            for requirement in role.skills:
                rows.append(row)
                columns.append(skills.setdefault(requirement.skill, len(skills)))
        counts = np.bincount(columns, minlength=len(skills)).astype(np.float32)
        rarity = np.log1p(len(roles) / np.maximum(counts, 1)).astype(np.float32)
        self.rarity: Mapping[str, float] = {skill: float(rarity[index]) for skill, index in skills.items()}
        values = rarity[columns] if columns else np.zeros(0, np.float32)
        matrix = csr_matrix((values, (rows, columns)), shape=(len(roles), max(len(skills), 1)))
        lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
        self._unit = csr_matrix(matrix.multiply((1 / np.maximum(lengths, 1e-9))[:, None]))

    def nearest_below(self) -> dict[str, list[tuple[str, float]]]:
        """For each role the lower ones with the likest skills: first its own family's, then others'."""
        rungs = np.array([role.rung for role in self.roles])
        _, family_of = np.unique([role.family for role in self.roles], return_inverse=True)
        found: dict[str, list[tuple[str, float]]] = {}
        for start in range(0, len(self.roles), BLOCK):
            likeness = (self._unit[start : start + BLOCK] @ self._unit.T).toarray()
            for offset, row in enumerate(likeness):
                index = start + offset
                row = np.where(rungs < rungs[index], row, 0)
                own = family_of == family_of[index]
                best = [
                    *_best(np.where(own, row, 0), WAYS_IN_FAMILY),
                    *_best(np.where(own, 0, row), WAYS_FROM_OTHERS),
                ]
                found[self.roles[index].id] = [(self.roles[i].id, float(row[i])) for i in best]
        return found


def _best(row: Any, most: int) -> list[int]:
    """The places of the greatest values above nought, the greatest first, ties by place."""
    order = np.argsort(-row, kind="stable")[:most]
    return [int(i) for i in order if row[i] > 0]


def propose(
    roles: Sequence[Role],
    scheme: str,
    related: Mapping[str, Iterable[str]] | None = None,
) -> list[dict[str, Any]]:
    """Promotion edges as written, for roles in any order.

    Args:
        roles: imported roles.
        scheme: the classification, which the edges name as the maker of the proposal.
        related: by role, the roles that the classification itself calls related; these come first.

    Returns:
        Edges sorted by the role they lead to, then by likeness.
    """
    space = SkillSpace(roles)
    by_id = {role.id: role for role in roles}
    pairs: dict[tuple[str, str], None] = {}
    named: defaultdict[str, int] = defaultdict(int)
    sideways: defaultdict[str, int] = defaultdict(int)
    for one, others in (related or {}).items():
        for other in others:
            start, end = by_id[one], by_id[other]
            if end.rung < start.rung or (end.rung == start.rung and start.family != end.family):
                continue
            rising = start.rung < end.rung
            counted, most = (
                (named, WAYS_IN_FAMILY + WAYS_FROM_OTHERS) if rising else (sideways, WAYS_SIDEWAYS)
            )
            if counted[end.id] < most:
                pairs.setdefault((start.id, end.id))
                counted[end.id] += 1
    for target, nearest in space.nearest_below().items():
        if not named[target]:
            for below, _ in nearest:
                pairs.setdefault((below, target))
    edges = []
    for start_id, end_id in sorted(pairs, key=lambda pair: pair[1]):
        edge = _edge(by_id[start_id], by_id[end_id], scheme, space.rarity)
        if edge is not None:
            edges.append(edge)
    return edges


def _edge(start: Role, end: Role, scheme: str, rarity: Mapping[str, float]) -> dict[str, Any] | None:
    """One edge, or None when the higher post asks for nothing that could be shown."""
    shown = _to_show(start, end, rarity)
    if not shown:
        return None
    kind = "lateral" if start.rung == end.rung else "vertical"
    if start.family != end.family:
        kind = "cross_family"
    return {
        "from": start.id,
        "to": end.id,
        "kind": kind,
        "ladder": end.ladder,
        "show": tuple({"skill": q.skill, "level": q.level} for q in shown),
        "sources": (f"proposal:{scheme}", *end.sources),
    }


def _to_show(start: Role, end: Role, rarity: Mapping[str, float]) -> list[Requirement]:
    had = {q.skill: q.level for q in start.skills}
    missing = [q for q in end.skills if had.get(q.skill, 0) < q.level]
    ranked = sorted(missing or end.skills, key=lambda q: (-q.importance * rarity[q.skill], q.skill))
    return ranked[:SKILLS_SHOWN]
