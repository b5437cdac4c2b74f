"""Totals: every role's score at once, without reasons. What ranking needs and no more.

The same sums as `matcher.score`; a test holds them together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from kb import Knowledge
from kb.chinese import fold
from matcher.covers import Covers, Needs
from matcher.evidence import Evidence, TitleEvidence
from matcher.interests import holland_similarity
from matcher.reading import Reading
from matcher.weights import Weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LIKING_ALONE = 0.2
"""Liking with nothing shown counts a fifth: it never outranks somebody with a must-have skill."""

MOST_WORDS = 8_192
"""Interest words whose roles are remembered."""

MOST_RUNGS = 1_024
"""Rungs for which it is remembered what standing there adds to every role."""


class Totals:
    """Tables of one knowledge base, by which all roles are scored in a few vector operations."""

    def __init__(
        self,
        knowledge: Knowledge,
        weights: Weights,
        families: tuple[str, ...],
        roles: tuple[str, ...],
    ) -> None:
        """Tables are made at first use.

        Args:
            knowledge: the roles and skills.
            weights: what each component counts.
            families: order of the families of a reading.
            roles: order of the roles of a reading and of the totals.
        """
        self.roles = roles
        self._knowledge = knowledge
        self._weights = weights
        self._families = families
        self._place = {role: index for index, role in enumerate(roles)}
        self._reached_by_word = lru_cache(MOST_WORDS)(self._roles_with_word)
        self._on_rung = lru_cache(MOST_RUNGS)(self._entry)

    def of(self, evidence: Evidence, reading: Reading, riasec: Mapping[str, float]) -> Floats:
        """(roles,) scores before rounding."""
        import numpy as np

        parts, weights = self._weights.components, self._weights.meaning
        amounts = self.affinity(reading).take(self._family_of_role)
        amounts += weights.role_share * np.add.reduce(reading.by_role)
        found: Floats = parts.meaning * amounts
        amounts += weights.half
        found /= amounts
        covered = self._coverage(evidence, reading)
        covered *= parts.skill
        found += covered
        for place, worth in self._titles(evidence.titles).items():
            found[place] += parts.title * worth
        grounded = found > 0.0
        found += self._on_rung(reading.rung) * grounded
        if evidence.liked or evidence.wished or evidence.interest_words or riasec:
            liking = parts.interest * np.minimum(1.0, self._liking(evidence, riasec))
            found += np.where(grounded, liking, LIKING_ALONE * liking)
        return found

    def affinity(self, reading: Reading) -> Floats:
        """(families,) how strongly a text speaks for each family, unbounded."""
        import numpy as np

        found: Floats = np.add.reduce(reading.by_family)
        found += self._weights.meaning.mention * reading.named
        return found

    def _coverage(self, evidence: Evidence, reading: Reading) -> Floats:
        """Skill coverage of every role, exact skills in full, related ones at a discount."""
        asked, covers = self._needs, self._covers
        before = covers.before
        try:
            own = [before[skill] + shown.level for skill, shown in evidence.skills.items() if skill in asked]
            near = [before[skill] + level for skill, (level, _) in reading.reached.items() if skill in asked]
        except KeyError:
            self._make_room([skill for skill in (*evidence.skills, *reading.reached) if skill in asked])
            return self._coverage(evidence, reading)
        return covers.total(own, near, self._weights.skill.related)

    def _make_room(self, skills: Sequence[str]) -> None:
        """Have all of some skills in the table, or in a new one where the old one is full."""
        if not self._covers.hold(skills):
            covers = Covers(self._needs, len(self.roles), len(skills))
            covers.hold(skills)
            self._covers = covers

    @cached_property
    def _covers(self) -> Covers:
        return Covers(self._needs, len(self.roles))

    @cached_property
    def _needs(self) -> Needs:
        table: dict[str, list[tuple[int, int, int, int]]] = {}
        for place, role_id in enumerate(self.roles):
            role = self._knowledge.roles[role_id]
            whole = sum(q.importance * q.level for q in role.skills)
            for q in role.skills:
                table.setdefault(q.skill, []).append((place, q.importance, q.level, whole))
        return {skill: tuple(needs) for skill, needs in table.items()}

    def _titles(self, titles: Iterable[TitleEvidence]) -> dict[int, float]:
        """Place of a role -> what its best title is worth."""
        found: dict[int, float] = {}
        for title in titles:
            worth = title_worth(title, self._weights)
            for role in title.roles:
                place = self._place[role]
                found[place] = max(worth, found.get(place, 0.0))
        return found

    def _entry(self, rung: float) -> Floats:
        """(roles,) what standing on a rung adds to a role that anything else speaks for."""
        import numpy as np

        rungs, trained = self._rungs
        distance = np.abs(rungs - rung)
        distance = np.where(trained, np.minimum(distance, abs(1.5 - rung)), distance)
        near: Floats = np.maximum(0.0, 1.0 - distance / self._weights.entry.spread)
        return self._weights.components.entry * near

    def _liking(self, evidence: Evidence, riasec: Mapping[str, float]) -> Floats:
        import numpy as np

        weights = self._weights.interest
        needed = np.zeros(len(self.roles))
        for skill in {**evidence.wished, **evidence.liked}:
            for place, importance, _, _ in self._needs.get(skill, ()):
                needed[place] += importance
        found = weights.liked_skill * np.minimum(1.0, needed / 10)
        met = sum(map(self._reached_by_word, sorted(evidence.interest_words)))
        found += weights.words * np.minimum(1.0, met / 2)
        if riasec:
            alike = {code: holland_similarity(riasec, code) for code in dict.fromkeys(self._codes)}
            found += weights.riasec * np.array([alike[code] for code in self._codes])
        return found

    def _roles_with_word(self, folded: str) -> Floats:
        """(roles,) 1 where one of the role's interest words holds the word or stands in it."""
        import numpy as np

        return np.array([float(shares_word(folded, self.interest_words(role))) for role in self.roles])

    def interest_words(self, role: str) -> frozenset[str]:
        """The folded interest words of a role."""
        return self._words[role]

    @cached_property
    def _words(self) -> Mapping[str, frozenset[str]]:
        return {
            role: frozenset(fold(word) for word in self._knowledge.roles[role].interests.words())
            for role in self.roles
        }

    @cached_property
    def _codes(self) -> tuple[str, ...]:
        return tuple(self._knowledge.roles[role].interests.code for role in self.roles)

    @cached_property
    def _rungs(self) -> tuple[Floats, NDArray[np.bool_]]:
        """Rungs, and whether a beginner is trained on the job."""
        import numpy as np

        roles = [self._knowledge.roles[role] for role in self.roles]
        trained = [role.entry.gate == "trained_on_the_job" and role.rung <= 2 for role in roles]
        return np.array([float(role.rung) for role in roles]), np.array(trained)

    @cached_property
    def _family_of_role(self) -> NDArray[np.int64]:
        import numpy as np

        place = {family: index for index, family in enumerate(self._families)}
        return np.array([place[self._knowledge.roles[role].family] for role in self.roles])


def title_worth(title: TitleEvidence, weights: Weights) -> float:
    """What a title is worth, 0 to 1; one in passing nothing, one wished for less."""
    if title.weight < weights.title.least_share:
        return 0.0
    return title.weight * (weights.title.wish if title.stance == "wish" else 1.0)


def shares_word(folded: str, words: Iterable[str]) -> bool:
    """Whether a word holds or stands in one of some words."""
    return any(word in folded or folded in word for word in words)
