"""Wording: one true sentence a reason, in the reader's language, quoting the person's own words."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb import Knowledge
from kb.messages import MESSAGE_LANGUAGES, Messages
from matcher.results import AbstainReason, Gap, Match, MatchResult, Reason, Understood
from matcher.wording import CONFIDENCE_STEPS, Wording, clean, grouped, points, shares, shorten

ROLE = "visual-designer"


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.load()


@pytest.fixture
def english(knowledge: Knowledge) -> Wording:
    return Wording(knowledge, Messages.load("en"))


@pytest.fixture
def chinese(knowledge: Knowledge) -> Wording:
    return Wording(knowledge, Messages.load("zh-Hant"))


def _match(*contributions: float) -> Match:
    reasons = tuple(Reason(kind="skill", contribution=c, about="image-retouching") for c in contributions)
    return Match(
        role=ROLE, family="visual_design", score=sum(contributions), confidence=0.5, reasons=reasons, gaps=()
    )


REASONS = {
    "skill": Reason(
        kind="skill", contribution=0.1, quotes=("修圖",), about="image-retouching", have=3, need=3
    ),
    "skill below": Reason(
        kind="skill", contribution=0.1, quotes=("修圖",), about="image-retouching", have=1, need=3
    ),
    "listed": Reason(kind="skill", contribution=0.1, about="image-retouching", have=3, need=3),
    "tool": Reason(kind="skill", contribution=0.1, quotes=("PS",), about="image-retouching", via="photoshop"),
    "similar": Reason(
        kind="similar_skill",
        contribution=0.1,
        quotes=("修圖",),
        about="main-image-design",
        via="image-retouching",
    ),
    "similar listed": Reason(
        kind="similar_skill", contribution=0.1, about="main-image-design", via="image-retouching"
    ),
    "meaning of a role": Reason(kind="meaning", contribution=0.1, quotes=("做海報",), about=ROLE),
    "meaning of a duty": Reason(
        kind="meaning", contribution=0.1, quotes=("做海報",), about=f"{ROLE}/retouch-product-photos"
    ),
    "meaning at large": Reason(kind="meaning", contribution=0.1),
    "title": Reason(kind="title", contribution=0.1, quotes=("美編",), about=ROLE),
    "title held": Reason(kind="title", contribution=0.1, about=ROLE),
    "interest": Reason(kind="interest", contribution=0.1, quotes=("畫畫",), about="A"),
    "interest letter": Reason(kind="interest", contribution=0.1, about="A"),
    "interest at large": Reason(kind="interest", contribution=0.1),
    "entry": Reason(kind="entry", contribution=0.1),
}


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
@pytest.mark.parametrize("name", REASONS)
def test_every_reason_is_one_sentence_with_the_persons_words(
    knowledge: Knowledge, language: str, name: str
) -> None:
    reason = REASONS[name]
    sentence = Wording(knowledge, Messages.load(language)).reason(reason, ROLE)  # type: ignore[arg-type]
    assert sentence.endswith("." if language == "en" else "。")
    assert "{" not in sentence
    assert "\n" not in sentence
    for quote in reason.quotes:
        assert quote in sentence
    if language == "en":
        own = "".join(reason.quotes)
        assert not any("\u3400" <= c <= "\u9fff" and c not in own for c in sentence)


def test_examples_in_english(english: Wording) -> None:
    said = english.reason(REASONS["skill below"], ROLE)
    assert said.startswith('You mention "修圖", and this job needs Image retouching')
    assert said.endswith("(level 3 asked, you are at about 1: room to grow).")
    assert (
        english.reason(REASONS["title"], ROLE)
        == 'You mention "美編", which is another name for this post: Visual designer.'
    )


def test_examples_in_traditional_chinese(chinese: Wording) -> None:
    assert (
        chinese.reason(REASONS["skill"], ROLE)
        == "你提到「修圖」，這份工作正需要「圖片修圖」（要 3 級，你大約 3 級，夠了）。"
    )
    assert chinese.reason(REASONS["interest"], ROLE) == "你喜歡「畫畫」，這份工作常常做得到。"


def test_a_skill_picked_by_id_is_not_quoted(chinese: Wording) -> None:
    picked = Reason(kind="skill", contribution=0.1, quotes=("image-retouching",), about="image-retouching")
    assert "image-retouching" not in chinese.reason(picked, ROLE)


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
def test_gaps_say_level_need_and_must(knowledge: Knowledge, language: str) -> None:
    wording = Wording(knowledge, Messages.load(language))  # type: ignore[arg-type]
    gap = Gap(
        skill="image-retouching",
        importance=5,
        have=0,
        need=3,
        must=True,
        weight=0.2,
        unlocks=("design-assistant",),
    )
    said = wording.gap(gap)
    assert "3" in said
    assert wording.skill("image-retouching") in said
    assert wording.role("design-assistant") in said
    assert wording.gap(gap, unlocks=0) != said
    assert wording.gap(gap.model_copy(update={"have": 2})) != said


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
@pytest.mark.parametrize("why", get_args(AbstainReason))
def test_an_abstention_says_why_and_what_to_add(knowledge: Knowledge, language: str, why: str) -> None:
    wording = Wording(knowledge, Messages.load(language))  # type: ignore[arg-type]
    result = MatchResult(
        id="",
        matches=(),
        understood=(),
        not_understood=(),
        abstained=True,
        why=why,
        suggestions=("sql", "no-such"),
    )
    said = wording.abstention(result)
    assert len(said) == 3
    assert wording.skill("sql") in said[2]
    assert "no-such" not in said[2]


def test_confidence_words_fall_with_the_chance(english: Wording) -> None:
    said = [english.confidence(least) for least, _ in CONFIDENCE_STEPS]
    assert len(set(said)) == len(CONFIDENCE_STEPS)
    assert english.confidence(1.0) == said[0]
    assert english.confidence(0.1999) == said[-1]


def test_names_that_are_not_known_are_shown_as_they_are(english: Wording) -> None:
    assert english.role("no-such-role") == "no-such-role"
    assert english.encoder("some/model") == "model some/model"


def test_stances_name_each_skill_once(english: Wording) -> None:
    lacking = Understood(quote="x", kind="skill", ids=("sql",), stance="lack")
    able = Understood(quote="y", kind="skill", ids=("image-retouching",), stance="able")
    assert english.stance_names((lacking, lacking, able), "lack") == (english.skill("sql"),)


@given(st.lists(st.floats(min_value=0, max_value=0.2), min_size=1, max_size=12))
def test_shares_are_whole_and_sum_to_the_shown_score(contributions: list[float]) -> None:
    match = _match(*contributions)
    given_shares = shares(match)
    assert sum(given_shares) == points(match.score)
    for share, contribution in zip(given_shares, contributions, strict=True):
        assert abs(share - contribution * 100) <= 1


def test_likeness_to_one_record_is_told_once_and_still_adds_up() -> None:
    first = Reason(kind="meaning", contribution=0.101, quotes=("a",), about=ROLE)
    second = Reason(kind="meaning", contribution=0.102, quotes=("b", "a"), about=ROLE)
    skill = Reason(kind="skill", contribution=0.15, about="sql")
    match = _match(0.1).model_copy(update={"score": 0.353, "reasons": (skill, second, first)})
    told = grouped(match)
    assert [reason.quotes for reason, _ in told] == [("b", "a"), ()]
    assert sum(share for _, share in told) == points(match.score)


@given(st.text())
def test_clean_text_is_one_line_without_control_characters(text: str) -> None:
    cleaned = clean(text)
    assert cleaned.isprintable() or not cleaned.isascii()
    assert not any(c in cleaned for c in "\n\r\t\x1b\x07\u202e\u200b")


def test_long_quotes_are_cut_in_the_middle() -> None:
    assert shorten("short") == "short"
    assert len(shorten("x" * 500)) <= 40
    assert shorten("a" * 50 + "z").endswith("z")
