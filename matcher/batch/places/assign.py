"""Sharing out: whole numbers in, one place or none for every student out. Knows nothing of people.

First as many students as can be; then the lowest score among them as high as can be (the fairness floor);
then the sum of what places are worth to students. Or, when asked for, a stable sharing (Gale and Shapley
1962, College admissions and the stability of marriage), which may place fewer or lower.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

NOBODY = -1
"""In place of a student or a place: none; in a table of scores: not possible."""

MOST_CELLS = 40_000_000
"""Students times seats; more would not fit into memory."""


@dataclass(frozen=True)
class Market:
    """Everything that decides."""

    scores: Whole
    """(students, places) how a student fits, in millionths; `NOBODY` where something keeps them apart."""
    worth: Whole
    """(students, places) what a place is worth to a student: the score, and more for a wish; at least 0."""
    seats: Sequence[int]
    """How many each place takes."""

    @property
    def expanded(self) -> list[int]:
        """Place of every seat that could be taken."""
        students = len(self.scores)
        return [place for place, count in enumerate(self.seats) for _ in range(min(count, students))]


@dataclass(frozen=True)
class Envy:
    """A student and a place that would both rather have each other."""

    student: int
    place: int
    instead_of: int
    """The student who would have to go; `NOBODY` where a seat is free."""


def share_out(market: Market) -> list[int]:
    """Place of each student, or `NOBODY`: most placed, then the highest floor, then the greatest sum.

    Raises:
        ValueError: when there are more than `MOST_CELLS`.
    """
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    seats = market.expanded
    if len(market.scores) * len(seats) > MOST_CELLS:
        raise ValueError("too many students and seats")
    if not seats or not len(market.scores):
        return [NOBODY] * len(market.scores)
    scores, worth = market.scores[:, seats], market.worth[:, seats]
    floor = _floor(scores)
    possible = scores >= max(floor, 0)
    # Being placed outweighs every sum of worth, in whole numbers that a float holds exactly.
    placed = int(worth.max(initial=0)) * min(worth.shape) + 1
    gain = np.where(possible, worth + placed, 0).astype(np.float64)
    rows, columns = linear_sum_assignment(gain, maximize=True)
    found = [NOBODY] * len(market.scores)
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        if possible[row, column]:
            found[row] = seats[column]
    return found


def _floor(scores: Whole) -> int:
    """The highest score under which nobody need be placed without placing fewer."""
    import numpy as np

    levels = np.unique(scores[scores >= 0])
    if not len(levels):
        return 0
    most = _most_placed(scores >= 0)
    low, high = 0, len(levels) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if _most_placed(scores >= levels[middle]) == most:
            low = middle
        else:
            high = middle - 1
    return int(levels[low])


def _most_placed(possible: NDArray[np.bool_]) -> int:
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import maximum_bipartite_matching

    return int((maximum_bipartite_matching(csr_matrix(possible), perm_type="column") >= 0).sum())


def share_out_stably(market: Market) -> list[int]:
    """Place of each student, or `NOBODY`: students ask in the order of worth, places keep the highest scores.

    No student and place would both rather have each other; of such sharings it is the students' best. Ties go
    to the earlier place and the earlier student.
    """
    wanted = [
        [p for _, p in sorted((-int(w), p) for p, w in enumerate(row) if market.scores[s, p] >= 0)]
        for s, row in enumerate(market.worth)
    ]
    kept: list[list[tuple[int, int]]] = [[] for _ in market.seats]
    found = [NOBODY] * len(wanted)
    asking = list(range(len(wanted)))[::-1]
    asked = [0] * len(wanted)
    while asking:
        student = asking.pop()
        if asked[student] == len(wanted[student]):
            continue
        place = wanted[student][asked[student]]
        asked[student] += 1
        kept[place].append((-int(market.scores[student, place]), student))
        found[student] = place
        if len(kept[place]) > market.seats[place]:
            weakest = max(kept[place])
            kept[place].remove(weakest)
            found[weakest[1]] = NOBODY
            asking.append(weakest[1])
    return found


def envies(market: Market, found: Sequence[int]) -> list[Envy]:
    """Every student and place that would both rather have each other; none when the sharing is stable.

    Args:
        market: what decides.
        found: place of each student.
    """
    taken: dict[int, list[tuple[int, int]]] = {}
    for student, place in enumerate(found):
        if place != NOBODY:
            taken.setdefault(place, []).append((int(market.scores[student, place]), student))
    pairs = []
    for student, own in enumerate(found):
        has = int(market.worth[student, own]) if own != NOBODY else NOBODY
        for place, seats in enumerate(market.seats):
            score = int(market.scores[student, place])
            if not seats or place == own or score < 0 or int(market.worth[student, place]) <= has:
                continue
            holders = taken.get(place, [])
            if len(holders) < seats:
                pairs.append(Envy(student, place, NOBODY))
            elif min(holders)[0] < score:
                pairs.append(Envy(student, place, min(holders)[1]))
    return pairs


__all__ = ["MOST_CELLS", "NOBODY", "Envy", "Market", "envies", "share_out", "share_out_stably"]
