"""Made-up people for tests of teams."""

from __future__ import annotations

from hypothesis import strategies as st

from kb import Knowledge
from matcher.team.people import Person, Rater, Roster, SkillRating

KNOWLEDGE = Knowledge.load()
FAMILIES = ("customer_service", "visual_design", "warehouse_logistics")
ROLES = tuple(sorted(role.id for role in KNOWLEDGE.roles.values() if role.family in FAMILIES))
EDGES = tuple(e for e in KNOWLEDGE.graph.edges if e.from_role in ROLES and e.to_role in ROLES)
SKILLS = tuple(
    sorted(
        {s.skill for edge in EDGES for s in edge.show}
        | {q.skill for role in ROLES for q in KNOWLEDGE.roles[role].skills if q.must}
    )
)
RATERS: tuple[Rater, ...] = ("self", "lead", "evidence")


def rated(*levels: tuple[str, int], by: Rater = "lead") -> tuple[SkillRating, ...]:
    return tuple(SkillRating(skill=skill, level=level, by=by) for skill, level in levels)


def with_all(
    name: str, from_role: str, to_role: str, short: int = 0, months: int = 120, **more: object
) -> Person:
    """Somebody who shows all a move asks for, `short` levels less in the first thing."""
    from matcher.team.demands import Demands

    asked = Demands(KNOWLEDGE).of(from_role, to_role).asked
    levels = [(a.skill, a.need - (short if place == 0 else 0)) for place, a in enumerate(asked)]
    return Person.model_validate(
        {
            "id": name,
            "role": from_role,
            "post_months": months,
            "company_months": months,
            "skills": rated(*((skill, level) for skill, level in levels if level > 0)),
            **more,
        }
    )


@st.composite
def people(draw: st.DrawFn, name: str = "someone") -> Person:
    """Anybody of three families, more often than not near to a next post."""
    edge = draw(st.sampled_from(EDGES))
    asked = [*((s.skill, s.level) for s in edge.show)]
    asked += [(q.skill, q.level) for q in KNOWLEDGE.roles[edge.to_role].skills if q.must]
    near = {
        skill: min(5, max(1, level + draw(st.sampled_from((-2, -1, 0, 0, 0, 0, 1)))))
        for skill, level in asked
    }
    others = draw(st.dictionaries(st.sampled_from(SKILLS), st.integers(1, 5), max_size=4))
    months = st.none() | st.integers(0, 40)
    return Person(
        id=name,
        role=draw(st.sampled_from((edge.from_role, edge.from_role, edge.from_role, None))),
        post_months=draw(months),
        company_months=draw(months),
        skills=tuple(
            SkillRating(
                skill=skill, level=level, by=draw(st.sampled_from(("lead", "lead", "evidence", "self")))
            )
            for skill, level in {**others, **near}.items()
        ),
        wishes=tuple(draw(st.lists(st.sampled_from(ROLES), max_size=2, unique=True))),
        available=draw(st.sampled_from((True, True, True, False))),
        outside=draw(st.sampled_from((False, False, False, True))),
    )


@st.composite
def rosters(draw: st.DrawFn, most: int = 8) -> Roster:
    count = draw(st.integers(1, most))
    return Roster(
        people=tuple(draw(people(f"p{place}")) for place in range(count)),
        not_applicable=tuple(draw(st.lists(st.sampled_from(SKILLS), max_size=2, unique=True))),
    )
