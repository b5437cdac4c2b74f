"""The matcher as a whole: the examples everybody tries first, abstaining, and its smaller doors."""

from __future__ import annotations

import numpy as np
import pytest

from kb.problems import UnknownRecord
from matcher.matcher import WORDS_ONLY, Matcher
from matcher.profile import Profile, ProfileSkill

TWINS = {
    "zh-Hant": "我喜歡拍照修圖，會用 Photoshop 做海報",
    "zh-Hans": "我喜欢拍照修图，会用 Photoshop 做海报",
    "en": "I like taking and retouching photos and make posters in Photoshop",
}
SURE = 0.2
"""Under this an answer is as good as none."""


@pytest.mark.parametrize("language", TWINS)
def test_the_contract_example_is_visual_design(matcher: Matcher, language: str) -> None:
    result = matcher.match(TWINS[language])
    assert not result.abstained
    assert result.matches[0].family == "visual_design"
    assert len(result.matches) == 10
    assert any(u.kind == "tool" and "photoshop" in u.ids for u in result.understood)


def test_the_three_twins_share_their_first_role(matcher: Matcher) -> None:
    assert len({matcher.match(text).matches[0].role for text in TWINS.values()}) == 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        (" \n\t", "empty"),
        ("asdf qwer", "nothing_understood"),
        ("？？？", "nothing_understood"),
    ],
)
def test_nothing_to_go_by_abstains_with_a_reason(matcher: Matcher, text: str, why: str) -> None:
    result = matcher.match(text)
    assert (result.abstained, result.why, result.matches) == (True, why, ())


@pytest.mark.parametrize("text", ["I am a heart surgeon", "我是心臟外科醫生", "我是心脏外科医生"])
def test_another_trade_abstains_or_is_held_in_doubt(matcher: Matcher, text: str) -> None:
    result = matcher.match(text)
    assert result.abstained or result.matches[0].confidence < SURE


def test_an_answer_is_never_an_abstention_and_always_ranked(matcher: Matcher) -> None:
    result = matcher.match("客服一年，會處理退款和投訴", top=30)
    assert result.why is None
    scores = [match.score for match in result.matches]
    assert scores == sorted(scores, reverse=True)
    assert len({match.role for match in result.matches}) == 30


def test_the_quiz_alone_gives_roles(matcher: Matcher) -> None:
    result = matcher.match(Profile(riasec={"A": 1.0, "R": 0.2}))
    assert not result.abstained
    assert {reason.kind for match in result.matches for reason in match.reasons} <= {"interest", "entry"}


def test_many_are_matched_as_one_by_one(matcher: Matcher) -> None:
    people = [*TWINS.values(), Profile(id="x", skills=(ProfileSkill(skill="修圖"),)), ""]
    assert list(matcher.match_many(people, top=3)) == [matcher.match(person, top=3) for person in people]


def test_ranking_for_evaluation_is_the_ranking_of_the_answer(matcher: Matcher) -> None:
    for text in TWINS.values():
        silent, totals = matcher.rank_all(Profile(text=text))
        ranked = sorted(totals, key=lambda role: (-round(totals[role], 9), role))
        assert not silent
        assert ranked[:10] == [match.role for match in matcher.match(text).matches]
    assert matcher.rank_all(Profile(text="asdf qwer"))[0]


def test_a_result_names_what_made_it(matcher: Matcher) -> None:
    result = matcher.match(Profile(id="me", text=TWINS["en"]))
    assert (result.id, result.encoder) == ("me", WORDS_ONLY)
    assert result.knowledge == matcher.knowledge.digest


def test_an_unknown_role_is_named(matcher: Matcher) -> None:
    with pytest.raises(UnknownRecord, match="visual-desinger"):
        matcher.match_role("修圖", "visual-desinger")


def test_other_counts_change_the_ranking_only_of_the_copy(matcher: Matcher) -> None:
    before = matcher.match(TWINS["en"])
    other = matcher.with_counts(())
    assert other.knowledge.term_counts == {}
    assert other.match(TWINS["en"]).matches[0].family == "visual_design"
    assert matcher.match(TWINS["en"]) == before


def test_a_copy_with_other_counts_reads_clauses_by_its_own(matcher: Matcher) -> None:
    """Else the shipped counts would stand behind figures that leave them out."""
    person = Profile(text="負責入庫與盤點，每月核對憑證")
    _, here = matcher._read(person)
    _, there = matcher.with_counts(())._read(person)

    assert here.clauses == there.clauses
    assert not np.array_equal(here.by_family, there.by_family)


def test_quotes_are_the_persons_words_letter_for_letter(matcher: Matcher) -> None:
    text = "I am a 28-year-old woman who retouches product photos. 我是女生，會修圖"
    result = matcher.match(text)
    quotes = [q for match in result.matches for reason in match.reasons for q in reason.quotes]

    assert quotes
    assert all(quote in text for quote in quotes)
    assert "I am a 28-year-old woman who retouches product photos" in quotes


def test_who_somebody_is_within_a_sentence_changes_no_score(matcher: Matcher) -> None:
    one, other = (
        [(m.role, m.score) for m in matcher.match(text).matches]
        for text in (
            "I am a 28-year-old woman who retouches product photos",
            "I am a 51-year-old man who retouches product photos",
        )
    )
    assert one == other


@pytest.mark.parametrize("said", ["我會修圖和排版", "I retouch images and do layout design"])
def test_what_was_read_wrongly_counts_no_more_and_a_level_put_right_counts_as_it_is(
    matcher: Matcher, said: str
) -> None:
    skill = "image-retouching"
    person = Profile(text=said)
    read = {shown.skill: shown for shown in matcher.standing(person).skills}
    assert all(word in said for word in read[skill].words)

    without = person.disowning(skill)
    left = {shown.skill for shown in matcher.standing(without).skills}
    assert left == read.keys() - {skill}
    result = matcher.match(without)
    assert all(skill not in met.ids for met in result.understood if met.kind == "skill")
    assert (
        matcher.match_role(without, "visual-designer").score
        < matcher.match_role(person, "visual-designer").score
    )

    lower = matcher.standing(without.with_skill(skill, 1)).skills
    assert {shown.level for shown in lower if shown.skill == skill} == {1}
    assert matcher.match(without.owning(skill)) == matcher.match(person)


def test_figures_and_dates_are_not_words_to_be_understood(matcher: Matcher) -> None:
    assert matcher.match("2025/07–2025/08，qxzv，05").not_understood == ("qxzv",)
