"""The grid: a whole company against many posts at once, in arrays.

The verdicts are those of `matcher.team.readiness`, by the same rule; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kb import Knowledge
from matcher.team.demands import Demands, MoveDemands
from matcher.team.people import Person, Roster
from matcher.team.policy import Policy, builtin_policy
from matcher.team.results import Verdict
from matcher.team.verdict import CODES, MONTHS_UNKNOWN, VERDICTS, judge

if TYPE_CHECKING:
    from numpy.typing import NDArray

UNKNOWN = -1
"""Months that nobody said."""


@dataclass(frozen=True)
class Grid:
    """People by posts."""

    people: tuple[str, ...]
    """Person ids, one a row."""
    roles: tuple[str, ...]
    """Role ids, one a column."""
    codes: NDArray[np.uint8]
    """Verdicts, as codes of `VERDICTS`."""
    fit: NDArray[np.float32]
    """Share of the post's requirements met."""
    still: NDArray[np.uint8]
    """How many things are still to be shown."""
    months: NDArray[np.int16]
    """Months of the time gate still to serve."""

    def verdict(self, row: int, column: int) -> Verdict:
        """One verdict."""
        return VERDICTS[int(self.codes[row, column])]

    def people_at(self, role: str, verdict: Verdict) -> tuple[str, ...]:
        """Who stands at a verdict for a post, the best fit first; ties by id."""
        column = self.roles.index(role)
        rows = np.flatnonzero(self.codes[:, column] == CODES[verdict])
        return tuple(
            self.people[r] for r in sorted(rows, key=lambda r: (-self.fit[r, column], self.people[r]))
        )


def grid(knowledge: Knowledge, roster: Roster, roles: Sequence[str], policy: Policy | None = None) -> Grid:
    """Everybody of a roster against some posts.

    Args:
        knowledge: roles and tracks.
        roster: the people.
        roles: target role ids.
        policy: how far nearly ready reaches.
    """
    rules, demands = policy or builtin_policy(), Demands(knowledge, roster.not_applicable)
    people = roster.people
    table = _Table(people)
    shape = (len(people), len(roles))
    codes, fit = np.zeros(shape, np.uint8), np.zeros(shape, np.float32)
    still, months = np.zeros(shape, np.uint8), np.zeros(shape, np.int16)
    for column, role in enumerate(roles):
        fit[:, column] = table.fit(demands.of(None, role))
        for from_role, rows in table.groups.items():
            asked = demands.of(from_role, role)
            outside = from_role is None and table.outside[rows]
            open_to = (outside | (asked.edge is not None)) & bool(asked.asked)
            left = table.months_left(rows, asked)
            missing, worst = table.missing(rows, asked)
            verdicts = judge(np.broadcast_to(open_to, rows.shape), missing, worst, left, rules)
            codes[rows, column] = CODES["in_post"] if from_role == role else verdicts
            still[rows, column], months[rows, column] = missing, left
    return Grid(tuple(person.id for person in people), tuple(roles), codes, fit, still, months)


class _Table:
    """People as arrays: levels by skill, months, and rows by present post."""

    def __init__(self, people: Sequence[Person]) -> None:
        known = [person.known() for person in people]
        skills = sorted({skill for levels in known for skill in levels})
        self._column = {skill: place for place, skill in enumerate(skills)}
        self._level = np.zeros((len(people), len(skills) + 1), np.int8)
        """The last column stands for every skill that nobody here has."""
        self._sure = np.zeros_like(self._level, dtype=np.bool_)
        for row, levels in enumerate(known):
            for skill, (level, by) in levels.items():
                self._level[row, self._column[skill]] = level
                self._sure[row, self._column[skill]] = by != "self"
        self.outside = np.array([person.outside for person in people])
        self._post = np.array([_months(person.post_months) for person in people])
        self._company = np.array([_months(person.company_months) for person in people])
        rows: dict[str | None, list[int]] = {}
        for row, person in enumerate(people):
            rows.setdefault(None if person.outside else person.role, []).append(row)
        self.groups = {role: np.array(found) for role, found in rows.items()}

    def _columns(self, skills: Sequence[str]) -> list[int]:
        return [self._column.get(skill, -1) for skill in skills]

    def fit(self, demands: MoveDemands) -> NDArray[np.float64]:
        """As `Held.fit`, for everybody."""
        if not demands.weighed:
            return np.zeros(len(self._level))
        skills, importance, need = zip(*demands.weighed, strict=True)
        met = np.minimum(self._level[:, self._columns(skills)], np.array(need, np.int8))
        whole = float(np.dot(importance, need))
        return np.round(met @ np.array(importance, np.float64) / whole, 6)

    def missing(
        self, rows: NDArray[np.int64], demands: MoveDemands
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """How many things are still to be shown, and the levels short in the worst."""
        if not demands.asked:
            nothing = np.zeros(len(rows), np.int64)
            return nothing, nothing
        at = np.ix_(rows, np.array(self._columns([asked.skill for asked in demands.asked]), np.int64))
        short = np.maximum(np.array([asked.need for asked in demands.asked]) - self._level[at], 0)
        open_still = (short > 0) | ~self._sure[at]
        return open_still.sum(axis=1), short.max(axis=1)

    def months_left(self, rows: NDArray[np.int64], demands: MoveDemands) -> NDArray[np.int64]:
        """Months of the time gate still to serve."""
        left = np.zeros(len(rows), np.int64)
        unknown = np.zeros(len(rows), np.bool_)
        pairs = (
            (demands.tenure.post_months, self._post),
            (demands.tenure.company_months, self._company),
        )
        for asked, served in pairs:
            if asked:
                left = np.maximum(left, asked - served[rows])
                unknown |= served[rows] == UNKNOWN
        return np.where(unknown, MONTHS_UNKNOWN, left)


def _months(months: int | None) -> int:
    return UNKNOWN if months is None else months


__all__ = ["Grid", "grid"]
