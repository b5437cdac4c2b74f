"""A small knowledge base cut from the built-in one, quick to compile."""

from __future__ import annotations

from functools import cache

from kb import Knowledge
from kb.models import TermCounts

FAMILIES = ("visual_design", "customer_service")


def small_knowledge(digest: str = "", counts: tuple[TermCounts, ...] = ()) -> Knowledge:
    """Two families, their roles and what those refer to.

    Args:
        digest: a name to keep compiled tables under; kept nowhere without.
        counts: counts of postings.
    """
    whole = _whole()
    roles = tuple(role for role in whole.roles.values() if role.family in FAMILIES)
    ids = {role.id for role in roles}
    skills = {q.skill for role in roles for q in role.skills}
    skills |= {skill for role in roles for duty in role.duties for skill in duty.skills}
    known = {tool for role in roles for tool in role.tools}
    tools = [t for t in whole.tools.values() if t.id in known and skills.issuperset(t.shows)]
    records = whole.records.model_copy(
        update={
            "families": tuple(family for family in whole.families.values() if family.id in FAMILIES),
            "roles": roles,
            "skills": tuple(skill for skill in whole.skills.values() if skill.id in skills),
            "tools": tuple(tools),
            "edges": tuple(e for e in whole.records.edges if {e.from_role, e.to_role} <= ids),
            "occupations": (),
            "term_counts": counts,
        }
    )
    return Knowledge(records, digest)


@cache
def _whole() -> Knowledge:
    return Knowledge.load()
