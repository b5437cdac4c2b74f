"""Words of daily work: where a clause uses them, and that the shipped list holds no word in vain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.chinese import fold
from matcher.daily_words import DailyWords, builtin_daily_words, feature_of
from matcher.matcher import Matcher

WORDS = sorted(builtin_daily_words().families)


def used(text: str) -> tuple[str, ...]:
    return builtin_daily_words().used_in(fold(text))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("負責貨物入庫", "入庫"),
        ("负责货物入库", "入庫"),
        ("we reconcile bank statements daily", "statements"),
    ],
)
def test_a_word_is_met_in_either_script_and_any_ending(text: str, word: str) -> None:
    assert word in used(text)


def test_a_word_inside_a_longer_one_does_not_count_beside_it() -> None:
    known = DailyWords(
        {"採購": ("purchasing",), "採購訂單": ("purchasing",)}, {"采购": "採購", "采购订单": "採購訂單"}
    )
    assert known.used_in("整理采购订单") == ("採購訂單",)
    assert known.used_in("负责采购") == ("採購",)


@given(st.sampled_from(WORDS))
def test_every_word_of_the_list_is_met_where_it_stands_alone(word: str) -> None:
    known = builtin_daily_words()
    assert known.families[used(word)[0]] == known.families[word]


def test_every_word_belongs_to_a_family_of_the_knowledge(matcher: Matcher) -> None:
    families = set(matcher.knowledge.families)
    assert all(set(named) <= families for named in builtin_daily_words().families.values())


@pytest.mark.parametrize(("word", "short"), [("盤點", True), ("客戶服務中心", False), ("new hires", True)])
def test_long_words_are_names_and_not_daily_words(word: str, short: bool) -> None:
    assert (feature_of(word) is not None) is short


def test_a_phrase_of_three_words_is_refused() -> None:
    assert feature_of("point of sale") is None
    assert feature_of("做banner") is None
