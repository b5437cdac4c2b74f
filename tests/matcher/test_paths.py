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
    assert all(path.steps[0].edge.from_role in entries for path in matcher.paths(None, TARGET))


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
