"""Own words: how people tell that they do a post, for every role, apart from what measures them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kb import Knowledge
from kb.chinese import fold
from matcher.evaluation.gold import read_gold
from matcher.matching_data import matching_document
from matcher.passages import passages
from tests.matcher.small import small_knowledge

LEAST = 8
LANGUAGES = ("zh-Hant", "en")


@pytest.fixture(scope="module")
def phrases() -> dict[str, dict[str, list[str]]]:
    return dict(matching_document("own_words").data)


def test_every_role_has_enough_in_both_languages(phrases: dict[str, dict[str, list[str]]]) -> None:
    assert phrases.keys() == Knowledge.load().roles.keys()
    short = [(r, n) for r, told in phrases.items() for n in LANGUAGES if len(told[n]) < LEAST]
    assert short == []


def test_no_phrase_stands_twice(phrases: dict[str, dict[str, list[str]]]) -> None:
    seen = Counter(fold(text) for told in phrases.values() for name in LANGUAGES for text in told[name])
    assert [text for text, times in seen.items() if times > 1] == []


def test_what_measures_the_matcher_is_not_in_what_it_learns_from(
    root: Path, phrases: dict[str, dict[str, list[str]]]
) -> None:
    folder = root / "data" / "gold"
    profiles = [*read_gold(folder), *read_gold(folder / "held_out")]
    measured = "\n".join(fold(profile.text) for profile in profiles)
    told = [fold(text) for told in phrases.values() for name in LANGUAGES for text in told[name]]
    assert [text for text in told if text in measured] == []


def test_roles_that_a_knowledge_base_lacks_say_nothing() -> None:
    known = small_knowledge()
    assert {p.role for p in passages(known) if p.role is not None} <= known.roles.keys()
