"""The lexicon: every name in every script leads to its record, and no word is cut in two."""

from __future__ import annotations

import pytest

from kb import Knowledge
from kb.chinese import to_simplified
from matcher.lexicon import Lexicon, Target
from matcher.linker import Linker
from matcher.text import fold_with_origin, tokens

SKILL, OTHER, TOOL = (
    Target("skill", "video-editing"),
    Target("skill", "data-analysis"),
    Target("tool", "excel"),
)


@pytest.fixture(scope="module")
def small() -> Lexicon:
    return Lexicon.from_names(
        [
            (SKILL, ["影片剪輯", "剪輯", "video editing", "icon 設計"]),
            (OTHER, ["資料分析", "資料", "data analysis", "the"]),
            (TOOL, ["Excel", "MS Excel", "會PS", "C++"]),
        ]
    )


def _at(
    lexicon: Lexicon, text: str, position: int = 0, stop: int | None = None
) -> tuple[str, tuple[Target, ...]] | None:
    found = lexicon.at(text, position, stop)
    return None if found is None else (text[position : found[0]], found[1].targets)


@pytest.mark.parametrize("written", ["影片剪輯", "影片剪辑", "视频剪辑", "視頻剪輯"])
def test_one_name_answers_in_both_scripts_and_both_wordings(small: Lexicon, written: str) -> None:
    folded = fold_with_origin(written).text

    assert _at(small, folded) == (folded, (SKILL,))


def test_the_longest_form_wins(small: Lexicon) -> None:
    assert _at(small, "资料分析师") == ("资料分析", (OTHER,))
    assert _at(small, "资料分") == ("资料", (OTHER,))


def test_a_short_form_at_the_end_of_a_text_is_found_though_longer_ones_start_alike(small: Lexicon) -> None:
    assert _at(small, "资料") == ("资料", (OTHER,))
    assert _at(small, "资料分析", stop=2) == ("资料", (OTHER,))
    assert _at(small, "资料分析", stop=3) == ("资料", (OTHER,))
    assert _at(small, "资料分析", stop=1) is None


def test_a_mixed_form_cuts_no_latin_word(small: Lexicon) -> None:
    assert _at(small, "icon设计") == ("icon设计", (SKILL,))
    assert _at(small, "lexicon设计", 3) is None
    assert _at(small, "会ps") == ("会ps", (TOOL,))
    assert _at(small, "会psd") is None


def test_english_is_met_word_by_word_without_endings(small: Lexicon) -> None:
    words = tokens("edited videos: video editing, ms excel and c++")
    found = {
        index: small.words_at(words, index)[1].targets
        for index in range(len(words))
        if small.words_at(words, index)
    }

    assert found == {2: (SKILL,), 4: (TOOL,), 5: (TOOL,), 7: (TOOL,)}


def test_a_bare_stop_word_is_no_form(small: Lexicon) -> None:
    assert small.words_at(tokens("the end"), 0) is None


def test_a_word_for_two_things_names_both() -> None:
    lexicon = Lexicon.from_names([(SKILL, ["剪輯"]), (TOOL, ["剪輯", "剪辑"]), (SKILL, ["剪輯"])])

    assert lexicon.han["剪辑"].targets == (SKILL, TOOL)
    assert lexicon.han["剪辑"].name == "剪輯"


def test_every_name_of_the_knowledge_base_is_met_as_it_is_written() -> None:
    knowledge = Knowledge.load()
    lexicon = Lexicon.of(knowledge)
    missing = []
    for kind, records in (("skill", knowledge.skills), ("tool", knowledge.tools), ("role", knowledge.roles)):
        for record in records.values():
            for name in (record.label.zh_hant, to_simplified(record.label.zh_hant), record.label.en):
                folded = fold_with_origin(name).text
                words = tokens(folded)
                met = lexicon.at(folded, 0) or (lexicon.words_at(words, 0) if words else None)
                if met is None or not any(t.kind == kind and t.id == record.id for t in met[1].targets):
                    missing.append((record.id, name))

    assert missing == []
    assert set(knowledge.skills) == set(lexicon.skill_ids)


def test_no_word_of_every_sentence_is_a_name() -> None:
    linker = Linker(Lexicon.of(Knowledge.load()))
    small = "i me my we us you he she it they them a an the and or but so as at by for in of on to with do be"
    assert [m.quote for m in linker.link(small.replace(" ", ". ")).mentions] == []
    assert linker.link("I work in IT").mentions
