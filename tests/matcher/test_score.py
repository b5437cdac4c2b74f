"""What each component gives, and that reasons say what was written."""

from __future__ import annotations

import pytest

from matcher.matcher import Matcher
from matcher.profile import Profile, ProfileSkill
from matcher.results import Match, Reason
from matcher.weights import builtin_weights

ROLE = "visual-designer"


def listed(**levels: int) -> Profile:
    skills = (ProfileSkill(skill=name.replace("_", "-"), level=level) for name, level in levels.items())
    return Profile(skills=tuple(skills))


def of_kind(match: Match, kind: str) -> list[Reason]:
    return [reason for reason in match.reasons if reason.kind == kind]


def test_the_component_weights_sum_to_one() -> None:
    assert sum(builtin_weights().components.model_dump().values()) == pytest.approx(1.0)


def test_coverage_is_importance_times_level_over_the_whole(matcher: Matcher) -> None:
    role = matcher.knowledge.roles[ROLE]
    needed = next(q for q in role.skills if q.skill == "image-retouching")
    whole = sum(q.importance * q.level for q in role.skills)
    share = matcher.weights.components.skill
    for level in range(1, 6):
        match = matcher.match_role(listed(image_retouching=level), ROLE)
        (reason,) = (r for r in of_kind(match, "skill") if r.about == "image-retouching")
        expected = share * needed.importance * min(level, needed.level) / whole
        assert reason.contribution == pytest.approx(expected, abs=1e-9)
        assert (reason.have, reason.need) == (level, needed.level)


def test_all_needed_skills_earn_the_whole_component(matcher: Matcher) -> None:
    role = matcher.knowledge.roles[ROLE]
    full = Profile(skills=tuple(ProfileSkill(skill=q.skill, level=q.level) for q in role.skills))
    match = matcher.match_role(full, ROLE)
    assert sum(r.contribution for r in of_kind(match, "skill")) == pytest.approx(
        matcher.weights.components.skill, abs=1e-7
    )
    assert match.gaps == ()


def test_a_related_skill_counts_at_a_discount_and_says_so(matcher: Matcher) -> None:
    role, skill, other = next(
        (role, q, other)
        for role in matcher.knowledge.roles.values()
        for q in role.skills
        for other in matcher.knowledge.skills[q.skill].related
        if other not in {x.skill for x in role.skills}
    )
    person = Profile(skills=(ProfileSkill(skill=other, level=skill.level),))
    match = matcher.match_role(person, role.id)
    (reason,) = (r for r in of_kind(match, "similar_skill") if r.about == skill.skill)
    whole = sum(q.importance * q.level for q in role.skills)
    full = matcher.weights.components.skill * skill.importance * skill.level / whole
    assert reason.via == other
    assert reason.contribution == pytest.approx(full * matcher.weights.skill.related, abs=1e-9)


@pytest.mark.parametrize(("text", "share"), [("網店美工", 1.0), ("想當美工", 0.6)])
def test_a_title_counts_and_a_wish_for_it_counts_less(matcher: Matcher, text: str, share: float) -> None:
    match = matcher.match_role(text, ROLE)
    found = of_kind(match, "title")
    assert len(found) == 1
    assert 0.0 < found[0].contribution <= matcher.weights.components.title * share


def test_what_somebody_cannot_do_earns_nothing(matcher: Matcher) -> None:
    match = matcher.match_role("我不會修圖", ROLE)
    assert not of_kind(match, "skill")
    assert any(gap.skill == "image-retouching" and gap.have == 0 for gap in match.gaps)


def test_interests_never_give_more_than_their_share(matcher: Matcher) -> None:
    role = matcher.knowledge.roles[ROLE]
    person = Profile(
        text="我喜歡修圖、排版、配色、做海報",
        interests=role.interests.words(),
        riasec=dict.fromkeys(role.interests.code, 1.0),
    )
    given = sum(r.contribution for r in of_kind(matcher.match_role(person, ROLE), "interest"))
    assert 0.0 < given <= matcher.weights.components.interest + 1e-8


def test_a_beginner_fits_a_beginners_post_better_than_a_directors(matcher: Matcher) -> None:
    def entry(text: str, role: str) -> float:
        return sum(r.contribution for r in of_kind(matcher.match_role(text, role), "entry"))

    assert entry("大學生，會修圖", "design-assistant") > entry("大學生，會修圖", "art-director")
    experienced = "帶領團隊，設計總監，十二年經驗"
    assert entry(experienced, "art-director") > entry(experienced, "design-assistant")


def test_quotes_are_the_persons_own_words(matcher: Matcher) -> None:
    text = "我會修圖，ＰＨＯＴＯＳＨＯＰ 也熟；做過詳情頁"
    for match in matcher.match(text, top=5).matches:
        assert all(quote in text for reason in match.reasons for quote in reason.quotes)
