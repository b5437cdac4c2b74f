"""Tracks: moves that make sense, and a way from an entry post to every role."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.context import Context, edge_key
from kb.problems import Problem
from kb.told import told


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
                told("no_chain_of_promotions_leads_here"),
                told("add_an_edge_to_in_tracks", id=role.id, family=role.family),
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
                told(
                    "a_edge_does_not_lead_from",
                    kind=edge.kind,
                    family=start.family,
                    rung=start.rung,
                    family2=end.family,
                    rung2=end.rung,
                ),
                "vertical: up in the family; lateral: same rung; cross_family: another family.",
            )
        if edge.ladder != end.ladder:
            yield context.problem(
                *edge_key(edge),
                "wrong-ladder",
                ("ladder",),
                told("stands_on_the_ladder", id=end.id, ladder=end.ladder),
                told("write_ladder", ladder=end.ladder),
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
                    told("does_not_require", to_role=edge.to_role, skill=shown.skill),
                    told("show_a_skill_it_requires"),
                )
            elif shown.level > required[shown.skill]:
                yield context.warning(
                    *edge_key(edge),
                    "shown-above-required",
                    (*path, "level"),
                    told(
                        "level_is_shown_but_requires",
                        level=shown.level,
                        to_role=edge.to_role,
                        required=required[shown.skill],
                    ),
                    told("ask_for_no_more_than_the"),
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
                told("promotions_from_lead_back_to_it", from_role=edge.from_role),
                told("remove_one_edge_of_the_circle"),
            )
