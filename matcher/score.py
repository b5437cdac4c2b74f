"""The score: evidence against roles, as components in [0, 1] whose weighted parts are the reasons.

Every component only grows with what is added to a profile, so adding a needed skill never lowers a role.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kb import Knowledge
from kb.chinese import fold
from kb.models import Role
from matcher.affinity import Affinity
from matcher.evidence import Evidence
from matcher.meaning import Meaning
from matcher.pull import Pulls
from matcher.results import Reason
from matcher.seniority import estimated_rung
from matcher.weights import Weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DIGITS = 9
"""Contributions are rounded once, here, so that they sum to the score and give the same bytes everywhere."""

LIKING_ALONE = 0.2
"""Liking with nothing shown counts a fifth: it never outranks somebody with a must-have skill."""

MOST_CLAUSES = 4
"""So many clauses are named on their own; the rest share one reason."""


@dataclass(frozen=True)
class Scored:
    """A role's score and what it is made of."""

    role: Role
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Reading:
    """A text read once, against all families and roles."""

    clauses: tuple[tuple[str, str], ...]
    """(folded, the person's own words), sorted, so that order changes nothing."""
    by_family: NDArray[np.float64]
    """(clauses, families) what each clause adds to each family, at least 0."""
    by_role: NDArray[np.float64]
    """(clauses, roles) what each clause adds to each role within its family, at least 0."""
    trade: NDArray[np.float32]
    """(clauses,) chance that it speaks of a line of work."""
    mentions: Mapping[str, Mapping[str, float]]
    """Name met -> family -> what naming it adds."""
    rung: float
    """Where the person seems to stand, 1 to 6."""


class Scorer:
    """Scores evidence against every role of one knowledge base."""

    def __init__(
        self,
        knowledge: Knowledge,
        affinity: Affinity,
        pull: Pulls,
        weights: Weights,
        meaning: Meaning | None = None,
    ) -> None:
        self.knowledge = knowledge
        self.affinity = affinity
        self.pull = pull
        self.meaning = meaning
        self.weights = weights
        self._family_index = {family: i for i, family in enumerate(affinity.families)}
        self._role_index = {role: i for i, role in enumerate(affinity.roles)}

    def read(self, evidence: Evidence) -> Reading:
        """Read the clauses of a profile against all families and roles."""
        import numpy as np

        clauses = tuple(sorted(evidence.clauses.items()))
        scores = self.affinity.score([folded for folded, _ in clauses])
        power = self.weights.meaning.power
        trade = scores.trade[:, None]
        by_family = (trade * np.maximum(scores.families, 0.0) ** power).astype(np.float64)
        if self.meaning is not None and clauses:
            said = self.meaning.score([words for _, words in clauses])
            share = self.weights.meaning.encoder * said.trade[:, None]
            by_family += share * np.maximum(said.families, 0.0) ** power
        titles = [
            self.knowledge.roles[role].rung
            for t in evidence.titles
            if t.stance == "able"
            for role in t.roles[:1]
        ]
        return Reading(
            clauses=clauses,
            by_family=by_family,
            by_role=(trade * np.maximum(scores.roles, 0.0) ** power).astype(np.float64),
            trade=scores.trade,
            mentions=self.pull.of(evidence.names),
            rung=estimated_rung(evidence.folded, titles, self.weights.entry.usual_rung),
        )

    def family_affinity(self, reading: Reading) -> dict[str, float]:
        """How strongly a text speaks for each family, unbounded, 0 when not at all."""
        sums = reading.by_family.sum(axis=0) if len(reading.clauses) else None
        found = {}
        for family, index in self._family_index.items():
            named = sum(pull.get(family, 0.0) for pull in reading.mentions.values())
            found[family] = (
                float(sums[index]) if sums is not None else 0.0
            ) + self.weights.meaning.mention * named
        return found

    def score(self, role: Role, evidence: Evidence, reading: Reading, riasec: Mapping[str, float]) -> Scored:
        """Score one role, with reasons whose contributions sum to the score."""
        parts = self.weights.components
        reasons = [
            *self._meaning(role, reading, parts.meaning),
            *self._skills(role, evidence, parts.skill),
            *self._title(role, evidence, parts.title),
            *self._interest(role, evidence, riasec, parts.interest),
        ]
        if any(reason.contribution > 0.0 and reason.kind != "interest" for reason in reasons):
            reasons += self._entry(role, reading, parts.entry)
        else:
            reasons = [r.model_copy(update={"contribution": r.contribution * LIKING_ALONE}) for r in reasons]
        kept = [r.model_copy(update={"contribution": round(r.contribution, DIGITS)}) for r in reasons]
        kept = [r for r in kept if r.contribution > 0.0]
        kept.sort(key=lambda r: (-r.contribution, r.kind, r.about))
        return Scored(role, round(sum(r.contribution for r in kept), DIGITS), tuple(kept))

    def totals(self, evidence: Evidence, reading: Reading, riasec: Mapping[str, float]) -> dict[str, float]:
        """Every role's score before rounding, without reasons: what ranking needs and no more.

        The same sums as `score`; a test holds them together.
        """
        import numpy as np

        parts, weights = self.weights.components, self.weights.meaning
        amounts = np.zeros(len(self.affinity.roles))
        if reading.clauses:
            amounts += reading.by_family.sum(axis=0)[self._family_of_role]
            amounts += weights.role_share * reading.by_role.sum(axis=0)
        for pull in reading.mentions.values():
            for family, amount in pull.items():
                amounts[self._roles_of_family[family]] += weights.mention * amount
        found = parts.meaning * amounts / (amounts + weights.half)
        found += parts.skill * self._coverage(evidence)
        for index, role_id in enumerate(self.affinity.roles):
            role = self.knowledge.roles[role_id]
            found[index] += sum(r.contribution for r in self._title(role, evidence, parts.title))
            grounded = bool(found[index] > 0.0)
            if grounded:
                found[index] += sum(r.contribution for r in self._entry(role, reading, parts.entry))
            liking = self._interest(role, evidence, riasec, parts.interest)
            found[index] += sum(r.contribution for r in liking) * (1.0 if grounded else LIKING_ALONE)
        return dict(zip(self.affinity.roles, found.tolist(), strict=True))

    def _coverage(self, evidence: Evidence) -> NDArray[np.float64]:
        """Skill coverage of every role, exact skills in full and related ones at their discount."""
        import numpy as np

        found = np.zeros(len(self.affinity.roles))
        for skill, shown in evidence.skills.items():
            for index, importance, need, whole in self._asked.get(skill, ()):
                found[index] += importance * min(shown.level, need) / whole
        reached = {
            n for skill in evidence.skills for n in self._neighbours.get(skill, ())
        } - evidence.skills.keys()
        for skill in sorted(reached):
            similar = self._similar(skill, evidence)
            if similar is not None:
                for index, importance, need, whole in self._asked.get(skill, ()):
                    found[index] += self.weights.skill.related * importance * min(similar[1], need) / whole
        return found

    @cached_property
    def _asked(self) -> Mapping[str, tuple[tuple[int, int, int, int], ...]]:
        """Skill -> (role index, importance, level, sum of importance x level of the role)."""
        table: dict[str, list[tuple[int, int, int, int]]] = {}
        for index, role_id in enumerate(self.affinity.roles):
            role = self.knowledge.roles[role_id]
            whole = sum(q.importance * q.level for q in role.skills)
            for q in role.skills:
                table.setdefault(q.skill, []).append((index, q.importance, q.level, whole))
        return {skill: tuple(rows) for skill, rows in table.items()}

    @cached_property
    def _family_of_role(self) -> NDArray[np.int64]:
        import numpy as np

        families = [self._family_index[self.knowledge.roles[role].family] for role in self.affinity.roles]
        return np.array(families, dtype=np.int64)

    @cached_property
    def _roles_of_family(self) -> Mapping[str, NDArray[np.int64]]:
        import numpy as np

        return {family: np.flatnonzero(self._family_of_role == i) for family, i in self._family_index.items()}

    def _meaning(self, role: Role, reading: Reading, share: float) -> list[Reason]:
        weights = self.weights.meaning
        amounts: list[tuple[float, str, str]] = []
        if reading.clauses:
            column = reading.by_family[:, self._family_index[role.family]]
            own = reading.by_role[:, self._role_index[role.id]]
            for (_, words), family_part, role_part in zip(reading.clauses, column, own, strict=True):
                amounts.append((float(family_part) + weights.role_share * float(role_part), words, role.id))
        named = weights.mention * sum(pull.get(role.family, 0.0) for pull in reading.mentions.values())
        total = sum(amount for amount, _, _ in amounts) + named
        if total <= 0.0:
            return []
        unit = share * (total / (total + weights.half)) / total
        amounts.sort(key=lambda item: (-item[0], item[1]))
        first = [a for a in amounts[:MOST_CLAUSES] if a[0] > 0.0]
        rest = [a for a in amounts[MOST_CLAUSES:] if a[0] > 0.0]
        reasons = [
            Reason(kind="meaning", contribution=unit * amount, quotes=(words,), about=about)
            for amount, words, about in first
        ]
        left = sum(amount for amount, _, _ in rest) + named
        if left > 0.0:
            quotes = tuple(words for _, words, _ in rest[:MOST_CLAUSES])
            reasons.append(Reason(kind="meaning", contribution=unit * left, quotes=quotes, about=role.family))
        return reasons

    def _skills(self, role: Role, evidence: Evidence, share: float) -> list[Reason]:
        """Coverage: sum of importance x min(have, need) over sum of importance x need."""
        whole = sum(q.importance * q.level for q in role.skills)
        reasons = []
        for requirement in role.skills:
            have = evidence.skills.get(requirement.skill)
            if have is not None:
                part = requirement.importance * min(have.level, requirement.level) / whole
                reasons.append(
                    Reason(
                        kind="skill",
                        contribution=share * part,
                        quotes=tuple(sorted(have.quotes)),
                        about=requirement.skill,
                        via=have.via,
                        have=have.level,
                        need=requirement.level,
                    )
                )
                continue
            similar = self._similar(requirement.skill, evidence)
            if similar is not None:
                other, level, quotes = similar
                part = requirement.importance * min(level, requirement.level) / whole
                reasons.append(
                    Reason(
                        kind="similar_skill",
                        contribution=share * part * self.weights.skill.related,
                        quotes=quotes,
                        about=requirement.skill,
                        via=other,
                        have=level,
                        need=requirement.level,
                    )
                )
        return reasons

    def _similar(self, skill: str, evidence: Evidence) -> tuple[str, int, tuple[str, ...]] | None:
        """The shown skill nearest to one that was not: related either way, or its broader skill."""
        found = [
            (evidence.skills[other].level, other)
            for other in self._neighbours.get(skill, ())
            if other in evidence.skills
        ]
        if not found:
            return None
        level, other = max(found, key=lambda item: (item[0], item[1]))
        return other, level, tuple(sorted(evidence.skills[other].quotes))

    @cached_property
    def _neighbours(self) -> Mapping[str, frozenset[str]]:
        near: dict[str, set[str]] = {}
        for skill in self.knowledge.skills.values():
            for other in (*skill.related, *((skill.broader,) if skill.broader else ())):
                near.setdefault(skill.id, set()).add(other)
                near.setdefault(other, set()).add(skill.id)
        return {skill: frozenset(others) for skill, others in near.items()}

    def _title(self, role: Role, evidence: Evidence, share: float) -> list[Reason]:
        best = 0.0
        quote = ""
        for title in evidence.titles:
            if role.id in title.roles and title.weight >= self.weights.title.least_share:
                worth = title.weight * (self.weights.title.wish if title.stance == "wish" else 1.0)
                if (worth, title.quote) > (best, quote):
                    best, quote = worth, title.quote
        return (
            [Reason(kind="title", contribution=share * best, quotes=(quote,), about=role.id)] if best else []
        )

    def _interest(
        self, role: Role, evidence: Evidence, riasec: Mapping[str, float], share: float
    ) -> list[Reason]:
        weights = self.weights.interest
        reasons = []
        needed = {q.skill: q.importance for q in role.skills}
        liked = {s: w for s, w in {**evidence.wished, **evidence.liked}.items() if s in needed}
        if liked:
            worth = min(1.0, sum(needed[s] for s in liked) / 10) * weights.liked_skill
            first = max(liked, key=lambda s: (needed[s], s))
            reasons.append(
                Reason(
                    kind="interest",
                    contribution=share * worth,
                    quotes=tuple(dict.fromkeys(liked[s] for s in sorted(liked))),
                    about=first,
                )
            )
        met = {
            folded: words
            for folded, words in sorted(evidence.interest_words.items())
            if any(word in folded or folded in word for word in self._interest_words(role))
        }
        if met:
            worth = min(1.0, len(met) / 2) * weights.words
            reasons.append(
                Reason(kind="interest", contribution=share * worth, quotes=tuple(met.values()), about=role.id)
            )
        if riasec:
            from matcher.interests import holland_similarity

            worth = holland_similarity(riasec, role.interests.code) * weights.riasec
            reasons.append(Reason(kind="interest", contribution=share * worth, about=role.interests.code))
        total = sum(r.contribution for r in reasons)
        if total > share:
            reasons = [r.model_copy(update={"contribution": r.contribution * share / total}) for r in reasons]
        return reasons

    def _interest_words(self, role: Role) -> frozenset[str]:
        words = self._words.get(role.id)
        if words is None:
            words = frozenset(fold(word) for word in role.interests.words())
            self._words[role.id] = words
        return words

    @cached_property
    def _words(self) -> dict[str, frozenset[str]]:
        return {}

    def _entry(self, role: Role, reading: Reading, share: float) -> list[Reason]:
        distance = abs(role.rung - reading.rung)
        if role.entry.gate == "trained_on_the_job" and role.rung <= 2:
            distance = min(distance, abs(1.5 - reading.rung))
        worth = max(0.0, 1.0 - distance / self.weights.entry.spread)
        return [Reason(kind="entry", contribution=share * worth, about=role.id)]
