"""The score against its own definition, written out plainly: all components, all roles, made-up readings."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Mapping

import numpy as np
import pytest

from kb import Knowledge
from kb.chinese import fold
from kb.models import Role
from matcher.demand import demand_of
from matcher.evidence import Evidence, SkillEvidence, TitleEvidence, gather
from matcher.interests import holland_similarity
from matcher.matcher import Matcher
from matcher.profile import Profile
from matcher.reading import Reading
from matcher.related import RelatedSkills
from matcher.results import Reason
from matcher.score import MOST_CLAUSES, Scorer
from matcher.weights import InterestWeights, Weights, builtin_weights

KINDS = ("meaning", "skill", "similar_skill", "title", "interest", "entry")
SEEDS = range(6)
ROUNDED = 1e-8
"""A handful of contributions, each rounded to nine digits."""


HEAVY = builtin_weights().model_copy(
    update={"interest": InterestWeights(liked_skill=0.8, words=0.7, riasec=0.6)}
)
"""Weights by which likings come to more than their share."""


@pytest.fixture(params=[builtin_weights(), HEAVY], ids=["builtin", "heavy"])
def scorer(matcher: Matcher, request: pytest.FixtureRequest) -> Scorer:
    """A scorer of each test's own; the tables under it are shared."""
    known = matcher.scorer
    return Scorer(known.knowledge, known.affinity, known.pull, matcher.linker, request.param, known.meaning)


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


@pytest.mark.parametrize("seed", SEEDS)
def test_every_component_of_every_role_is_as_defined(scorer: Scorer, seed: int) -> None:
    case = Case(scorer, seed)
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
        assert scored.score == round(sum(r.contribution for r in scored.reasons), 9)
        assert totals[place] == pytest.approx(sum(expected.values()), abs=1e-12)
        assert all(r.contribution == round(r.contribution, 9) > 0.0 for r in scored.reasons)
        order = [(-r.contribution, r.kind, r.about) for r in scored.reasons]
        assert order == sorted(order)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_reason_says_what_it_rests_on(scorer: Scorer, seed: int) -> None:
    case = Case(scorer, seed)
    evidence, reading = case.evidence, case.reading
    for role in scorer.knowledge.roles.values():
        found: dict[str, dict[str, Reason]] = {kind: {} for kind in KINDS}
        clauses = []
        for reason in scorer.score(role, evidence, reading, case.riasec).reasons:
            if reason.kind == "meaning" and reason.about == role.id:
                clauses.append(reason)
            else:
                assert reason.about not in found[reason.kind]
                found[reason.kind][reason.about] = reason
        needs = {q.skill: q.level for q in role.skills}
        assert set(found["skill"]) == needs.keys() & evidence.skills.keys()
        assert set(found["similar_skill"]) == needs.keys() & reading.reached.keys()
        for skill, reason in found["skill"].items():
            shown = evidence.skills[skill]
            assert (reason.have, reason.need, reason.via) == (shown.level, needs[skill], shown.via)
            assert reason.quotes == tuple(sorted(shown.quotes))
        for skill, reason in found["similar_skill"].items():
            level, other = reading.reached[skill]
            assert (reason.have, reason.need, reason.via) == (level, needs[skill], other)
            assert reason.quotes == tuple(sorted(evidence.skills[other].quotes))
        for reason in found["title"].values():
            best = max((worth(t, scorer.weights), t.quote) for t in titles(case, role))
            assert (reason.about, reason.quotes) == (role.id, (best[1],))
        for reason in found["entry"].values():
            assert (reason.about, reason.have, reason.need) == (role.id, round(reading.rung), role.rung)
        check_meaning(scorer, case, role, clauses, found["meaning"])
        check_interest(case, role, found["interest"])


def check_meaning(
    scorer: Scorer, case: Case, role: Role, clauses: list[Reason], rest: Mapping[str, Reason]
) -> None:
    """The clauses that speak most are named, the best first; the others share one reason with the names."""
    family = scorer.affinity.families.index(role.family)
    place = scorer.affinity.roles.index(role.id)
    amounts = case.reading.by_family[:, family]
    amounts = amounts + scorer.weights.meaning.role_share * case.reading.by_role[:, place]
    heard = [case.reading.clauses[n][1] for n in np.argsort(-amounts) if amounts[n] > 0.0]
    named = scorer.weights.meaning.mention * float(case.reading.named[family])
    assert [reason.quotes for reason in clauses] == [(words,) for words in heard[:MOST_CLAUSES]]
    assert set(rest) <= {role.family}
    assert bool(rest) == (len(heard) > MOST_CLAUSES or named > 0.0)
    for reason in rest.values():
        assert reason.quotes == tuple(heard[MOST_CLAUSES : 2 * MOST_CLAUSES])
    spoken = zip(case.reading.clauses, amounts, strict=True)
    assert scorer.counted(role.id, case.reading) == tuple(w for (_, w), amount in spoken if amount > 0.0)


def check_interest(case: Case, role: Role, found: Mapping[str, Reason]) -> None:
    """Skills liked are one reason under the most important, words under the role, letters under the code."""
    evidence = case.evidence
    needs = {q.skill: q.importance for q in role.skills}
    liked = {s: w for s, w in {**evidence.wished, **evidence.liked}.items() if s in needs}
    own = [fold(word) for word in role.interests.words()]
    met = [w for f, w in sorted(evidence.interest_words.items()) if any(f in o or o in f for o in own)]
    expected: dict[str, tuple[str, ...]] = {}
    if liked:
        first = max(liked, key=lambda s: (needs[s], s))
        expected[first] = tuple(dict.fromkeys(liked[s] for s in sorted(liked)))
    if met:
        expected[role.id] = tuple(met)
    if case.riasec and holland_similarity(case.riasec, role.interests.code):
        expected[role.interests.code] = ()
    assert {about: reason.quotes for about, reason in found.items()} == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_a_reading_speaks_for_families_by_clauses_and_names(scorer: Scorer, seed: int) -> None:
    reading = Case(scorer, seed).reading
    named = scorer.weights.meaning.mention * reading.named
    expected = [float(sum(reading.by_family[:, n]) + named[n]) for n in range(len(scorer.affinity.families))]
    found = scorer.family_affinity(reading)
    assert list(found) == list(scorer.affinity.families)
    assert list(found.values()) == pytest.approx(expected, abs=1e-12)


def test_a_profile_is_read_clause_by_clause_in_one_order(matcher: Matcher, scorer: Scorer) -> None:
    case = Case(scorer, 5)
    said = {"会修图": "會修圖", "做过客服": "做過客服"}
    case.evidence.clauses = dict(said)
    case.evidence.names = gather(Profile(text="會修圖，做過客服"), matcher.knowledge, matcher.linker).names
    reading = scorer.read(case.evidence)
    assert reading.clauses == tuple(sorted(said.items()))
    by_family, by_role, trade = scorer.clauses.read(reading.clauses)
    assert np.array_equal(reading.by_family, by_family)
    assert np.array_equal(reading.by_role, by_role)
    assert by_family.any()
    assert reading.trade == float(trade.mean()) > 0.0
    assert np.array_equal(reading.named, scorer.pull.total(case.evidence.names))
    assert reading.named.any()
    assert reading.reached == case.reading.reached
    case.evidence.clauses = {}
    assert scorer.read(case.evidence).trade == 0.0


def test_a_role_asks_for_what_its_record_says() -> None:
    for role in Knowledge.load().roles.values():
        demand = demand_of(role)
        assert demand.role == role.id
        assert demand.whole == sum(q.importance * q.level for q in role.skills)
        assert [tuple(asked) for asked in demand.asked] == [
            (q.skill, q.importance, q.level, q.must) for q in role.skills
        ]


def test_a_skill_stands_in_for_its_relatives_and_its_broader_one_both_ways() -> None:
    knowledge = Knowledge.load()
    related = RelatedSkills(knowledge)
    narrower: dict[str, set[str]] = defaultdict(set)
    for skill in knowledge.skills.values():
        for other in (*skill.related, skill.broader):
            narrower[str(other)].add(skill.id)
    for skill in knowledge.skills.values():
        others = {*skill.related, *((skill.broader,) if skill.broader else ())}
        others |= narrower[skill.id]
        found = related.reached({skill.id: SkillEvidence(3)})
        assert found == dict.fromkeys(sorted(others), (3, skill.id))
        assert list(found) == sorted(found)
        for other in sorted(others)[:2]:
            two = {skill.id: SkillEvidence(2), other: SkillEvidence(4)}
            both = related.reached(two)
            assert both == related.reached(dict(reversed(two.items())))
            assert both.keys().isdisjoint(two)
            for name, (level, by) in both.items():
                near_other = other in related.reached({name: SkillEvidence(1)})
                assert (level, by) == ((4, other) if near_other else (2, skill.id))
    assert related.reached({"no-such-skill": SkillEvidence(5)}) == {}


def test_a_broader_skill_is_a_relative_even_where_nobody_says_related() -> None:
    knowledge = Knowledge.load()
    alone = tuple(s.model_copy(update={"related": ()}) for s in knowledge.skills.values())
    related = RelatedSkills(Knowledge(knowledge.records.model_copy(update={"skills": alone})))
    pairs = [(skill.id, skill.broader) for skill in alone if skill.broader]
    assert pairs
    for narrow, broad in pairs:
        assert related.reached({narrow: SkillEvidence(3)})[broad] == (3, narrow)
        assert related.reached({broad: SkillEvidence(2)})[narrow] == (2, broad)


def test_a_title_held_raises_the_rung_and_one_wished_for_or_in_passing_does_not(scorer: Scorer) -> None:
    lower, *_, role = sorted(scorer.knowledge.roles.values(), key=lambda r: r.rung)
    whole = scorer.weights.title.whole

    def rung(stance: str, weight: float, *roles: str) -> float:
        case = Case(scorer, 0)
        case.evidence.titles = [TitleEvidence(roles or (role.id,), "t", stance, weight)]
        return scorer.read(case.evidence).rung

    assert rung("able", whole) > scorer.weights.entry.usual_rung
    assert rung("able", whole - 0.01) == rung("wish", whole) == scorer.weights.entry.usual_rung
    assert rung("able", whole, lower.id, role.id) == rung("able", whole, lower.id)
