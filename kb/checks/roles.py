"""Roles: distinct duties, requirements in order, levels that rise along a ladder."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.context import Context
from kb.chinese import fold
from kb.problems import Problem
from kb.told import told


def check_distinct_duties(context: Context) -> Iterator[Problem]:
    """No two roles share a duty word for word, and no role has two duties under one id."""
    seen: dict[str, str] = {}
    for role in context.records.roles:
        ids: set[str] = set()
        for index, duty in enumerate(role.duties):
            path = ("duties", index)
            if duty.id in ids:
                yield context.problem(
                    "role",
                    role.id,
                    "duplicate-id",
                    (*path, "id"),
                    told("the_duty_stands_twice", id=duty.id),
                    told("give_one_of_them_another_id"),
                )
            ids.add(duty.id)
            for text in (duty.text.zh_hant, duty.text.en):
                owner = seen.setdefault(fold(text), role.id)
                if owner != role.id:
                    yield context.warning(
                        "role",
                        role.id,
                        "same-duty",
                        (*path, "text"),
                        told("has_the_same_duty", owner=owner),
                        told("say_what_differs_at_this_rung"),
                    )


def check_requirements(context: Context) -> Iterator[Problem]:
    """A skill is required once, the most important first, and a must-have is important."""
    for role in context.records.roles:
        skills = [q.skill for q in role.skills]
        for index, requirement in enumerate(role.skills):
            path = ("skills", index)
            if skills.index(requirement.skill) != index:
                yield context.problem(
                    "role",
                    role.id,
                    "duplicate-id",
                    (*path, "skill"),
                    told("the_skill_is_required_twice", skill=requirement.skill),
                    told("keep_one"),
                )
            if index and requirement.importance > role.skills[index - 1].importance:
                yield context.warning(
                    "role",
                    role.id,
                    "not-sorted",
                    (*path, "importance"),
                    told("requirements_are_not_sorted_by_importance"),
                    told("move_it_up"),
                )
            if requirement.must and requirement.importance < 3:
                yield context.warning(
                    "role",
                    role.id,
                    "weak-must",
                    (*path, "must"),
                    told("a_must_have_has_an_importance"),
                    told("raise_the_importance_or_drop_must"),
                )


def check_rising_levels(context: Context) -> Iterator[Problem]:
    """Along a vertical edge no shared skill is asked at a lower level higher up on the same ladder."""
    for edge in context.records.edges:
        below, above = context.roles.get(edge.from_role), context.roles.get(edge.to_role)
        if edge.kind != "vertical" or below is None or above is None or below.ladder != above.ladder:
            continue
        lower = context.requirements(below.id)
        for index, requirement in enumerate(above.skills):
            if requirement.level < lower.get(requirement.skill, 0):
                yield context.warning(
                    "role",
                    above.id,
                    "level-falls",
                    ("skills", index, "level"),
                    told(
                        "is_level_here_but_in_one",
                        skill=requirement.skill,
                        level=requirement.level,
                        lower=lower[requirement.skill],
                        id=below.id,
                    ),
                    told("raise_it_here_or_lower_it"),
                )
