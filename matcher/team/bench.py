"""The bench: who could follow whom, what only one person can do, who covers which duty.

Counts people inside only. Applicants are on nobody's bench.
"""

from __future__ import annotations

from collections.abc import Sequence

from kb.models import Duty, Role
from matcher.team.grid import grid
from matcher.team.people import Person, Roster
from matcher.team.readiness import Judge
from matcher.team.results import Bench, DutyCoverage, RoleBench, SinglePoint, Verdict
from matcher.team.training import training

_ON_THE_BENCH: tuple[Verdict, ...] = ("ready", "pending")

ALONE = 3
"""The level at which a skill is done without help; asked for a duty's skills that the post does not list."""


def bench(judge: Judge, roles: Sequence[str] = ()) -> Bench:
    """What a team has behind it.

    Args:
        judge: the rules and the people.
        roles: posts to look at; those held here by default.
    """
    inside = [person for person in judge.roster.people if not person.outside]
    held = _held_roles(judge, inside)
    asked = tuple(roles) or held
    duties = tuple(line for role in held for line in _duties(judge, judge.knowledge.roles[role], inside))
    return Bench(
        roles=_role_benches(judge, inside, asked),
        single_points=(*_single_skills(judge, held, inside), *_single_duties(duties)),
        duties=duties,
        training=training(judge, inside),
    )


def breaks_by_person(judge: Judge) -> dict[str, tuple[str, ...]]:
    """What nobody else here covers once a person has left their post: skills and `role/duty` ids of it."""
    inside = [person for person in judge.roster.people if not person.outside]
    held = _held_roles(judge, inside)
    duties = [line for role in held for line in _duties(judge, judge.knowledge.roles[role], inside)]
    found: dict[str, list[str]] = {}
    posts = {person.id: person.role for person in inside}
    for point in (*_single_skills(judge, held, inside), *_single_duties(duties)):
        if posts[point.person] in point.roles:
            found.setdefault(point.person, []).append(point.about)
    return {person: tuple(about) for person, about in found.items()}


def _held_roles(judge: Judge, inside: Sequence[Person]) -> tuple[str, ...]:
    known = judge.knowledge.roles
    roles = {person.role for person in inside if person.role in known}
    return tuple(sorted((r for r in roles if r), key=lambda r: (known[r].family, known[r].rung, r)))


def _role_benches(judge: Judge, inside: Sequence[Person], roles: Sequence[str]) -> tuple[RoleBench, ...]:
    """Who is available for each post, a lead's own verdicts before the computed ones."""
    free = tuple(person for person in inside if person.available)
    whole = grid(
        judge.knowledge,
        Roster(people=free, not_applicable=judge.roster.not_applicable),
        roles,
        judge.policy,
    )
    benches = []
    for role in roles:
        said = {
            override.person: override.verdict
            for (_, target), override in judge.overrides.items()
            if target == role and override.person in whole.people
        }
        ready, pending = (
            [
                *(p for p in whole.people_at(role, verdict) if p not in said),
                *(p for p, own in said.items() if own == verdict),
            ]
            for verdict in _ON_THE_BENCH
        )
        benches.append(
            RoleBench(
                role=role,
                holders=tuple(person.id for person in inside if person.role == role),
                ready=tuple(ready),
                pending=tuple(pending),
            )
        )
    return tuple(benches)


def _single_skills(judge: Judge, held: Sequence[str], inside: Sequence[Person]) -> tuple[SinglePoint, ...]:
    """Skills that posts here stand on and exactly one person has at the level asked."""
    least = judge.policy.bench.core_importance
    without = judge.roster.not_applicable
    asking: dict[str, list[tuple[str, int]]] = {}
    for role in held:
        for need in judge.knowledge.roles[role].skills:
            if (need.must or need.importance >= least) and need.skill not in without:
                asking.setdefault(need.skill, []).append((role, need.level))
    points = []
    for skill, asked in asking.items():
        levels = {person.id: judge.held(person).level(skill) or 0 for person in inside}
        alone: dict[str, list[str]] = {}
        for role, level in asked:
            able = [person for person, have in levels.items() if have >= level]
            if len(able) == 1:
                alone.setdefault(able[0], []).append(role)
        for person, roles in alone.items():
            others = sorted((-have, other) for other, have in levels.items() if other != person and have)
            points.append(
                SinglePoint(
                    kind="skill",
                    about=skill,
                    person=person,
                    roles=tuple(roles),
                    next_best=others[0][1] if others else None,
                )
            )
    return tuple(points)


def _duties(judge: Judge, role: Role, inside: Sequence[Person]) -> list[DutyCoverage]:
    holders = tuple(person.id for person in inside if person.role == role.id)
    asked = {need.skill: need.level for need in role.skills}
    return [
        DutyCoverage(
            role=role.id,
            duty=duty.id,
            holders=holders,
            others=tuple(
                person.id for person in inside if person.role != role.id and _can(judge, person, duty, asked)
            ),
        )
        for duty in role.duties
    ]


def _can(judge: Judge, person: Person, duty: Duty, asked: dict[str, int]) -> bool:
    """Whether somebody has all skills of a duty that apply here, at the level the post asks."""
    skills = [skill for skill in duty.skills if skill not in judge.roster.not_applicable]
    held = judge.held(person)
    return bool(skills) and all((held.level(s) or 0) >= asked.get(s, ALONE) for s in skills)


def _single_duties(duties: Sequence[DutyCoverage]) -> tuple[SinglePoint, ...]:
    return tuple(
        SinglePoint(
            kind="duty",
            about=f"{line.role}/{line.duty}",
            person=line.holders[0],
            roles=(line.role,),
            next_best=None,
        )
        for line in duties
        if len(line.holders) == 1 and not line.others
    )


__all__ = ["bench", "breaks_by_person"]
