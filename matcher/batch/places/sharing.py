"""A cohort and its places: who goes where, who does not and why, and whether anybody would rather swap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from matcher.batch.places.assign import (
    MOST_CELLS,
    NOBODY,
    Envy,
    Market,
    envies,
    share_out,
    share_out_stably,
)
from matcher.batch.places.model import Barrier, Place, PlacesError, Student, barrier
from matcher.evidence import gather
from matcher.matcher import Matcher
from matcher.results import Match, MatchResult

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MILLIONTHS = 1_000_000
"""Scores are compared in whole millionths, so that sums have no last bits."""

WISH = 0.15
"""What a first wish is worth beside a score of 0 to 1; later ones less, in even steps. Editorial: it decides
between places that fit about alike, and never makes a poor fit a good one."""

Outcome = Literal["placed", "no_evidence", "barred", "full"]
"""What became of a student."""


@dataclass(frozen=True)
class Placed:
    """What became of one student, with all that is needed to tell them why."""

    student: Student
    outcome: Outcome
    place: Place | None = None
    """Where they go."""
    match: Match | None = None
    """How they fit its role."""
    wish: int = 0
    """Which of their wishes it is, from 1; 0 when it is none."""
    open_to: int = 0
    """How many places nothing keeps them from."""
    rather: Place | None = None
    """The place worth most to them among those worth more than what they got, when there is one."""
    rather_taken: bool = False
    """Whether everybody who has that place fits it at least as well."""
    barriers: Mapping[Barrier, int] | None = None
    """For somebody without a place: what kept them from how many places."""
    unread: MatchResult | None = None
    """For somebody of whom nothing is known: what to add."""


@dataclass(frozen=True)
class Shared:
    """A whole sharing."""

    places: tuple[Place, ...]
    people: tuple[Placed, ...]
    """In the order of the table, everybody once."""
    envies: tuple[tuple[Student, Place, Student | None], ...]
    """Student and place that would both rather have each other, and who would have to go."""

    @property
    def placed(self) -> tuple[Placed, ...]:
        """Those with a place."""
        return tuple(person for person in self.people if person.place is not None)

    @property
    def floor(self) -> float | None:
        """The lowest score of anybody placed, 0 to 1; None when nobody is."""
        return min((p.match.score for p in self.placed if p.match is not None), default=None)

    def taken(self, place: Place) -> int:
        """How many seats of a place are taken."""
        return sum(person.place is place for person in self.placed)


def share(
    students: Sequence[Student],
    places: Sequence[Place],
    matcher: Matcher,
    *,
    least: float = 0.0,
    stable: bool = False,
) -> Shared:
    """Share places out over students.

    Args:
        students: in the order of their table.
        places: with roles of the matcher's knowledge.
        matcher: says how well each fits.
        least: a score under which nobody is placed anywhere, 0 to 1.
        stable: whether no student and place may rather have each other, even if fewer are placed.

    Raises:
        PlacesError: when there are too many to weigh.
    """
    if len(students) * sum(min(place.seats, len(students)) for place in places) > MOST_CELLS:
        seats = sum(place.seats for place in places)
        raise PlacesError("too_many", students=len(students), seats=seats)
    market, barred, silent = _market(students, places, matcher, least)
    found = share_out_stably(market) if stable else share_out(market)
    people = tuple(
        _told(index, student, places, market, found, barred[index], matcher, index in silent)
        for index, student in enumerate(students)
    )
    pairs = tuple(_named(envy, students, places) for envy in envies(market, found))
    return Shared(tuple(places), people, pairs)


def _market(
    students: Sequence[Student], places: Sequence[Place], matcher: Matcher, least: float
) -> tuple[Market, list[Counter[Barrier]], set[int]]:
    """The numbers, what bars each student from how many places, and of whom nothing is known."""
    import numpy as np

    scores = np.full((len(students), len(places)), NOBODY, np.int64)
    wishes = np.zeros((len(students), len(places)), np.int64)
    barred: list[Counter[Barrier]] = []
    silent: set[int] = set()
    for row, student in enumerate(students):
        barred.append(Counter())
        abstained, totals = matcher.rank_all(student.profile)
        if abstained:
            silent.add(row)
            continue
        shown = gather(student.profile, matcher.knowledge, matcher.linker).skills
        levels = {skill: evidence.level for skill, evidence in shown.items()}
        for column, place in enumerate(places):
            score = round(totals[place.role], 6)
            kept_by = barrier(student, place, score, levels, least)
            if kept_by is not None:
                barred[row][kept_by] += 1
                continue
            scores[row, column] = round(score * MILLIONTHS)
            wishes[row, column] = round(_wish_worth(student, place) * MILLIONTHS)
    worth: NDArray[np.int64] = np.where(scores >= 0, scores + wishes, 0)
    return Market(scores, worth, [place.seats for place in places]), barred, silent


def _wish_worth(student: Student, place: Place) -> float:
    if place.id not in student.wishes:
        return 0.0
    return WISH * (1 - student.wishes.index(place.id) / len(student.wishes))


def _told(
    index: int,
    student: Student,
    places: Sequence[Place],
    market: Market,
    found: Sequence[int],
    barriers: Counter[Barrier],
    matcher: Matcher,
    silent: bool,
) -> Placed:
    if silent:
        return Placed(student, "no_evidence", unread=matcher.match(student.profile, top=1))
    own = found[index]
    open_to = [p for p in range(len(places)) if market.scores[index, p] >= 0 and places[p].seats]
    has = market.worth[index, own] if own != NOBODY else NOBODY
    better = [p for p in open_to if market.worth[index, p] > has]
    rather = max(better, key=lambda p: (market.worth[index, p], -p), default=None)
    taken = rather is not None and all(
        market.scores[other, rather] >= market.scores[index, rather]
        for other, place in enumerate(found)
        if place == rather
    )
    place = places[own] if own != NOBODY else None
    return Placed(
        student=student,
        outcome="placed" if place else "full" if open_to else "barred",
        place=place,
        match=matcher.match_role(student.profile, place.role) if place else None,
        wish=student.wishes.index(place.id) + 1 if place and place.id in student.wishes else 0,
        open_to=len(open_to),
        rather=places[rather] if rather is not None else None,
        rather_taken=taken,
        barriers=None if place else barriers,
    )


def _named(
    envy: Envy, students: Sequence[Student], places: Sequence[Place]
) -> tuple[Student, Place, Student | None]:
    instead = students[envy.instead_of] if envy.instead_of != NOBODY else None
    return students[envy.student], places[envy.place], instead


__all__ = ["WISH", "Outcome", "Placed", "Shared", "share"]
