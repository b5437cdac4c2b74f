"""What each skill at each level covers of each role: rows of one table, made as they are asked for.

One table, because adding up rows picked from it is a single step, however many skills a person has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_SKILLS = 1_024
"""Skills of a table: all of ours; of a base with thousands, what comes up."""

LEVELS = range(1, 6)

Needs = Mapping[str, Sequence[tuple[int, int, int, int]]]
"""Skill -> for each role that asks for it: place, importance, level, all that the role asks for."""


class Covers:
    """A table with room for some skills. Threads may fill it at once: only a whole row is named."""

    def __init__(self, needs: Needs, roles: int, least: int = 0) -> None:
        """An empty table.

        Args:
            needs: all skills that any role asks for.
            roles: how many roles there are.
            least: skills it must have room for.
        """
        import numpy as np

        self._needs = needs
        self._room = min(max(MOST_SKILLS, least), len(needs))
        self._rows: NDArray[np.float64] = np.zeros((self._room * len(LEVELS), roles))
        self._free = count()
        self._sum = np.add.reduce
        self.before: dict[str, int] = {}
        """Skill -> the place before its rows: with a level added, the place of the row."""

    def hold(self, skills: Iterable[str]) -> bool:
        """Make the rows of some skills where they are missing; False when there is no room for them.

        Args:
            skills: each is one that some role asks for.
        """
        return all(skill in self.before or self._fill(skill) for skill in skills)

    def total(self, own: list[int], near: list[int], discount: float) -> NDArray[np.float64]:
        """(roles,) the sum of some rows in full and of others at a discount, added up in order.

        Args:
            own: places of rows.
            near: places of the others.
            discount: what the others count.
        """
        rows = self._rows.take(own + near, axis=0)
        if near:
            rows[len(own) :] *= discount
        found: NDArray[np.float64] = self._sum(rows)
        return found

    def _fill(self, skill: str) -> bool:
        number = next(self._free)
        if number >= self._room:
            return False
        start = number * len(LEVELS)
        for place, importance, needed, whole in self._needs[skill]:
            for level in LEVELS:
                self._rows[start + level - 1, place] = importance * min(level, needed) / whole
        self.before.setdefault(skill, start - 1)
        return True


__all__ = ["LEVELS", "MOST_SKILLS", "Covers", "Needs"]
