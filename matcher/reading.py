"""Reading: what a person's clauses and the names they use say to each family and role.

Each distinct clause is read alone and remembered, so that what it says depends on nothing beside it, to the
bit, and many people who say the same cost little more than one. What was read is also kept under its hash, by
which the processes of a run share it and both Chinese scripts serve each other.
"""

from __future__ import annotations

import itertools
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matcher.affinity import Affinity
from matcher.daily_words import builtin_daily_words
from matcher.linker import Linker
from matcher.meaning import Meaning
from matcher.pull import Pulls
from matcher.rows import OwnRows, Rows, key_of
from matcher.seniority import only_standing
from matcher.weights import Meaning as MeaningWeights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Row = NDArray[np.floating[Any]]

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
        place = {role: index for index, role in enumerate(affinity.roles)}
        self._told = [place[role] for role in meaning.roles] if meaning else []
        self._rows: OrderedDict[tuple[str, str], Row] = OrderedDict()
        self.rows: Rows = OwnRows(most)
        """What clauses said so far, whatever script they were in; the processes of a run may share it."""

    @property
    def width(self) -> int:
        """Figures of a row of `rows`."""
        return len(self._affinity.families) + len(self._affinity.roles) + 1

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
        self._look_up([clause for clause in dict.fromkeys(clauses) if clause not in self._rows])
        found = np.array([self._rows[clause] for clause in clauses], np.float64)
        for clause in clauses:
            self._rows.move_to_end(clause)
        while len(self._rows) > self._most:
            self._rows.popitem(last=False)
        return found[:, :families], found[:, families:-1], found[:, -1]

    def _look_up(self, clauses: Sequence[tuple[str, str]]) -> None:
        """Take in what was said before by anybody, and read the rest."""
        keys = {clause: self._key(clause) for clause in clauses}
        known = {key: self.rows.get(key) for key in keys.values()}
        missing = {key: clause for clause, key in keys.items() if known[key] is None}
        for key, fresh in zip(missing, self._fresh(list(missing.values())), strict=True):
            known[key] = fresh
            self.rows.put(key, fresh)
        for clause, key in keys.items():
            row = known[key]
            assert row is not None
            self._rows[clause] = row

    def _key(self, clause: tuple[str, str]) -> int:
        folded, words = clause
        return key_of(f"{folded}\0{self._meaning.text_read(words) if self._meaning else ''}")

    def _fresh(self, clauses: Sequence[tuple[str, str]]) -> list[Row]:
        """Rows of clauses that are not remembered: families, roles, chance of a line of work."""
        import numpy as np

        bare = {folded for folded, _ in clauses if only_standing(folded)}
        heard = [words for folded, words in clauses if folded not in bare]
        said = self._meaning.score(heard) if self._meaning and heard else None
        places = itertools.count()
        rows: list[Row] = []
        for folded, _ in clauses:
            scores = self._affinity.score([folded])
            if folded in bare:
                rows.append(np.append(np.zeros(self.width - 1), scores.trade))
                continue
            index = next(places)
            trade = scores.trade[:, None]
            families = trade * self._shared_out(scores.families)
            if said is not None:
                share = self._weights.encoder * said.trade[index]
                families += share * self._shared_out(said.families[index : index + 1])
            families *= 1.0 - self._common(folded)
            families += self._weights.word * self._pull.of_words(builtin_daily_words().used_in(folded))
            roles = (trade * np.maximum(scores.roles, 0.0) ** self._weights.role_power).astype(np.float64)
            if said is not None and len(self._told):
                amounts = self._shared_out(said.roles[index : index + 1])
                roles[:, self._told] += self._weights.told * said.trade[index] * amounts
            rows.append(np.concatenate((families[0], roles[0], scores.trade)))
        return rows

    def _shared_out(self, ratios: NDArray[np.float32]) -> NDArray[np.float64]:
        """(1, families) what one clause adds: the more telling the more, drawn together."""
        import numpy as np

        found = np.maximum(ratios.astype(np.float64), 0.0)
        most = max(float(found.max()), 1e-9)
        amounts: NDArray[np.float64] = most**self._weights.power * (found / most) ** self._weights.parting
        return amounts

    def _common(self, folded: str) -> float:
        """Share of a clause filled by names that postings of every line of work use alike, 0 to 1."""
        filled = sum(
            (end - start) * self._pull.common(form.name) for start, end, form in self._linker.names_in(folded)
        )
        return filled / len(folded) if folded else 0.0
