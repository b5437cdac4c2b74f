"""Succession: vacancies filled from inside first, and the holes that leaves, down to the post to hire for.

Each person who moves up leaves a post open, which is filled in the same way by somebody who moves up into it;
a sideways move would only carry the hole elsewhere. Every opening so ends in exactly one hire.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from matcher.team.assignment import may_take, one_by_one, order, solve, worth
from matcher.team.people import Person
from matcher.team.readiness import Judge
from matcher.team.results import (
    Chain,
    Hire,
    Move,
    Option,
    Readiness,
    TeamPlan,
    Vacancy,
    VacancyAnswer,
    WhyHire,
)

MOST_CANDIDATES = 12
"""So many are named for a vacancy; more is a list nobody reads."""

MOST_FAR = 4
"""So many of those who cannot take it yet."""

MOST_OPTIONS = 4
"""So many people are compared side by side, besides hiring."""

MOST_CLOSEST = 3
"""So many people are named as nearest to a post that must be hired for."""


@dataclass
class _Seat:
    """A post to be filled: an opening, or the hole somebody left."""

    vacancy: Vacancy
    opening: int
    role: str
    moves: list[Move] = field(default_factory=list)
    hire: Hire | None = None


class Succession:
    """Fills the vacancies of one team."""

    def __init__(
        self, judge: Judge, vacancies: Sequence[Vacancy], breaks: dict[str, tuple[str, ...]] | None = None
    ) -> None:
        """Prepare.

        Args:
            judge: the rules and the people.
            vacancies: what is to be filled.
            breaks: by person, what nobody else covers once they have left their post.
        """
        self._judge = judge
        self._vacancies = tuple(vacancies)
        self._breaks = breaks or {}
        self._inside = [p for p in judge.roster.people if not p.outside]
        self._rungs = {role.id: role.rung for role in judge.knowledge.roles.values()}
        self._judges: dict[tuple[str, ...], Judge] = {(): judge}
        self._seen: dict[tuple[str, str, tuple[str, ...]], Readiness] = {}

    def plan(self) -> TeamPlan:
        """All vacancies solved together, and each explained."""
        seats = [
            _Seat(vacancy, opening, vacancy.role)
            for vacancy in self._vacancies
            for opening in range(1, vacancy.openings + 1)
        ]
        chances = self._chances(seats, frozenset())
        solution, in_turn = (worth(way(len(seats), chances), chances) for way in (solve, one_by_one))
        self._fill(seats, moved=set())
        chains = [_chain(seat) for seat in seats]
        inside = len(self._inside)
        return TeamPlan(
            answers=tuple(self._answer(vacancy, chains) for vacancy in self._vacancies),
            solution=solution,
            one_by_one=in_turn,
            headcount=inside,
            headcount_after=inside + len(seats),
        )

    def _answer(self, vacancy: Vacancy, chains: Iterable[Chain]) -> VacancyAnswer:
        own = tuple(chain for chain in chains if chain.vacancy == vacancy.id)
        candidates = self._candidates(vacancy)
        return VacancyAnswer(
            vacancy=vacancy,
            candidates=candidates,
            chosen=tuple(chain.moves[0].person for chain in own if chain.moves),
            chains=own,
            options=self._options(vacancy, candidates),
        )

    def _candidates(self, vacancy: Vacancy) -> tuple[Readiness, ...]:
        """Everybody who could take it, and the nearest of those who cannot yet."""
        role = vacancy.role
        found = order(
            [self._standing(p, role, vacancy) for p in self._judge.roster.people if self._asks(p, role)]
        )
        far = [readiness for readiness in found if readiness.stands == "not_yet"]
        dropped = {readiness.person for readiness in far[MOST_FAR:]}
        return tuple(readiness for readiness in found if readiness.person not in dropped)[:MOST_CANDIDATES]

    def _asks(self, person: Person, role: str) -> bool:
        """Whether somebody is looked at for a post at all.

        Applicants for what they applied for; people inside when a track leads there in one move, or two up
        their own ladder, or they wish for it.
        """
        if person.outside:
            return role in person.wishes or person.role == role or not (person.wishes or person.role)
        if person.role == role:
            return False
        near = self._stands_near(person, role) or (person.role, role) in self._two_steps
        return near or role in person.wishes

    def _options(self, vacancy: Vacancy, candidates: Sequence[Readiness]) -> tuple[Option, ...]:
        options = []
        able = [candidate for candidate in candidates if may_take(candidate)]
        for candidate in able[:MOST_OPTIONS]:
            seat = _Seat(vacancy, 1, vacancy.role)
            below = self._take(seat, candidate)
            self._fill([below], moved={candidate.person})
            options.append(
                Option(
                    kind="promote",
                    person=candidate.person,
                    verdict=candidate.stands,
                    fit=candidate.fit,
                    to_show=len(candidate.to_show),
                    moves=len(below.moves),
                    chain=tuple(below.moves),
                    hire=_hired(below),
                    breaks=self._breaks.get(candidate.person, ()),
                )
            )
        hire = self._hire(_Seat(vacancy, 1, vacancy.role), frozenset())
        options.append(
            Option(
                kind="hire",
                person=None,
                verdict=None,
                fit=None,
                to_show=0,
                moves=0,
                chain=(),
                hire=hire.model_copy(update={"why": "not_needed"}) if able else hire,
            )
        )
        return tuple(options)

    def _fill(self, seats: Sequence[_Seat], moved: set[str]) -> None:
        """Fill seats together, then the posts that leaves, until each ends in a hire."""
        open_seats = list(seats)
        while open_seats:
            chances = self._chances(open_seats, moved)
            chosen = solve(len(open_seats), chances)
            moved |= set(chosen.values())
            for place, seat in enumerate(open_seats):
                if place in chosen:
                    self._take(seat, chances[chosen[place], place])
                else:
                    seat.hire = self._hire(seat, moved)
            open_seats = [seat for seat in open_seats if seat.hire is None]

    def _take(self, seat: _Seat, readiness: Readiness) -> _Seat:
        """Let somebody take a seat, which becomes the post they leave."""
        left = readiness.from_role
        if left is None:
            raise ValueError(f"'{readiness.person}' holds no post to leave")
        move = Move(
            person=readiness.person,
            from_role=left,
            to_role=seat.role,
            verdict=readiness.stands,
            to_show=readiness.to_show,
        )
        seat.moves.append(move)
        seat.role = left
        return seat

    def _chances(self, seats: Sequence[_Seat], moved: Collection[str]) -> dict[tuple[str, int], Readiness]:
        chances = {}
        for place, seat in enumerate(seats):
            for person in self._inside:
                if (
                    person.id not in moved
                    and self._leads(person, seat)
                    and self._stands_near(person, seat.role)
                ):
                    readiness = self._standing(person, seat.role, None if seat.moves else seat.vacancy)
                    if may_take(readiness):
                        chances[person.id, place] = readiness
        return chances

    @cached_property
    def _two_steps(self) -> set[tuple[str, str]]:
        """Posts two moves up their own ladder from a vacancy: too far, but worth naming."""
        graph = self._judge.knowledge.graph
        return {
            (before.from_role, vacancy.role)
            for vacancy in self._vacancies
            for last in graph.ways_in(vacancy.role)
            for before in graph.ways_in(last.from_role)
            if last.kind == before.kind == "vertical"
        }

    def _stands_near(self, person: Person, role: str) -> bool:
        """Whether a track leads from somebody's post to another, or a lead has spoken about it."""
        on_track = self._judge.demands.of(person.role, role).edge is not None
        return on_track or (person.id, role) in self._judge.overrides

    def _leads(self, person: Person, seat: _Seat) -> bool:
        """Whether somebody's post may lead to a seat; a hole is filled by moving up only."""
        if person.role is None or person.role not in self._rungs or person.role == seat.role:
            return False
        if not self._stands_near(person, seat.role):
            return False
        return not seat.moves or self._rungs[person.role] < self._rungs[seat.role]

    def _hire(self, seat: _Seat, moved: Collection[str]) -> Hire:
        """Why a seat must be filled from outside, and who comes nearest."""
        vacancy = None if seat.moves else seat.vacancy
        knowledge = self._judge.knowledge
        people = [p for p in self._inside if self._leads(p, seat)]
        standing = order([self._standing(person, seat.role, vacancy) for person in people])
        able = [readiness for readiness in standing if readiness.stands in ("ready", "pending")]
        why: WhyHire
        if any(readiness.available for readiness in able):
            why = "all_taken"
        elif able:
            why = "not_available"
        elif standing:
            why = "nobody_close"
        else:
            entry = knowledge.roles[seat.role].rung == 1 or not knowledge.graph.ways_in(seat.role)
            why = "entry_post" if entry else "no_track"
        outside = order(
            [
                self._standing(p, seat.role, vacancy)
                for p in self._judge.roster.people
                if p.outside and self._asks(p, seat.role)
            ]
        )
        return Hire(
            role=seat.role,
            why=why,
            closest=tuple(r.person for r in standing if r.person not in moved)[:MOST_CLOSEST],
            applicants=tuple(r.person for r in outside if r.stands in ("ready", "pending")),
        )

    def _standing(self, person: Person, role: str, vacancy: Vacancy | None) -> Readiness:
        without = vacancy.not_applicable if vacancy is not None else ()
        key = (person.id, role, without)
        if key not in self._seen:
            if without not in self._judges:
                self._judges[without] = self._judge.without(without)
            self._seen[key] = self._judges[without].assess(person, role)
        return self._seen[key]


def _hired(seat: _Seat) -> Hire:
    if seat.hire is None:
        raise RuntimeError("a chain ended without a hire")
    return seat.hire


def _chain(seat: _Seat) -> Chain:
    return Chain(vacancy=seat.vacancy.id, opening=seat.opening, moves=tuple(seat.moves), hire=_hired(seat))


__all__ = ["Succession"]
