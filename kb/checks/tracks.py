"""Tracks: moves that make sense, and a way from an entry post to every role."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.context import Context, edge_key
from kb.problems import Problem


def check_reachable(context: Context) -> Iterator[Problem]:
    """Every role can be reached from a role of the first rung."""
    reached = context.graph.reachable(r.id for r in context.records.roles if r.rung == 1)
    for role in context.records.roles:
        if role.id not in reached:
            yield context.warning(
                "role",
                role.id,
                "unreachable",
                ("id",),
                "No chain of promotions leads here from an entry post.",
                f"Add an edge to '{role.id}' in tracks/{role.family}.yaml.",
            )


def check_directions(context: Context) -> Iterator[Problem]:
    """Vertical edges rise within a family; lateral ones stay in it; cross-family ones leave it."""
    for edge in context.records.edges:
        start, end = context.roles.get(edge.from_role), context.roles.get(edge.to_role)
        if start is None or end is None:
            continue
        same = start.family == end.family
        fault = {
            "vertical": not same or end.rung <= start.rung,
            "lateral": not same or end.rung != start.rung,
            "cross_family": same,
        }[edge.kind]
        if fault:
            yield context.problem(
                *edge_key(edge),
                "wrong-direction",
                ("kind",),
                f"A {edge.kind} edge does not lead from {start.family} rung {start.rung} "
                f"to {end.family} rung {end.rung}.",
                "vertical: up in the family; lateral: same rung; cross_family: another family.",
            )
        if edge.ladder != end.ladder:
            yield context.problem(
                *edge_key(edge),
                "wrong-ladder",
                ("ladder",),
                f"'{end.id}' stands on the {end.ladder} ladder.",
                f"Write 'ladder: {end.ladder}'.",
            )


def check_shown_skills(context: Context) -> Iterator[Problem]:
    """What must be shown is what the target asks for, at no higher level."""
    for edge in context.records.edges:
        required = context.requirements(edge.to_role)
        if not required:
            continue
        for index, shown in enumerate(edge.show):
            path = ("show", index)
            if shown.skill not in required:
                yield context.warning(
                    *edge_key(edge),
                    "shown-not-required",
                    (*path, "skill"),
                    f"'{edge.to_role}' does not require '{shown.skill}'.",
                    "Show a skill it requires.",
                )
            elif shown.level > required[shown.skill]:
                yield context.warning(
                    *edge_key(edge),
                    "shown-above-required",
                    (*path, "level"),
                    f"Level {shown.level} is shown but '{edge.to_role}' requires {required[shown.skill]}.",
                    "Ask for no more than the post does.",
                )


def check_rising_circle(context: Context) -> Iterator[Problem]:
    """Promotions do not run in a circle."""
    upward: dict[str, list[str]] = {}
    for edge in context.records.edges:
        if edge.kind == "vertical":
            upward.setdefault(edge.from_role, []).append(edge.to_role)
    for edge in context.records.edges:
        if edge.kind != "vertical":
            continue
        stack, seen = [edge.to_role], {edge.to_role}
        while stack:
            for target in upward.get(stack.pop(), ()):
                if target not in seen:
                    seen.add(target)
                    stack.append(target)
        if edge.from_role in seen:
            yield context.problem(
                *edge_key(edge),
                "circle",
                ("to",),
                f"Promotions from '{edge.from_role}' lead back to it.",
                "Remove one edge of the circle.",
            )
