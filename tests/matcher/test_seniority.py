"""On which rung a person seems to stand, told in Chinese and in English."""

from __future__ import annotations

import pytest

from matcher.evidence import gather
from matcher.matcher import Matcher
from matcher.profile import Profile
from matcher.seniority import estimated_rung, only_standing
from matcher.text import fold_with_origin

USUAL = 2.0


def rung(text: str, *titles: int) -> float:
    return estimated_rung(fold_with_origin(text).text, titles, USUAL)


@pytest.mark.parametrize(
    ("told", "least", "most"),
    [
        ("會修圖，也寫文案", 2.0, 2.0),
        ("I retouch pictures and write copy", 2.0, 2.0),
        ("我是大學生，暑假在網店打工", 1.0, 1.5),
        ("Final-year student, worked part time in a shop", 1.0, 1.5),
        ("做助播半年", 1.0, 1.8),
        ("Half a year as a helper in live shows", 1.0, 1.8),
        ("做客服两年", 2.0, 2.0),
        ("Two years of answering customers", 2.0, 2.0),
        ("電商設計六年", 3.0, 3.3),
        ("Six years of e-commerce design", 3.0, 3.3),
        ("做运营第六年", 3.0, 3.3),
        ("Sixth year in store operations", 3.0, 3.3),
        ("運營五年，沒帶過團隊", 3.0, 3.2),
        ("Five years in operations. I have never led a team", 3.0, 3.2),
        ("現在帶四個運營", 3.8, 4.4),
        ("I now lead four store operators", 3.8, 4.4),
        ("客服主管，帶班十五個人", 4.0, 4.8),
        ("Customer service supervisor with fifteen agents", 4.0, 4.8),
        ("采购部经理，带八个人", 4.6, 5.2),
        ("Manager of the purchasing department with eight people", 4.6, 5.2),
        ("集團副總，分管運營和倉儲，三百多人", 5.5, 6.0),
        ("Vice president of a group, over three hundred people", 5.5, 6.0),
    ],
)
def test_a_rung_is_read_from_post_people_years_and_newness(told: str, least: float, most: float) -> None:
    assert least <= rung(told) <= most


@pytest.mark.parametrize(
    "told",
    [
        "2019年開始賣衣服",
        "每個月做簡報給主管看",
        "月底跟經理對數字",
        "I report sales to the marketing manager",
        "I help the director with her calendar",
        "想當店長",
        "I would like to become a manager one day",
        "帶貨、帶動氣氛都可以",
        "管過四個品牌",
    ],
)
def test_years_of_the_calendar_wishes_and_other_peoples_posts_tell_nothing(told: str) -> None:
    assert rung(told) == USUAL


def test_a_post_held_counts_and_a_low_one_leaves_room_for_years() -> None:
    assert rung("做過很多事", 5) == 5.0
    assert rung("採購三年", 2) == rung("採購三年")


def test_who_uses_an_ads_manager_manages_nobody(matcher: Matcher) -> None:
    evidence = gather(Profile(text="Google Ads Manager"), matcher.knowledge, matcher.linker)

    assert estimated_rung(evidence.folded, [], USUAL) == USUAL


@pytest.mark.parametrize(
    "told", ["three years", "nobody under me", "還沒工作過", "三年多", "no direct reports"]
)
def test_a_clause_of_standing_alone_speaks_for_no_role(told: str, matcher: Matcher) -> None:
    folded = fold_with_origin(told).text
    assert only_standing(folded)
    families, roles, _ = matcher.scorer.clauses.read([(folded, told)])
    assert not families.any()
    assert not roles.any()


@pytest.mark.parametrize("told", ["three years of packing boxes", "做了三年客服", "team of 7 designers", ""])
def test_a_clause_that_tells_of_work_too_is_read(told: str) -> None:
    assert not only_standing(fold_with_origin(told).text)


@pytest.mark.parametrize(
    ("told", "standing"),
    [
        (
            "I answer chats and handle complaints, three years, nobody under me",
            {"three years", "nobody under me"},
        ),
        ("我會修圖，三年多，還沒帶過人", {"三年多", "還沒帶過人"}),
    ],
)
def test_words_of_standing_are_not_called_unheard(told: str, standing: set[str], matcher: Matcher) -> None:
    result = matcher.match(told)
    assert result.matches
    assert not standing & set(result.not_understood)
