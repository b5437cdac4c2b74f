"""The interest quiz and the likeness of interests."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.knowledge import Knowledge
from kb.models import QuizItem
from matcher.interests import LETTERS, holland_similarity, quiz_order, score_quiz, strongest
from matcher.profile import Profile, ProfileError

KNOWLEDGE = Knowledge.load()
QUIZ: tuple[QuizItem, ...] = KNOWLEDGE.records.quiz_items
ANSWERS = st.dictionaries(st.sampled_from([item.id for item in QUIZ]), st.integers(1, 5))
STRENGTHS = st.dictionaries(st.sampled_from(LETTERS), st.floats(0, 1))
CODES = st.permutations(LETTERS).flatmap(lambda p: st.sampled_from(["".join(p[:2]), "".join(p[:3])]))


def test_three_items_a_letter() -> None:
    assert Counter(item.interest for item in QUIZ) == dict.fromkeys(LETTERS, 3)


def test_items_are_worded_in_three_languages() -> None:
    for item in QUIZ:
        assert item.text.get("zh-Hans") != item.text.get("zh-Hant")
        assert item.text.en.isascii()


def test_extremes() -> None:
    assert score_quiz({item.id: 5 for item in QUIZ}) == dict.fromkeys(LETTERS, 1.0)
    assert score_quiz({item.id: 1 for item in QUIZ}) == dict.fromkeys(LETTERS, 0.0)
    assert score_quiz({}) == {}


@given(ANSWERS)
def test_strengths_are_shares_and_fit_a_profile(answers: dict[str, int]) -> None:
    scores = score_quiz(answers, QUIZ)
    assert all(0 <= share <= 1 for share in scores.values())
    assert Profile(riasec=scores).riasec == scores


@given(ANSWERS)
def test_the_order_of_answers_does_not_matter(answers: dict[str, int]) -> None:
    assert score_quiz(dict(reversed(answers.items())), QUIZ) == score_quiz(answers, QUIZ)


@given(ANSWERS.filter(bool), st.data())
def test_a_higher_answer_never_lowers_its_letter(answers: dict[str, int], data: st.DataObject) -> None:
    item = data.draw(st.sampled_from(sorted(answers)))
    raised = {**answers, item: data.draw(st.integers(answers[item], 5))}
    letter = next(q.interest for q in QUIZ if q.id == item)
    before, after = score_quiz(answers, QUIZ), score_quiz(raised, QUIZ)
    assert after[letter] >= before[letter]
    assert {k: v for k, v in after.items() if k != letter} == {k: v for k, v in before.items() if k != letter}


@pytest.mark.parametrize(
    ("item", "answer"), [("nothing", 3), (QUIZ[0].id, 0), (QUIZ[0].id, 6), (QUIZ[0].id, True)]
)
def test_a_wrong_answer_is_named(item: str, answer: int) -> None:
    with pytest.raises(ProfileError, match=item) as refused:
        score_quiz({item: answer})
    assert item == "nothing" or str(refused.value).endswith(f"not {answer!r}.")


def test_a_quiz_of_ones_own_is_scored_by_its_own_items() -> None:
    own = QUIZ[0].model_copy(update={"id": "own-item"})
    assert score_quiz({"own-item": 4}, [own]) == {own.interest: 0.75}
    with pytest.raises(ProfileError, match=QUIZ[0].id):
        score_quiz({QUIZ[0].id: 4}, [own])


@given(STRENGTHS, CODES)
def test_likeness_is_a_share(strengths: dict[str, float], code: str) -> None:
    assert 0 <= holland_similarity(strengths, code) <= 1


@given(CODES)
def test_the_same_code_is_most_alike_and_the_opposite_least(code: str) -> None:
    same = {letter: 1.0 - place / 4 for place, letter in enumerate(code)}
    opposite = {LETTERS[(LETTERS.index(letter) + 3) % 6]: share for letter, share in same.items()}
    assert holland_similarity(same, code) == 1
    assert holland_similarity(opposite, code) == 0


@given(st.floats(0, 1), CODES)
def test_a_flat_profile_says_nothing(strength: float, code: str) -> None:
    assert holland_similarity(dict.fromkeys(LETTERS, strength), code) == pytest.approx(0.5)


def test_the_published_scale() -> None:
    person = {"R": 1.0, "I": 0.8, "A": 0.6}
    assert holland_similarity(person, "IRA") == pytest.approx((3 * 2 + 2 * 2 + 1 * 3) / 18)
    assert holland_similarity(person, "SE") == pytest.approx((3 * 0 + 2 * 0) / 15)


@pytest.mark.parametrize("code", ["", "X", "RIAS"])
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="Holland"):
        holland_similarity({}, code)


def test_somebody_who_stops_early_has_answered_each_letter_once() -> None:
    items = Knowledge.load().records.quiz_items
    ordered = quiz_order(items)
    assert sorted(item.id for item in ordered) == sorted(item.id for item in items)
    assert "".join(item.interest for item in ordered[:6]) == "RIASEC"
    assert sorted(item.id for item in quiz_order(items[1:])) == sorted(item.id for item in items[1:])
    assert quiz_order(()) == ()


def test_what_stands_out_is_above_the_middle() -> None:
    assert strongest({"R": 0.7, "A": 1.0, "S": 0.2}) == ("A", "R")
    assert strongest({"R": 0.7, "I": 0.8, "A": 1.0, "S": 0.9, "E": 0.0}) == tuple("ASI")
    assert strongest({"R": 0.5, "A": 0.5}) == ()
    assert strongest({}) == ()
