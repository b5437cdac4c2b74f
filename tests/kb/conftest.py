"""What the tests of the knowledge tools share: the built-in records, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.loader import load_folders
from kb.records import Records

FAMILIES = ("live_streaming", "customer_service")
"""Enough families for a cross-family edge and a whole ladder."""


@pytest.fixture(scope="session")
def builtin(root: Path) -> Records:
    """Every built-in record."""
    return load_folders([root / "data"]).records


@pytest.fixture(scope="session")
def few(builtin: Records) -> Records:
    """Two families with all that they refer to."""
    roles = tuple(role for role in builtin.roles if role.family in FAMILIES)
    kept = {role.id for role in roles}
    asked = {q.skill for role in roles for q in role.skills}
    asked |= {skill for role in roles for duty in role.duties for skill in duty.skills}
    used = {tool for role in roles for tool in role.tools}
    tools = tuple(tool for tool in builtin.tools if tool.id in used)
    asked |= {skill for tool in tools for skill in tool.shows}
    skills = tuple(skill for skill in builtin.skills if skill.id in asked)
    skills = tuple(
        skill.model_copy(
            update={
                "related": tuple(r for r in skill.related if r in asked),
                "broader": skill.broader if skill.broader in asked else None,
            }
        )
        for skill in skills
    )
    groups = {skill.group for skill in skills}
    return Records(
        sources=builtin.sources,
        families=tuple(f for f in builtin.families if f.id in FAMILIES),
        departments=builtin.departments,
        interests=builtin.interests,
        skill_groups=tuple(g for g in builtin.skill_groups if g.id in groups),
        skills=skills,
        tools=tools,
        roles=tuple(role.model_copy(update={"hiring_step": None}) for role in roles),
        edges=tuple(e for e in builtin.edges if e.from_role in kept and e.to_role in kept),
        formulas=builtin.formulas,
        reward_ladders=builtin.reward_ladders,
        team_stages=builtin.team_stages,
        principles=builtin.principles,
        advice=builtin.advice,
    )
