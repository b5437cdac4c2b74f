"""Readiness: one person against one post, with everything that is asked and how they stand.

Whole teams at once are `matcher.team.grid`; both give the same verdicts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kb import Knowledge
from matcher.team.demands import Asked, Demands, MoveDemands
from matcher.team.people import Person, Rater, Roster
from matcher.team.policy import Policy, builtin_policy
from matcher.team.results import Block, Demand, NineBox, Override, Readiness, Status
from matcher.team.verdict import MONTHS_UNKNOWN, judge_one

Overrides: TypeAlias = Mapping[tuple[str, str], Override]
"""A lead's own verdicts by person and role."""


@dataclass(frozen=True)
class Held:
    """A person's levels, each with who vouches for it."""

    known: Mapping[str, tuple[int, Rater]]
    """Level and rater by skill."""

    def level(self, skill: str) -> int | None:
        """The level that is known, confirmed or not; None when nobody rated the skill."""
        found = self.known.get(skill)
        return found[0] if found is not None else None

    def fit(self, demands: MoveDemands) -> float:
        """Share of the post's requirements met: sum of I x min(have, need) / sum of I x need."""
        whole = sum(importance * need for _, importance, need in demands.weighed)
        met = sum(importance * min(self.level(s) or 0, need) for s, importance, need in demands.weighed)
        return round(met / whole, 6) if whole else 0.0


class Judge:
    """Judges the people of one roster against posts."""

    def __init__(
        self,
        knowledge: Knowledge,
        roster: Roster,
        policy: Policy | None = None,
        overrides: Overrides | None = None,
        open_roles: Collection[str] | None = None,
        not_applicable: Collection[str] = (),
    ) -> None:
        """Prepare.

        Args:
            knowledge: roles and tracks.
            roster: the people, and what their company has no use for.
            policy: how far nearly ready reaches; the built-in one by default.
            overrides: a lead's own verdicts.
            open_roles: roles with a vacancy; None when nobody said which there are.
            not_applicable: skill ids that a single vacancy has no use for, besides the roster's own.
        """
        self.knowledge = knowledge
        self.roster = roster
        self.policy = policy or builtin_policy()
        self.overrides: Overrides = overrides or {}
        self.open_roles = frozenset(open_roles) if open_roles is not None else None
        self.demands = Demands(knowledge, {*roster.not_applicable, *not_applicable})
        self._held: dict[str, Held] = {}
        self._ways: dict[tuple[str, str], str | None] = {}

    def without(self, skills: Collection[str]) -> Judge:
        """The same rules and people, for a vacancy that has no use for some skills."""
        return Judge(self.knowledge, self.roster, self.policy, self.overrides, self.open_roles, skills)

    def held(self, person: Person) -> Held:
        """What a person holds, worked out once."""
        if person.id not in self._held:
            self._held[person.id] = Held(person.known())
        return self._held[person.id]

    def targets(self, person: Person) -> tuple[str, ...]:
        """The posts to ask about when nobody names one: next moves up and across, then wishes."""
        moves = [edge.to_role for edge in self.knowledge.graph.next_moves(person.role or "")]
        wishes = [w for w in person.wishes if w in self.knowledge.roles and w != person.role]
        return tuple(dict.fromkeys([*moves, *wishes]))

    def assess(self, person: Person, role: str) -> Readiness:
        """One person against one post.

        Args:
            person: somebody of the roster, or an applicant.
            role: the target role id.
        """
        from_role = person.role if person.role in self.knowledge.roles and not person.outside else None
        demands = self.demands.of(from_role, role)
        held = self.held(person)
        listed = tuple(_demand(asked, held) for asked in demands.asked)
        shortfalls = [demand.levels_short for demand in listed if demand.status != "met"]
        tenure = _tenure(person, demands)
        on_track = (person.outside or demands.edge is not None) and bool(listed)
        verdict = judge_one(
            on_track=on_track,
            shortfalls=shortfalls,
            months=_months(tenure),
            policy=self.policy,
        )
        blocks = self._blocks(person, role, demands, listed, tenure)
        return Readiness(
            person=person.id,
            role=role,
            from_role=from_role,
            track=demands.edge.id if demands.edge is not None else None,
            verdict="in_post" if from_role == role else verdict,
            override=self.overrides.get((person.id, role)),
            demands=listed,
            blocks=() if from_role == role else blocks,
            fit=held.fit(demands),
            left_out=demands.left_out,
            outside=person.outside,
            wish="unknown" if not person.wishes else "wished" if role in person.wishes else "other",
            nine_box=nine_box(person),
        )

    def all(self, people: Iterable[Person], roles: Sequence[str] = ()) -> tuple[Readiness, ...]:
        """Several people against the roles named, or each against their own next posts.

        Of next posts sideways or in another line of work only those are told for which somebody is ready or
        nearly, or which they wish for.
        """
        found = []
        for person in people:
            for role in roles or self.targets(person):
                if person.role == role and not person.outside:
                    continue
                standing = self.assess(person, role)
                if roles or standing.stands != "not_yet" or self._is_near(person, role):
                    found.append(standing)
        return tuple(found)

    def _is_near(self, person: Person, role: str) -> bool:
        edge = self.demands.of(person.role, role).edge
        return role in person.wishes or (edge is not None and edge.kind == "vertical")

    def _blocks(
        self,
        person: Person,
        role: str,
        demands: MoveDemands,
        listed: Collection[Demand],
        tenure: Block | None,
    ) -> tuple[Block, ...]:
        blocks = []
        if not person.available:
            blocks.append(Block(kind="not_available"))
        if not person.outside and (person.role is None or person.role not in self.knowledge.roles):
            blocks.append(Block(kind="no_role"))
        elif not person.outside and demands.edge is None:
            blocks.append(Block(kind="no_track", next_role=self._next(person.role, role)))
        if all(demand.status == "unrated" for demand in listed):
            blocks.append(Block(kind="not_rated"))
        if tenure is not None:
            blocks.append(tenure)
        if self.open_roles is not None and role not in self.open_roles:
            blocks.append(Block(kind="no_vacancy"))
        return tuple(blocks)

    def _next(self, start: str | None, role: str) -> str | None:
        if start is None:
            return None
        if (start, role) not in self._ways:
            ways = self.knowledge.graph.best_paths((start,), role, 1)
            self._ways[start, role] = ways[0].edges[0].to_role if ways else None
        return self._ways[start, role]


def nine_box(person: Person) -> NineBox | None:
    """Where a person stands in the nine-box; None unless both marks were really given."""
    if person.performance is None or person.potential is None:
        return None
    return NineBox(performance=person.performance.third, potential=person.potential.third)


def _demand(asked: Asked, held: Held) -> Demand:
    have, by = held.known.get(asked.skill, (None, None))
    status: Status = (
        "unrated" if have is None else "short" if have < asked.need else "claimed" if by == "self" else "met"
    )
    return Demand(skill=asked.skill, need=asked.need, have=have, by=by, status=status, origin=asked.origin)


def _tenure(person: Person, demands: MoveDemands) -> Block | None:
    """The time gate, when it is closed or nobody knows."""
    gate = demands.tenure
    pairs = ((gate.post_months, person.post_months), (gate.company_months, person.company_months))
    if any(asked and served is None for asked, served in pairs):
        return Block(kind="tenure_unknown")
    post, company = (max(0, asked - (served or 0)) for asked, served in pairs)
    return Block(kind="tenure", post_months=post, company_months=company) if post or company else None


def _months(tenure: Block | None) -> int:
    if tenure is None:
        return 0
    return (
        MONTHS_UNKNOWN if tenure.kind == "tenure_unknown" else max(tenure.post_months, tenure.company_months)
    )


__all__ = ["Held", "Judge", "Overrides", "nine_box"]
