"""The bench: who could follow whom, what only one person can do, who covers which duty.

Counts people inside only. Applicants are on nobody's bench.
"""

from __future__ import annotations

from collections.abc import Sequence

from kb.models import Duty
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
        roles: posts to look at; those held here by default. Training is always looked at for everybody.
    """
    team = _Team(judge, roles)
    duties = team.duties()
    return Bench(
        roles=_role_benches(judge, team.people, team.roles),
        single_points=(*team.single_skills(), *_single_duties(duties)),
        duties=duties,
        training=training(judge, team.people),
    )


def breaks_by_person(judge: Judge) -> dict[str, tuple[str, ...]]:
    """What nobody else here covers once a person has left their post: skills and `role/duty` ids of it."""
    team = _Team(judge)
    found: dict[str, list[str]] = {}
    for point in (*team.single_skills(), *_single_duties(team.duties())):
        if team.posts[point.person] in point.roles:
            found.setdefault(point.person, []).append(point.about)
    return {person: tuple(about) for person, about in found.items()}


class _Team:
    """The people inside, by what they hold and what they can, and the posts to look at."""

    def __init__(self, judge: Judge, asked: Sequence[str] = ()) -> None:
        roles = judge.knowledge.roles
        self._judge = judge
        self.people = [person for person in judge.roster.people if not person.outside]
        self.posts = {person.id: person.role for person in self.people}
        self.roles = tuple(dict.fromkeys(asked)) or tuple(
            sorted(
                {role for role in self.posts.values() if role is not None and role in roles},
                key=lambda role: (roles[role].family, roles[role].rung, role),
            )
        )
        self._levels: dict[str, dict[str, int]] = {}
        """Skill -> person -> level, for those who were rated at all."""
        for person in self.people:
            for skill, (level, _) in judge.held(person).known.items():
                self._levels.setdefault(skill, {})[person.id] = level

    def able(self, skill: str, level: int) -> list[str]:
        """Who has a skill at a level, in the roster's order."""
        return [person for person, have in self._levels.get(skill, {}).items() if have >= level]

    def single_skills(self) -> tuple[SinglePoint, ...]:
        """Skills that posts here stand on and exactly one person has at the level asked."""
        least = self._judge.policy.bench.core_importance
        asking: dict[str, list[tuple[str, int]]] = {}
        for role in self.roles:
            for need in self._judge.knowledge.roles[role].skills:
                if (need.must or need.importance >= least) and self._applies(need.skill):
                    asking.setdefault(need.skill, []).append((role, need.level))
        points = []
        for skill, asked in asking.items():
            alone: dict[str, list[str]] = {}
            for role, level in asked:
                able = self.able(skill, level)
                if len(able) == 1:
                    alone.setdefault(able[0], []).append(role)
            for person, roles in alone.items():
                others = sorted((-have, p) for p, have in self._levels[skill].items() if p != person)
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

    def duties(self) -> tuple[DutyCoverage, ...]:
        """Who covers each duty of each post held here."""
        return tuple(
            DutyCoverage(
                role=role,
                duty=duty.id,
                holders=tuple(person for person, post in self.posts.items() if post == role),
                others=tuple(p for p in self._can(role, duty) if self.posts[p] != role),
            )
            for role in self.roles
            for duty in self._judge.knowledge.roles[role].duties
        )

    def _can(self, role: str, duty: Duty) -> list[str]:
        """Who has all skills of a duty that apply here, at the level the post asks."""
        asked = {need.skill: need.level for need in self._judge.knowledge.roles[role].skills}
        able = [self.able(s, asked.get(s, ALONE)) for s in duty.skills if self._applies(s)]
        if not able:
            return []
        first, *rest = able
        others = [set(people) for people in rest]
        return [person for person in first if all(person in people for people in others)]

    def _applies(self, skill: str) -> bool:
        return skill not in self._judge.roster.not_applicable


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


def _single_duties(duties: Sequence[DutyCoverage]) -> tuple[SinglePoint, ...]:
    """Duties that exactly one person covers, whether they hold the post or not."""
    covered = ((line, (*line.holders, *line.others)) for line in duties)
    return tuple(
        SinglePoint(
            kind="duty", about=f"{line.role}/{line.duty}", person=able[0], roles=(line.role,), next_best=None
        )
        for line, able in covered
        if len(able) == 1
    )


__all__ = ["bench", "breaks_by_person"]
