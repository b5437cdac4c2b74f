"""The score against its own definition, written out plainly: all components, all roles, made-up readings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from kb import Knowledge
from kb.chinese import fold
from kb.models import Role
from matcher import covers, totals
from matcher.evidence import SkillEvidence, TitleEvidence, gather
from matcher.interests import holland_similarity
from matcher.matcher import Matcher
from matcher.profile import Profile
from matcher.results import Reason
from matcher.score import MOST_CLAUSES, Scorer
from matcher.weights import Components, InterestWeights, builtin_weights
from tests.matcher.score_by_definition import KINDS, Case, check_components, new_scorer, titles, worth

SEEDS = range(6)

HEAVY = builtin_weights().model_copy(
    update={"interest": InterestWeights(liked_skill=0.8, words=0.7, riasec=0.6)}
)
"""Weights by which likings come to more than their share."""

NO_SKILLS = builtin_weights().model_copy(
    update={"components": Components(meaning=0.5, skill=0.0, title=0.2, interest=0.2, entry=0.1)}
)
"""Weights by which skills count nothing."""


@pytest.fixture(params=[builtin_weights(), HEAVY], ids=["builtin", "heavy"])
def scorer(matcher: Matcher, request: pytest.FixtureRequest) -> Scorer:
    return new_scorer(matcher, request.param)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_component_of_every_role_is_as_defined(scorer: Scorer, seed: int) -> None:
    check_components(scorer, Case(scorer, seed))


def test_nothing_shown_and_what_counts_nothing_leave_liking_alone(matcher: Matcher) -> None:
    scorer = new_scorer(matcher, NO_SKILLS)
    case = Case(scorer, 4)
    assert not case.evidence.titles
    assert not case.reading.clauses
    for role in scorer.knowledge.roles.values():
        scored = scorer.score(role, case.evidence, case.reading, case.riasec)
        assert {reason.kind for reason in scored.reasons} <= {"interest"}
    check_components(scorer, case)
    case.evidence.liked, case.evidence.wished, case.evidence.interest_words, case.riasec = {}, {}, {}, {}
    check_components(scorer, case)


def test_one_skill_or_one_relative_or_none_is_enough_for_a_score(matcher: Matcher) -> None:
    scorer = new_scorer(matcher)
    asked = min(q.skill for role in scorer.knowledge.roles.values() for q in role.skills)
    elsewhere = "a-skill-of-another-base"
    for shown, reached in (
        ({asked: SkillEvidence(3)}, {}),
        ({elsewhere: SkillEvidence(3)}, {asked: (3, elsewhere)}),
        ({}, {}),
    ):
        case = Case(scorer, 0)
        case.evidence.skills = shown
        case.reading = replace(case.reading, reached=reached)
        check_components(scorer, case)


def test_more_skills_than_a_table_has_room_for_are_scored_alike(
    matcher: Matcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(covers, "MOST_SKILLS", 3)
    scorer = new_scorer(matcher)
    for seed in (0, 1):
        case = Case(scorer, seed)
        assert len(case.evidence.skills) > 3
        check_components(scorer, case)


def test_what_is_remembered_of_words_and_rungs_has_an_end(
    matcher: Matcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(totals, "MOST_WORDS", 3)
    monkeypatch.setattr(totals, "MOST_RUNGS", 1)
    scorer = new_scorer(matcher)
    for seed in (2, 4):
        check_components(scorer, Case(scorer, seed))
    assert scorer._totals._reached_by_word.cache_info().currsize == 3
    assert scorer._totals._on_rung.cache_info().currsize == 1


def test_training_on_the_job_brings_nobody_nearer_to_a_post_above_the_second_rung(matcher: Matcher) -> None:
    known = matcher.knowledge
    roles = tuple(
        role.model_copy(update={"entry": role.entry.model_copy(update={"gate": "trained_on_the_job"})})
        for role in known.roles.values()
    )
    assert {2, 3} < {role.rung for role in roles}
    scorer = new_scorer(matcher, knowledge=Knowledge(known.records.model_copy(update={"roles": roles})))
    check_components(scorer, Case(scorer, 0))


def test_a_reading_that_lacks_a_clause_or_a_family_is_refused(matcher: Matcher) -> None:
    scorer = new_scorer(matcher)
    case = Case(scorer, 0)
    role = next(iter(scorer.knowledge.roles.values()))
    short = replace(case.reading, clauses=case.reading.clauses[:-1])
    with pytest.raises(ValueError, match="argument 2"):
        scorer.score(role, case.evidence, short, case.riasec)
    with pytest.raises(ValueError, match="argument 2"):
        scorer.counted(role.id, short)
    narrow = replace(case.reading, by_family=case.reading.by_family[:, 1:], named=case.reading.named[1:])
    with pytest.raises(ValueError, match="argument 2"):
        scorer.family_affinity(narrow)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_reason_says_what_it_rests_on(scorer: Scorer, seed: int) -> None:
    case = Case(scorer, seed)
    evidence, reading = case.evidence, case.reading
    for role in scorer.knowledge.roles.values():
        found: dict[str, dict[str, Reason]] = {kind: {} for kind in KINDS}
        clauses = []
        for reason in scorer.score(role, evidence, reading, case.riasec).reasons:
            if "skill" not in reason.kind:
                assert reason.via == ""
                assert reason.kind == "entry" or (reason.have, reason.need) == (None, None)
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
