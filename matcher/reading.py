"""Reading: what a person's clauses and the names they use say to each family and role.

Each distinct clause is read alone and remembered, so that what it says depends on nothing beside it, to the
bit, and many people who say the same cost little more than one.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.affinity import Affinity
from matcher.daily_words import builtin_daily_words
from matcher.linker import Linker
from matcher.meaning import Meaning
from matcher.pull import Pulls
from matcher.weights import Meaning as MeaningWeights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Row = NDArray[np.float64]

MOST_REMEMBERED = 65_536
"""Clauses remembered; some 80 MB when full, and more than a hundred thousand forms name."""


@dataclass(frozen=True)
class Reading:
    """A text read once, against all families and roles."""

    clauses: tuple[tuple[str, str], ...]
    """(folded, the person's own words), sorted, so that order changes nothing."""
    by_family: NDArray[np.float64]
    """(clauses, families) what each clause adds to each family, at least 0."""
    by_role: NDArray[np.float64]
    """(clauses, roles) what each clause adds to each role within its family, at least 0."""
    trade: float
    """Mean chance over clauses that they speak of a line of work."""
    named: NDArray[np.float64]
    """(families,) what naming known terms adds, at least 0."""
    reached: Mapping[str, tuple[int, str]]
    """Skill not shown -> (level, id) of the shown one that stands in for it."""
    rung: float
    """Where the person seems to stand, 1 to 6."""


class ClauseReader:
    """Reads clauses with the affinity model, the encoder and the daily words, each distinct one once."""

    def __init__(
        self,
        affinity: Affinity,
        meaning: Meaning | None,
        pull: Pulls,
        linker: Linker,
        weights: MeaningWeights,
        most: int = MOST_REMEMBERED,
    ) -> None:
        """A reader with an empty memory.

        Args:
            affinity: reads words.
            meaning: reads what words do not say, where it is there.
            pull: what daily words add, and how common names are.
            linker: finds the names in a clause.
            weights: how both add up.
            most: clauses remembered; the least lately used are forgotten.
        """
        self._affinity = affinity
        self._meaning = meaning
        self._pull = pull
        self._linker = linker
        self._weights = weights
        self._most = most
        self._rows: OrderedDict[tuple[str, str], Row] = OrderedDict()

    def read(
        self, clauses: Sequence[tuple[str, str]]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """What some clauses say.

        Args:
            clauses: (folded, the person's own words) pairs.

        Returns:
            (clauses, families), (clauses, roles), and (clauses,) the chance that each is of a line of work.
        """
        import numpy as np

        families, roles = len(self._affinity.families), len(self._affinity.roles)
        if not clauses:
            return np.zeros((0, families)), np.zeros((0, roles)), np.zeros(0)
        missing = [clause for clause in dict.fromkeys(clauses) if clause not in self._rows]
        self._rows.update(zip(missing, self._fresh(missing), strict=True))
        found = np.stack([self._rows[clause] for clause in clauses])
        for clause in clauses:
            self._rows.move_to_end(clause)
        while len(self._rows) > self._most:
            self._rows.popitem(last=False)
        return found[:, :families], found[:, families:-1], found[:, -1]

    def _fresh(self, clauses: Sequence[tuple[str, str]]) -> list[Row]:
        """Rows of clauses that are not remembered: families, roles, chance of a line of work."""
        import numpy as np

        power = self._weights.power
        said = self._meaning.score([words for _, words in clauses]) if self._meaning and clauses else None
        rows = []
        for index, (folded, _) in enumerate(clauses):
            scores = self._affinity.score([folded])
            trade = scores.trade[:, None]
            families = (trade * np.maximum(scores.families, 0.0) ** power).astype(np.float64)
            if said is not None:
                share = self._weights.encoder * said.trade[index]
                families += share * np.maximum(said.families[index : index + 1], 0.0) ** power
            families *= 1.0 - self._common(folded)
            families += self._weights.word * self._pull.of_words(builtin_daily_words().used_in(folded))
            roles = (trade * np.maximum(scores.roles, 0.0) ** power).astype(np.float64)
            rows.append(np.concatenate((families[0], roles[0], scores.trade)).astype(np.float64))
        return rows

    def _common(self, folded: str) -> float:
        """Share of a clause filled by names that postings of every line of work use alike, 0 to 1."""
        filled = sum(
            (end - start) * self._pull.common(form.name) for start, end, form in self._linker.names_in(folded)
        )
        return min(1.0, filled / len(folded)) if folded else 0.0
