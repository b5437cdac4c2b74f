"""Assignment: several openings filled from inside at once, so that none takes whom another needs more.

Worth is compared from left to right: openings filled from inside (the article's rule, 4.11), then those
filled by people who are ready, then fit and wish. Solved exactly by the assignment algorithm of scipy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from matcher.team.results import Readiness, Solution

WISH = {"wished": 0.5, "unknown": 0.25, "other": 0.0}
"""What a wish is worth beside fit, which is worth up to 0.499: of equals, who wants the post comes first."""

_FIT = 0.499

Chances = Mapping[tuple[str, int], Readiness]
"""Person and opening -> how they stand, for those who may take it."""


def may_take(readiness: Readiness) -> bool:
    """Whether somebody inside may be moved: ready or nearly, available, and in a post that is known.

    A post that is linked to no role leaves a hole of which nobody can say who fills it.
    """
    able = readiness.stands in ("ready", "pending") and readiness.available
    return able and not readiness.outside and readiness.from_role is not None


def liking(readiness: Readiness) -> float:
    """Fit and wish, 0 to under 1; decides among people of the same verdict."""
    return round(WISH[readiness.wish] + _FIT * readiness.fit, 9)


def worth(chosen: Mapping[int, str], chances: Chances) -> Solution:
    """What a way of filling openings is worth."""
    taken = [chances[person, opening] for opening, person in chosen.items()]
    return Solution(
        filled=len(taken),
        ready=sum(readiness.stands == "ready" for readiness in taken),
        fit=round(sum(map(liking, taken)), 6),
    )


def solve(openings: int, chances: Chances) -> dict[int, str]:
    """Fill the openings together.

    Args:
        openings: how many there are, numbered from 0.
        chances: who may take which.

    Returns:
        Opening -> person; openings that nobody inside takes are missing. The same for any order of `chances`.
    """
    people = sorted({person for person, _ in chances})
    if not people:
        return {}
    from scipy.optimize import linear_sum_assignment

    row = {person: place for place, person in enumerate(people)}
    most = min(len(people), openings) + 1
    value = np.zeros((len(people), openings))
    for (person, opening), readiness in chances.items():
        # A unit further left outweighs everything to its right, summed over all openings.
        value[row[person], opening] = most * (most + (readiness.stands == "ready")) + liking(readiness)
    rows, columns = linear_sum_assignment(value, maximize=True)
    return {
        int(opening): people[person]
        for person, opening in zip(rows, columns, strict=True)
        if (people[person], int(opening)) in chances
    }


def one_by_one(openings: int, chances: Chances) -> dict[int, str]:
    """Take the best for each opening in turn, as one does without thinking ahead."""
    chosen: dict[int, str] = {}
    for opening in range(openings):
        free = [
            (readiness.stands != "ready", -liking(readiness), person)
            for (person, place), readiness in chances.items()
            if place == opening and person not in chosen.values()
        ]
        if free:
            chosen[opening] = min(free)[2]
    return chosen


def order(candidates: Sequence[Readiness]) -> tuple[Readiness, ...]:
    """Candidates as they should be read: nobody from outside before anybody inside who could take the post.

    Inside ready, inside nearly ready, outside ready, outside nearly ready, inside not yet, outside not yet;
    in each, those who are available, then by wish and fit; ties by id.
    """
    groups = {("ready", False): 0, ("pending", False): 1, ("ready", True): 2, ("pending", True): 3}

    def key(candidate: Readiness) -> tuple[int, bool, float, str]:
        group = groups.get((candidate.stands, candidate.outside), 5 if candidate.outside else 4)
        return group, not candidate.available, -liking(candidate), candidate.person

    return tuple(sorted(candidates, key=key))


__all__ = ["Chances", "liking", "may_take", "one_by_one", "order", "solve", "worth"]
