"""What a text tells of relatives, friends and bosses speaks for nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.matcher import Matcher
from matcher.matching_data import matching_document
from matcher.relatives import _SIGN, without_relatives

OF_OTHERS = (
    "我爸爸是會計",
    "我妈在市场卖菜",
    "我的主管現在是行銷經理",
    "父親務農",
    "My mother is a store manager",
    "my dad's a warehouse supervisor",
    "my boss used to be an art director",
)


@pytest.mark.parametrize("told", OF_OTHERS)
def test_what_others_do_is_blanked(told: str) -> None:
    assert not without_relatives(told).strip()


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("我媽媽是店長，我自己喜歡畫畫", "，我自己喜歡畫畫"),
        ("爸媽開早餐店，假日都是我在顧", "，假日都是我在顧"),
        ("My mum runs a breakfast shop and I do the till.", "and I do the till."),
        ("My mother is an accountant and taught me to keep books", "and taught me to keep books"),
    ],
)
def test_what_the_writer_does_beside_them_stays(told: str, kept: str) -> None:
    left = without_relatives(told)
    assert len(left) == len(told)
    assert left.strip() == kept


@pytest.mark.parametrize(
    "told",
    [
        "我姊姊教我記帳",
        "我朋友都說我很會拍照",
        "我和我姊姊在市集擺攤",
        "我同學在蝦皮賣衣服我幫他拍照",
        "媽媽在選奶粉時最在意成分",
        "My friends and I run a stall",
        "My boss is happy with my reports",
        "my work is good",
        "worked with my brother in his shop",
    ],
)
def test_a_clause_with_the_writer_in_it_stays(told: str) -> None:
    assert without_relatives(told) == told


def test_whoever_needs_no_my_has_a_sign_of_their_own() -> None:
    assert all(_SIGN.search(word) for word in matching_document("relatives").data["anyone"]["zh"])


@given(
    st.text(st.sampled_from("我爸是會計，。 媽在賣菜 my dad is a cook and i.\nMy"), max_size=60),
)
def test_every_place_stays_true_and_nothing_new_is_written(told: str) -> None:
    left = without_relatives(told)
    assert len(left) == len(told)
    assert all(now in (was, " ") for now, was in zip(left, told, strict=True))
    assert without_relatives(left) == left


@pytest.mark.parametrize("others", OF_OTHERS)
def test_what_others_do_moves_no_score(matcher: Matcher, others: str) -> None:
    own = "會修圖，做過商品主圖"
    alone, beside = matcher.match(own), matcher.match(f"{others}。{own}")
    assert [(m.role, m.score, m.confidence) for m in beside.matches] == [
        (m.role, m.score, m.confidence) for m in alone.matches
    ]
    assert beside.not_understood == alone.not_understood
