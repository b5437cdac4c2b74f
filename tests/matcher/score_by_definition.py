"""The score as docs/method.md defines it, written out plainly, and made-up people to hold it to."""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import pytest

from kb import Knowledge
from kb.chinese import fold
from kb.models import Role
from matcher.evidence import Evidence, SkillEvidence, TitleEvidence
from matcher.interests import holland_similarity
from matcher.matcher import Matcher
from matcher.meaning import Meaning
from matcher.reading import Reading
from matcher.related import RelatedSkills
from matcher.score import Scorer
from matcher.weights import Weights

KINDS = ("meaning", "skill", "similar_skill", "title", "interest", "entry")
ROUNDED = 1e-8
"""A handful of contributions, each rounded to nine digits."""


def new_scorer(
    matcher: Matcher,
    weights: Weights | None = None,
    knowledge: Knowledge | None = None,
    meaning: Meaning | None = None,
) -> Scorer:
    """A scorer of a test's own, which reads words alone unless told otherwise."""
    known = matcher.scorer
    return Scorer(
        knowledge or known.knowledge,
        known.affinity,
        known.pull,
        matcher.linker,
        weights or known.weights,
        meaning,
    )


class Case:
    """Made-up evidence and a made-up reading, the same for the same seed."""

    def __init__(self, scorer: Scorer, seed: int) -> None:
        chance = random.Random(seed)
        knowledge, affinity = scorer.knowledge, scorer.affinity
        skills, roles = sorted(knowledge.skills), sorted(knowledge.roles)
        words = sorted({w for role in knowledge.roles.values() for w in role.interests.words()})

        def some(pool: list[str], most: int) -> list[str]:
            return chance.sample(pool, chance.randint(0, most))

        shown = {
            s: SkillEvidence(chance.randint(1, 5), [f"{s} b", f"{s} a"], s[:2]) for s in some(skills, 40)
        }
        titles = [
            TitleEvidence(
                tuple(some(roles, 3)), f"title {n}", stance, chance.choice((0.2, 0.4, 0.5, 0.8, 1.0))
            )
            for n, stance in enumerate(chance.choices(("able", "wish"), k=8))
        ]
        self.evidence = Evidence(
            clauses={},
            skills=shown,
            liked={s: f"like {s}" for s in some(skills, 30)},
            wished={s: f"wish {s}" for s in some(skills, 30)},
            lacked={},
            tools={},
            titles=titles if seed != 4 else [],
            families={},
            interest_words={fold(w): w for w in some(words, 6)},
            names={},
            folded="",
        )
        role = knowledge.roles[chance.choice(roles)]
        self.evidence.interest_words |= {fold(word): word for word in role.interests.words()}
        for number, liking in enumerate(("liked", "wished", "interest_words")):
            if seed in (3, number):  # Only one kind of liking, or none at all.
                for other in {"liked", "wished", "interest_words"} - ({liking} if seed != 3 else set()):
                    setattr(self.evidence, other, {})
        self.riasec = {letter: chance.random() for letter in some(list("RIASEC"), 6)} if seed > 3 else {}
        noise = np.random.default_rng(seed)
        clauses = 0 if seed % 5 == 4 else 7
        self.reading = Reading(
            clauses=tuple((f"c{n}", f"words {n}") for n in range(clauses)),
            by_family=np.maximum(0.0, noise.normal(0.0, 0.4, (clauses, len(affinity.families)))),
            by_role=np.maximum(0.0, noise.normal(0.0, 0.4, (clauses, len(affinity.roles)))),
            trade=0.5,
            named=np.maximum(0.0, noise.normal(-0.2, 0.4, len(affinity.families))) * (clauses > 0),
            reached=RelatedSkills(knowledge).reached(shown),
            rung=(1.0, 1.5, 2.3, 3.0, 4.4, 6.0)[seed],
        )


def meant(scorer: Scorer, case: Case, role: Role) -> dict[str, float]:
    """The components of a score, as docs/method.md defines them."""
    weights, evidence, reading = scorer.weights, case.evidence, case.reading
    family = scorer.affinity.families.index(role.family)
    place = scorer.affinity.roles.index(role.id)
    spoken = sum(float(a) for a in reading.by_family[:, family])
    spoken += weights.meaning.role_share * sum(float(a) for a in reading.by_role[:, place])
    spoken += weights.meaning.mention * float(reading.named[family])
    whole = sum(q.importance * q.level for q in role.skills)
    covered = similar = 0.0
    for q in role.skills:
        if q.skill in evidence.skills:
            covered += q.importance * min(evidence.skills[q.skill].level, q.level) / whole
        elif q.skill in reading.reached:
            similar += q.importance * min(reading.reached[q.skill][0], q.level) / whole
    parts = {
        "meaning": weights.components.meaning * spoken / (spoken + weights.meaning.half),
        "skill": weights.components.skill * covered,
        "similar_skill": weights.components.skill * similar * weights.skill.related,
        "title": weights.components.title * max((worth(t, weights) for t in titles(case, role)), default=0.0),
        "interest": weights.components.interest * min(1.0, liking(scorer, case, role)),
        "entry": weights.components.entry * near(role, reading.rung, weights),
    }
    if not any(amount for kind, amount in parts.items() if kind not in ("interest", "entry")):
        return {**dict.fromkeys(parts, 0.0), "interest": parts["interest"] / 5}
    return parts


def titles(case: Case, role: Role) -> list[TitleEvidence]:
    return [title for title in case.evidence.titles if role.id in title.roles]


def worth(title: TitleEvidence, weights: Weights) -> float:
    if title.weight < weights.title.least_share:
        return 0.0
    return title.weight * weights.title.wish if title.stance == "wish" else title.weight


def liking(scorer: Scorer, case: Case, role: Role) -> float:
    weights, evidence = scorer.weights.interest, case.evidence
    liked = sum(q.importance for q in role.skills if q.skill in {*evidence.liked, *evidence.wished})
    own = [fold(word) for word in role.interests.words()]
    met = sum(any(a in b or b in a for b in own) for a in evidence.interest_words)
    alike = holland_similarity(case.riasec, role.interests.code) if case.riasec else 0.0
    return (
        weights.liked_skill * min(1.0, liked / 10)
        + weights.words * min(1.0, met / 2)
        + weights.riasec * alike
    )


def near(role: Role, rung: float, weights: Weights) -> float:
    steps = [abs(role.rung - rung)]
    if role.entry.gate == "trained_on_the_job" and role.rung <= 2:
        steps.append(abs(1.5 - rung))
    return max(0.0, 1.0 - min(steps) / weights.entry.spread)


def check_components(scorer: Scorer, case: Case) -> None:
    """Each component and the whole, with reasons and without, are what the definition says."""
    totals = scorer.totals(case.evidence, case.reading, case.riasec)
    for place, role_id in enumerate(scorer.affinity.roles):
        role = scorer.knowledge.roles[role_id]
        expected = meant(scorer, case, role)
        scored = scorer.score(role, case.evidence, case.reading, case.riasec)
        given: Counter[str] = Counter()
        for reason in scored.reasons:
            given[reason.kind] += reason.contribution
        assert {kind: given[kind] for kind in KINDS} == pytest.approx(expected, abs=ROUNDED)
        assert scored.role is role
        assert isinstance(scored.score, float)
        assert scored.score == round(sum(r.contribution for r in scored.reasons), 9)
        assert totals[place] == pytest.approx(sum(expected.values()), abs=1e-12)
        assert all(r.contribution == round(r.contribution, 9) > 0.0 for r in scored.reasons)
        order = [(-r.contribution, r.kind, r.about) for r in scored.reasons]
        assert order == sorted(order)
