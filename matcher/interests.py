"""Interests after Holland: quiz to six strengths, likeness of a person and a role.

Interest is not ability; nothing here looks at skills.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from kb.knowledge import Knowledge
from kb.models import QuizItem
from kb.told import told
from matcher.profile import ProfileError

LETTERS = "RIASEC"
"""Holland's types in the order in which they stand round the hexagon."""

ANSWERS = range(1, 6)
"""What an item may be answered with: 1 not me, 5 just me."""

_NEARNESS = (3, 2, 1, 0)
"""Points for two letters 0, 1, 2 or 3 corners apart on the hexagon."""

_PLACE_WEIGHTS = (3, 2, 1)
"""What the first, second and third letter of a code count for."""


def score_quiz(answers: Mapping[str, int], items: Iterable[QuizItem] | None = None) -> dict[str, float]:
    """Turn answers into a strength for each letter.

    A letter's strength is the mean over its answered items of (answer - 1) / 4: the percentage of the maximum
    possible score (Cohen, Cohen, Aiken and West 1999, The problem of units and the circumstance for POMP,
    Multivariate Behavioral Research 34), as a share. The order of answers does not matter, and a higher
    answer never lowers its letter.

    Args:
        answers: quiz item id -> 1 to 5; items may be left out.
        items: the quiz; the built-in one by default.

    Returns:
        Letter -> 0 to 1, in the order R I A S E C, without letters of which nothing was answered.

    Raises:
        ProfileError: for an answer outside 1 to 5 or an item that is not in the quiz.
    """
    letter_of = {item.id: item.interest for item in (_builtin_quiz() if items is None else items)}
    given: dict[str, list[int]] = {}
    for item, answer in answers.items():
        if item not in letter_of:
            raise ProfileError(told("quiz_no_item", item=item))
        if type(answer) is not int or answer not in ANSWERS:
            raise ProfileError(told("quiz_bad_answer", item=item, answer=repr(answer)))
        given.setdefault(letter_of[item], []).append(answer - 1)
    return {letter: sum(given[letter]) / (4 * len(given[letter])) for letter in LETTERS if letter in given}


def quiz_order(items: Iterable[QuizItem]) -> tuple[QuizItem, ...]:
    """The items with the letters taking turns, so that somebody who stops early has said a little of each."""
    by_letter: dict[str, list[QuizItem]] = {letter: [] for letter in LETTERS}
    for item in items:
        by_letter[item.interest].append(item)
    rounds = max(map(len, by_letter.values()))
    return tuple(kept[r] for r in range(rounds) for kept in by_letter.values() if r < len(kept))


def strongest(profile: Mapping[str, float], most: int = 3) -> tuple[str, ...]:
    """The letters that stand out of a profile, strongest first: those above the middle of its range.

    Args:
        profile: letter -> strength.
        most: at most so many.

    Returns:
        None at all when every letter is as strong as the others.
    """
    if not profile:
        return ()
    middle = (max(profile.values()) + min(profile.values())) / 2
    found = [letter for letter in LETTERS if profile.get(letter, 0.0) > middle]
    return tuple(sorted(found, key=lambda letter: -profile[letter]))[:most]


def holland_similarity(profile: Mapping[str, float], code: str) -> float:
    """Say how alike a person's interests and a role's Holland code are.

    The C index of Brown and Gore (1994, An evaluation of interest congruence indices, Journal of Vocational
    Behavior 45): 3, 2 and 1 times the nearness of the first, second and third letters, where nearness is 3
    for the same letter, 2 for neighbours on the hexagon, 1 for the next but one and 0 for opposites. Divided
    by its maximum. Where letters of the person tie, it is the mean over every order of them, so that a flat
    profile says nothing: 0.5 for every role.

    Args:
        profile: letter -> strength; letters left out count as 0.
        code: two or three letters, strongest first.

    Returns:
        0 (the opposite) to 1 (the same code).
    """
    if not code or len(code) > len(_PLACE_WEIGHTS) or set(code) - set(LETTERS):
        raise ValueError(f"'{code}' is not a Holland code.")
    strengths = {letter: profile.get(letter, 0.0) for letter in LETTERS}
    ranked = sorted(LETTERS, key=lambda letter: -strengths[letter])
    points = 0.0
    for place, letter in enumerate(code):
        tied = [other for other in LETTERS if strengths[other] == strengths[ranked[place]]]
        points += _PLACE_WEIGHTS[place] * sum(_nearness(letter, other) for other in tied) / len(tied)
    return points / (_NEARNESS[0] * sum(_PLACE_WEIGHTS[: len(code)]))


def _nearness(one: str, other: str) -> int:
    apart = abs(LETTERS.index(one) - LETTERS.index(other))
    return _NEARNESS[min(apart, len(LETTERS) - apart)]


@cache
def _builtin_quiz() -> tuple[QuizItem, ...]:
    return Knowledge.load().records.quiz_items
