"""The score: evidence against roles, as components in [0, 1] whose weighted parts are the reasons.

Every component only grows with what is added to a profile, so adding a needed skill never lowers a role.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb import Knowledge
from kb.models import Role
from matcher.affinity import Affinity
from matcher.demand import demand_of
from matcher.evidence import Evidence
from matcher.fits import Part
from matcher.interests import holland_similarity
from matcher.linker import Linker
from matcher.meaning import Meaning
from matcher.pull import Pulls
from matcher.reading import ClauseReader, Reading
from matcher.related import RelatedSkills
from matcher.results import ReasonKind
from matcher.seniority import estimated_rung
from matcher.totals import LIKING_ALONE, Totals, shares_word, title_worth
from matcher.weights import Weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DIGITS = 9
"""Contributions are rounded once, here, so that they sum to the score and give the same bytes everywhere."""

Told = tuple[ReasonKind, float, tuple[str, ...], str, str, int | None, int | None]
"""A `Part` that is not rounded yet."""

MOST_CLAUSES = 4
"""So many clauses are named on their own; the rest share one reason."""


@dataclass(frozen=True)
class Scored:
    """A role's score and what it is made of."""

    role: Role
    score: float
    reasons: tuple[Part, ...]


class Scorer:
    """Scores evidence against every role of one knowledge base."""

    def __init__(
        self,
        knowledge: Knowledge,
        affinity: Affinity,
        pull: Pulls,
        linker: Linker,
        weights: Weights,
        meaning: Meaning | None = None,
    ) -> None:
        self.knowledge = knowledge
        self.affinity = affinity
        self.pull = pull
        self.meaning = meaning
        self.weights = weights
        self.demands = {role.id: demand_of(role) for role in knowledge.roles.values()}
        self.clauses = ClauseReader(affinity, meaning, pull, linker, weights.meaning)
        self._related = RelatedSkills(knowledge)
        self._totals = Totals(knowledge, weights, affinity.families, affinity.roles)
        self._family_index = {family: i for i, family in enumerate(affinity.families)}
        self._role_index = {role: i for i, role in enumerate(affinity.roles)}

    def read(self, evidence: Evidence) -> Reading:
        """Read the clauses of a profile against all families and roles."""
        clauses = tuple(sorted(evidence.clauses.items()))
        by_family, by_role, trade = self.clauses.read(clauses)
        titles = [
            self.knowledge.roles[role].rung
            for t in evidence.titles
            if t.stance == "able" and t.weight >= self.weights.title.whole
            for role in t.roles[:1]
        ]
        return Reading(
            clauses=clauses,
            by_family=by_family,
            by_role=by_role,
            trade=float(trade.mean()) if len(trade) else 0.0,
            named=self.pull.total(evidence.names),
            reached=self._related.reached(evidence.skills),
            rung=estimated_rung(evidence.folded, titles, self.weights.entry.usual_rung),
        )

    def family_affinity(self, reading: Reading) -> dict[str, float]:
        """How strongly a text speaks for each family, unbounded, 0 when not at all."""
        return dict(zip(self.affinity.families, self._totals.affinity(reading).tolist(), strict=True))

    def totals(
        self, evidence: Evidence, reading: Reading, riasec: Mapping[str, float]
    ) -> NDArray[np.float64]:
        """Every role's score before rounding, in the order of `affinity.roles`; see `matcher.totals`."""
        return self._totals.of(evidence, reading, riasec)

    def score(self, role: Role, evidence: Evidence, reading: Reading, riasec: Mapping[str, float]) -> Scored:
        """Score one role, with reasons whose contributions sum to the score; one that gives 0 is none."""
        weights = self.weights.components
        parts: list[Told] = [
            *self._meaning(role, reading, weights.meaning),
            *self._skills(role, evidence, reading, weights.skill),
            *self._title(role, evidence, weights.title),
            *self._interest(role, evidence, riasec, weights.interest),
        ]
        share = 1.0
        if any(amount > 0.0 and kind != "interest" for kind, amount, *_ in parts):
            parts += self._entry(role, reading, weights.entry)
        else:
            share = LIKING_ALONE
        kept = [
            Part(kind, amount, evidence.letter_for_letter(quotes), about, via, have, need)
            for kind, contribution, quotes, about, via, have, need in parts
            if (amount := round(contribution * share, DIGITS)) > 0.0
        ]
        kept.sort(key=_order)
        return Scored(role, round(sum([part[1] for part in kept], 0.0), DIGITS), tuple(kept))

    def counted(self, role: str, reading: Reading) -> tuple[str, ...]:
        """The clauses, as they were read, that speak for a role."""
        family = self._family_index[self.knowledge.roles[role].family]
        amounts = reading.by_family[:, family] + reading.by_role[:, self._role_index[role]]
        return tuple(
            words
            for (_, words), amount in zip(reading.clauses, amounts.tolist(), strict=True)
            if amount > 0.0
        )

    def _meaning(self, role: Role, reading: Reading, share: float) -> list[Told]:
        weights = self.weights.meaning
        family = self._family_index[role.family]
        own = reading.by_role[:, self._role_index[role.id]]
        column = (reading.by_family[:, family] + weights.role_share * own).tolist()
        named = weights.mention * float(reading.named[family])
        total = sum(column) + named
        if total <= 0.0:
            return []
        unit = share * (total / (total + weights.half)) / total
        heard = zip(column, reading.clauses, strict=True)
        amounts = sorted((-amount, words) for amount, (_, words) in heard if amount > 0.0)
        first, rest = amounts[:MOST_CLAUSES], amounts[MOST_CLAUSES:]
        parts: list[Told] = [
            ("meaning", unit * -amount, (words,), role.id, "", None, None) for amount, words in first
        ]
        left = named - sum(amount for amount, _ in rest)
        quotes = tuple(words for _, words in rest[:MOST_CLAUSES])
        parts.append(("meaning", unit * left, quotes, role.family, "", None, None))
        return parts

    def _skills(self, role: Role, evidence: Evidence, reading: Reading, share: float) -> list[Told]:
        """Coverage: sum of importance x min(have, need) over sum of importance x need."""
        demand = self.demands[role.id]
        whole, asked = demand.whole, demand.asked
        parts: list[Told] = []
        for skill, importance, need, _ in asked:
            have = evidence.skills.get(skill)
            if have is not None:
                amount = share * importance * min(have.level, need) / whole
                quotes = tuple(sorted(have.quotes))
                parts.append(("skill", amount, quotes, skill, have.via, have.level, need))
            elif skill in reading.reached:
                level, other = reading.reached[skill]
                amount = share * importance * min(level, need) / whole * self.weights.skill.related
                quotes = tuple(sorted(evidence.skills[other].quotes))
                parts.append(("similar_skill", amount, quotes, skill, other, level, need))
        return parts

    def _title(self, role: Role, evidence: Evidence, share: float) -> list[Part]:
        found = [(title_worth(t, self.weights), t.quote) for t in evidence.titles if role.id in t.roles]
        if not found:
            return []
        best, quote = max(found)
        return [Part("title", share * best, (quote,), role.id)]

    def _interest(
        self, role: Role, evidence: Evidence, riasec: Mapping[str, float], share: float
    ) -> list[Part]:
        if not (evidence.liked or evidence.wished or evidence.interest_words or riasec):
            return []
        weights = self.weights.interest
        parts = []
        needed = {q.skill: q.importance for q in self.demands[role.id].asked}
        liked = {s: w for s, w in {**evidence.wished, **evidence.liked}.items() if s in needed}
        if liked:
            worth = min(1.0, sum(needed[s] for s in liked) / 10) * weights.liked_skill
            first = max(liked, key=lambda s: (needed[s], s))
            quotes = tuple(dict.fromkeys(liked[s] for s in sorted(liked)))
            parts.append(Part("interest", share * worth, quotes, first))
        words = self._totals.interest_words(role.id)
        met = {
            folded: said
            for folded, said in sorted(evidence.interest_words.items())
            if shares_word(folded, words)
        }
        if met:
            worth = min(1.0, len(met) / 2) * weights.words
            parts.append(Part("interest", share * worth, tuple(met.values()), role.id))
        if riasec:
            worth = holland_similarity(riasec, role.interests.code) * weights.riasec
            parts.append(Part("interest", share * worth, (), role.interests.code))
        total = sum(part.contribution for part in parts)
        if total > share:
            parts = [part._replace(contribution=part.contribution * share / total) for part in parts]
        return parts

    def _entry(self, role: Role, reading: Reading, share: float) -> list[Part]:
        distance = abs(role.rung - reading.rung)
        if role.entry.gate == "trained_on_the_job" and role.rung <= 2:
            distance = min(distance, abs(1.5 - reading.rung))
        worth = max(0.0, 1.0 - distance / self.weights.entry.spread)
        return [Part("entry", share * worth, (), role.id, "", round(reading.rung), role.rung)]


def _order(part: Part) -> tuple[float, str, str]:
    """Where a reason stands: the weightiest first."""
    return -part[1], part[0], part[3]
