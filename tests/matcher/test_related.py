"""Which shown skill stands in for one that was not shown."""

from __future__ import annotations

from collections import defaultdict

from kb import Knowledge
from matcher.evidence import SkillEvidence
from matcher.related import RelatedSkills


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
