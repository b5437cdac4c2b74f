"""Roles: distinct duties, requirements in order, levels that rise along a ladder."""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.context import Context
from kb.chinese import fold
from kb.problems import Problem


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
                    f"The duty '{duty.id}' stands twice.",
                    "Give one of them another id.",
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
                        f"'{owner}' has the same duty.",
                        "Say what differs at this rung.",
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
                    f"The skill '{requirement.skill}' is required twice.",
                    "Keep one.",
                )
            if index and requirement.importance > role.skills[index - 1].importance:
                yield context.warning(
                    "role",
                    role.id,
                    "not-sorted",
                    (*path, "importance"),
                    "Requirements are not sorted by importance.",
                    "Move it up.",
                )
            if requirement.must and requirement.importance < 3:
                yield context.warning(
                    "role",
                    role.id,
                    "weak-must",
                    (*path, "must"),
                    "A must-have has an importance below 3.",
                    "Raise the importance or drop 'must'.",
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
                    f"'{requirement.skill}' is level {requirement.level} here but "
                    f"{lower[requirement.skill]} in '{below.id}', one rung below.",
                    "Raise it here or lower it there.",
                )
