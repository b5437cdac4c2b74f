"""What is missing for a role, heaviest first."""

from __future__ import annotations

import pytest

from kb import Knowledge
from matcher.demand import demand_of
from matcher.evidence import gather
from matcher.gaps import MOST_UNLOCKED, gaps, unlocked_by
from matcher.linker import Linker
from matcher.matcher import Matcher
from matcher.profile import Profile, ProfileSkill
from matcher.results import Gap

KNOWLEDGE = Knowledge.load()
ROLE = KNOWLEDGE.roles["visual-designer"]
NEEDED_BY = {
    own.skill: {
        role.id: q.level for role in KNOWLEDGE.roles.values() for q in role.skills if q.skill == own.skill
    }
    for own in ROLE.skills
}


def missing(linker: Linker, others: tuple[str, ...] = (), **levels: int) -> tuple[Gap, ...]:
    skills = (ProfileSkill(skill=name.replace("_", "-"), level=level) for name, level in levels.items())
    evidence = gather(Profile(skills=tuple(skills)), KNOWLEDGE, linker)
    unlocked = unlocked_by((demand_of(KNOWLEDGE.roles[role]) for role in others), evidence)
    return gaps(demand_of(ROLE), evidence, unlocked)


def test_without_anything_every_skill_is_missing_and_the_weights_sum_to_one(matcher: Matcher) -> None:
    found = missing(matcher.linker)
    assert {gap.skill for gap in found} == {q.skill for q in ROLE.skills}
    assert sum(gap.weight for gap in found) == pytest.approx(1.0, abs=1e-7)


def test_musts_come_first_then_the_heaviest(matcher: Matcher) -> None:
    found = missing(matcher.linker)
    musts = sum(q.must for q in ROLE.skills)
    assert musts
    assert all(gap.must for gap in found[:musts])
    for part in (found[:musts], found[musts:]):
        assert [gap.weight for gap in part] == sorted((gap.weight for gap in part), reverse=True)


def test_a_level_short_is_a_smaller_gap_and_a_level_met_is_none(matcher: Matcher) -> None:
    none, some, all_of_it, more = (
        {gap.skill: gap for gap in missing(matcher.linker, image_retouching=level)} for level in (1, 2, 3, 5)
    )
    assert none["image-retouching"].weight > some["image-retouching"].weight > 0.0
    assert "image-retouching" not in all_of_it
    assert "image-retouching" not in more


def test_a_gap_names_the_other_roles_that_need_the_skill(matcher: Matcher) -> None:
    needing = [role for role in NEEDED_BY["image-retouching"] if role != ROLE.id]
    others = (ROLE.id, *needing)
    (gap,) = (g for g in missing(matcher.linker, others) if g.skill == "image-retouching")
    assert gap.unlocks == tuple(needing[:MOST_UNLOCKED])


def test_a_role_whose_level_is_already_met_is_not_unlocked(matcher: Matcher) -> None:
    lower = [role for role, level in NEEDED_BY["image-retouching"].items() if level <= 2]
    gap = next(g for g in missing(matcher.linker, tuple(lower), image_retouching=2) if not g.unlocks)
    assert gap
    (own,) = (
        g for g in missing(matcher.linker, tuple(lower), image_retouching=2) if g.skill == "image-retouching"
    )
    assert own.unlocks == ()
