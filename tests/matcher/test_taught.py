"""Taught words: kept as a file a person can read, applied where asked, removable."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import Matcher
from matcher.taught import (
    TaughtError,
    TaughtWord,
    forget,
    known,
    read_taught,
    taught_lexicon,
    taught_word,
    teach,
)

WORDS = "手帳拼貼"


def test_a_taught_word_is_understood_and_gives_points_in_the_persons_words(matcher: Matcher) -> None:
    plain = matcher.match(f"我會{WORDS}")
    assert plain.abstained
    taught = matcher.with_taught((taught_word(WORDS, "skill", "layout-design"),))
    result = taught.match(f"我會{WORDS}")
    assert not result.abstained
    assert result.not_understood == ()
    skill = next(r for m in result.matches for r in m.reasons if r.about == "layout-design")
    assert skill.quotes == (WORDS,)
    assert matcher.match(f"我會{WORDS}") == plain, "the matcher it came from is as it was"
    assert taught.with_taught(()).match(f"我會{WORDS}") == plain


def test_cues_hold_for_taught_words(matcher: Matcher) -> None:
    taught = matcher.with_taught((taught_word(WORDS, "skill", "layout-design"),))
    stances = {
        text: taught.match(text).understood[0].stance
        for text in (f"我不會{WORDS}", f"想學{WORDS}", f"喜歡{WORDS}")
    }
    assert list(stances.values()) == ["lack", "wish", "like"]


def test_what_was_taught_of_a_known_name_holds_before_the_knowledge_base(matcher: Matcher) -> None:
    name = matcher.knowledge.skills["image-retouching"].label.zh_hant
    taught = matcher.with_taught((taught_word(name, "skill", "illustration"),))
    assert matcher.match(name).understood[0].ids == ("image-retouching",)
    assert taught.match(name).understood[0].ids == ("illustration",)


def test_a_role_can_be_meant(matcher: Matcher) -> None:
    taught = matcher.with_taught((taught_word("pixel wizard", "role", "visual-designer"),))
    result = taught.match("I was a Pixel Wizard")
    assert result.understood[0].ids == ("visual-designer",)


def test_records_of_other_knowledge_are_left_out(matcher: Matcher) -> None:
    word = TaughtWord(WORDS, "skill", "no-such-skill")
    assert known((word,), matcher.knowledge) == ()
    lexicon = matcher.linker.lexicon
    assert taught_lexicon(lexicon, (word,), matcher.knowledge) is lexicon


def test_teaching_again_replaces_and_forgetting_works_in_either_script(tmp_path: Path) -> None:
    file = tmp_path / "taught.yaml"
    assert read_taught(file) == ()
    teach(taught_word(WORDS, "skill", "layout-design"), file)
    teach(taught_word("顧攤位", "role", "store-manager"), file)
    again = teach(taught_word("手帐拼贴", "skill", "illustration"), file)
    assert [(w.words, w.id) for w in again] == [("顧攤位", "store-manager"), ("手帐拼贴", "illustration")]
    assert read_taught(file) == again
    assert forget("沒教過", file) is None
    assert forget(WORDS, file) == again[:1]
    assert read_taught(file) == again[:1]


@settings(max_examples=40)
@given(st.text(min_size=2, max_size=60))
def test_whatever_can_be_taught_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, words: str
) -> None:
    file = tmp_path_factory.mktemp("taught") / "taught.yaml"
    try:
        word = taught_word(words, "skill", "layout-design")
    except TaughtError:
        return
    try:
        words.encode()
    except UnicodeEncodeError:
        return
    assert teach(word, file) == read_taught(file) == (word,)
    assert forget(words, file) == ()


@pytest.mark.parametrize(
    "written",
    [
        "taught: 3",
        "other: []",
        "taught:\n  - {words: a b}",
        "taught:\n  - {words: ab, skill: [x]}",
        "taught: [",
        "- x",
    ],
)
def test_a_damaged_file_is_a_sentence_and_stays_as_it_is(tmp_path: Path, written: str) -> None:
    file = tmp_path / "taught.yaml"
    file.write_text(written, encoding="utf-8")
    with pytest.raises(TaughtError, match=r"taught\.yaml"):
        read_taught(file)
    with pytest.raises(TaughtError):
        teach(taught_word(WORDS, "skill", "layout-design"), file)
    assert file.read_text(encoding="utf-8") == written


@pytest.mark.parametrize("words", ["", " ", "，。", "字", "很長" * 40])
def test_words_that_would_match_everything_or_nothing_are_refused(words: str) -> None:
    with pytest.raises(TaughtError):
        taught_word(words, "skill", "layout-design")


def test_suggestions_look_like_what_was_written_then_cover_lines_of_work(matcher: Matcher) -> None:
    asked = matcher.match("我有點想試修圖片之類")
    unknown = matcher.match("今天天氣很好")
    assert unknown.abstained
    assert len(unknown.suggestions) >= 2
    assert set(unknown.suggestions) <= set(matcher.knowledge.skills)
    assert not asked.abstained or "image-retouching" in asked.suggestions
    assert matcher.match("修圖").suggestions == ()


def test_the_nearest_names_are_offered_for_teaching(matcher: Matcher) -> None:
    found = matcher.nearest("圖片的修圖", limit=4)
    assert found[0].id == "image-retouching"
    assert len(found) == len(set(found)) == 4
    assert matcher.nearest("  ") == ()
