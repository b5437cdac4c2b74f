"""Folding with the way back: clauses, tokens and quotes."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.text import clauses, fold_with_origin, has_han, squeeze, stem, tokens

ANY = st.text(
    st.one_of(st.sampled_from("會不 、，。\n\x00\u200f\u202eＡé資料🦆[/]<b>"), st.characters()), max_size=60
)


@given(ANY)
def test_any_text_folds_with_a_way_back(text: str) -> None:
    folded = fold_with_origin(text)

    assert folded.original == text
    assert len(folded.text) == len(folded.origin)
    assert list(folded.origin) == sorted(folded.origin)
    assert all(0 <= place < len(text) for place in folded.origin)


@given(ANY, st.integers(0, 70), st.integers(0, 70))
def test_a_quote_is_a_piece_of_the_original(text: str, start: int, length: int) -> None:
    folded = fold_with_origin(text)
    end = min(start + length, len(folded.text))

    assert folded.quote(start, end) in text


@given(ANY, st.booleans())
def test_clauses_are_in_order_and_apart(text: str, fine: bool) -> None:
    folded = fold_with_origin(text).text
    found = clauses(folded, fine)

    assert all(clause.start < clause.end <= len(folded) for clause in found)
    assert all(one.end <= two.start for one, two in itertools.pairwise(found))
    assert all(folded[clause.start : clause.end].strip() for clause in found)


@pytest.mark.parametrize(
    ("told", "cut"),
    [
        ("夜市賣襪子五年 嗓門大臉皮厚", ["夜市卖袜子五年", "嗓门大脸皮厚"]),
        ("會做 資料 分析", ["会做资料分析"]),
        ("會用 Photoshop 做海報", ["会用photoshop做海报"]),
        (
            "i pack boxes and i count stock but no driving",
            ["i pack boxes", "and i count stock", "but no driving"],
        ),
        ("salt and pepper", ["salt and pepper"]),
    ],
)
def test_clauses_end_without_a_comma_too(told: str, cut: list[str]) -> None:
    assert [clause.text for clause in clauses(fold_with_origin(told).text)] == cut


@given(ANY)
def test_tokens_are_where_they_say(text: str) -> None:
    folded = fold_with_origin(text).text

    for word, start, end in tokens(folded):
        assert word
        assert 0 <= start < end <= len(folded)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("會 Photoshop 修圖", "会photoshop修图"),
        ("ＰＨＯＴＯＳＨＯＰ", "photoshop"),
        ("photo  shop", "photo  shop"),
        ("資 料\n分 析", "资料\n分析"),
        ("數\u200b據", "数据"),
        ("cafe\u0301", "cafe"),
        ("a\u2028b\x85c\x0bd", "a\nb\nc\nd"),
    ],
)
def test_width_case_script_and_odd_blanks_fold_away(written: str, folded: str) -> None:
    assert fold_with_origin(written).text == folded


def test_the_quote_is_the_persons_own_writing() -> None:
    folded = fold_with_origin("我會 ＰｈｏｔｏＳｈｏｐ 修圖！")
    start = folded.text.index("photoshop")

    assert folded.quote(start, start + 9) == "ＰｈｏｔｏＳｈｏｐ"
    assert folded.quote(start, start) == ""


def test_a_list_form_is_squeezed_as_texts_are() -> None:
    assert squeeze("icon 设计 师") == "icon设计师"
    assert squeeze("page layout") == "page layout"
    assert squeeze("") == ""


@pytest.mark.parametrize(
    ("text", "fine", "coarse"),
    [
        ("a,b;c", ["a", "b", "c"], ["a,b", "c"]),
        ("会a，会b。会c".replace("，", ","), ["会a", "会b", "会c"], ["会a,会b", "会c"]),
        ("1. sql 2. excel", ["sql", "excel"], ["sql", "excel"]),
        ("node.js and 3.5 years", ["node.js and 3.5 years"], ["node.js and 3.5 years"]),
        ("excel: good (sql)", ["excel", "good", "sql"], ["excel: good (sql)"]),
        ("\n\n•a\n•b", ["a", "b"], ["a", "b"]),
        ("", [], []),
    ],
)
def test_clauses_end_where_a_thought_ends(text: str, fine: list[str], coarse: list[str]) -> None:
    assert [text[c.start : c.end].strip() for c in clauses(text)] == fine
    assert [text[c.start : c.end].strip() for c in clauses(text, fine=False)] == coarse


def test_latin_words_keep_their_signs_and_lose_their_endings() -> None:
    assert [word for word, _, _ in tokens("c++ and c# node.js r&d men’s designing")] == [
        "c++",
        "and",
        "c#",
        "node.js",
        "r&d",
        "men's",
        "design",
    ]
    assert stem("designing") == stem("designed") == stem("design")
    assert stem("sql") == "sql"


def test_chinese_is_told_from_the_rest() -> None:
    assert has_han("a資")
    assert not has_han("abc 123 かな")


@pytest.mark.parametrize("unit", [" ", "會 ", "a ", "\u200b", "e\u0301", "(", "- ", "a.", "1.", "\n"])
def test_time_grows_with_the_length_and_no_faster(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.perf_counter()
        folded = fold_with_origin(text).text
        clauses(folded)
        tokens(folded)
        return time.perf_counter() - start

    seconds(1_000)

    assert seconds(120_000) < 40 * seconds(12_000) + 0.5
