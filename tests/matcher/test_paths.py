"""Ways from where somebody stands to the role they dream of."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kb.problems import UnknownRecord
from matcher.matcher import Matcher
from matcher.profile import Profile, ProfileSkill

TARGET = "art-director"
START = "design-assistant"


def test_a_path_starts_and_ends_where_asked_and_hangs_together(matcher: Matcher) -> None:
    found = matcher.paths(None, TARGET, START)
    assert 1 <= len(found) <= 3
    for path in found:
        edges = [step.edge for step in path.steps]
        assert (edges[0].from_role, edges[-1].to_role) == (START, TARGET)
        assert all(a.to_role == b.from_role for a, b in pairwise(edges))
        assert len({edge.to_role for edge in edges}) == len(edges)
    assert [path.cost for path in found] == sorted(path.cost for path in found)


def test_without_a_post_a_way_starts_at_an_entry_role(matcher: Matcher) -> None:
    entries = matcher.knowledge.graph.entries()
    for path in matcher.paths(None, TARGET):
        assert path.entrance is not None
        assert path.entrance.role == path.steps[0].edge.from_role
        assert path.entrance.role in entries


def test_to_a_post_that_takes_beginners_one_comes_in_at_once(matcher: Matcher) -> None:
    person = Profile(skills=(ProfileSkill(skill="image-retouching", level=4),))
    for found in (matcher.paths(None, START), matcher.paths(person, START)):
        assert [path.steps for path in found] == [()]
    entrance = matcher.paths(person, START)[0].entrance
    assert entrance is not None
    assert entrance.role == START
    assert "image-retouching" in {asked.skill for asked in entrance.asked}
    assert "image-retouching" not in {asked.skill for asked in entrance.missing}
    must = [asked.must for asked in entrance.asked]
    assert must == sorted(must, reverse=True)


@pytest.mark.parametrize(
    "said", ["我做資深客服三年了", "I was a senior customer service agent for three years"]
)
def test_a_post_that_the_text_says_one_holds_is_where_the_first_way_starts(
    matcher: Matcher, said: str
) -> None:
    found = matcher.paths(said, "operations-manager")
    assert found[0].steps[0].edge.from_role == "senior-customer-service-agent"
    assert found[0].entrance is None
    assert found[-1].entrance is not None


def test_a_post_one_only_wishes_for_is_no_start(matcher: Matcher) -> None:
    wished = matcher.paths("我想當資深客服", "operations-manager")
    assert [path.steps for path in wished] == [p.steps for p in matcher.paths(None, "operations-manager")]


def test_the_post_of_the_profile_is_where_a_way_starts(matcher: Matcher) -> None:
    person = Profile(current_role="美工")
    assert matcher.paths(person, TARGET) == matcher.paths(None, TARGET, "visual-designer")


def test_the_deciding_skill_is_one_that_is_asked_for_and_the_largest_lack(matcher: Matcher) -> None:
    for path in matcher.paths(None, TARGET, START):
        held: dict[str, int] = {}
        for step in path.steps:
            short = {s.skill: s.level - held.get(s.skill, 0) for s in step.missing}
            assert step.deciding in {s.skill for s in step.edge.show}
            assert not short or short[step.deciding] == max(short.values())
            held |= {s.skill: max(held.get(s.skill, 0), s.level) for s in step.edge.show}


def test_what_somebody_can_show_makes_a_way_shorter_and_is_not_missing(matcher: Matcher) -> None:
    plain = matcher.paths(None, TARGET, START, limit=1)[0]
    shown = plain.steps[0].edge.show[0]
    person = Profile(skills=(ProfileSkill(skill=shown.skill, level=5),))
    path = matcher.paths(person, TARGET, START, limit=1)[0]
    assert path.cost <= plain.cost
    assert all(shown.skill not in {s.skill for s in step.missing} for step in path.steps)


def test_a_limit_keeps_the_best(matcher: Matcher) -> None:
    assert matcher.paths(None, TARGET, START, limit=1) == matcher.paths(None, TARGET, START)[:1]


def test_an_unknown_role_is_named(matcher: Matcher) -> None:
    with pytest.raises(UnknownRecord, match="art-directr"):
        matcher.paths(None, "art-directr")
