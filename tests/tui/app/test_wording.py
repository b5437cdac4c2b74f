"""Texts in cells: what is shown instead of acting, and where a line may be cut."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from tui.app.paper import Paper
from tui.app.wording import NO_END, NO_START, bar, fit, visible, wrap

ANY = st.text(st.characters(codec=None), max_size=80)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("資料分析", "資料分析"),
        ("[/b] x", "[/b] x"),
        ("\x1b[31m", "\u241b[31m"),
        ("a\tb\nc", "a b c"),
        ("\u202eabc", "<202E>abc"),
        ("\x7f\x9b", "\u2421<9B>"),
        ("\ud83d", "<D83D>"),
        ("👩\u200d💻", "👩💻"),
        ("مرحبا", "مرحبا"),
    ],
)
def test_what_would_act_is_shown(text, shown):
    assert visible(text) == shown


@given(ANY)
def test_a_visible_text_measures_the_same_however_it_is_cut(text):
    shown = visible(text)
    shown.encode()
    assert not any(c in shown for c in "\x1b\x07\x08\r\n\u202e\u2066")
    assert cell_len(shown) == sum(map(get_character_cell_size, shown))


@given(ANY, st.integers(2, 40))
def test_wrapped_lines_fit_and_lose_nothing(text, width):
    shown = visible(text)
    lines = [shown[start:end] for start, end in wrap(shown, width)]
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == shown.replace(" ", "")


@given(st.text("資料，。「」（）分析 ab", max_size=60))
def test_punctuation_does_not_stand_at_the_wrong_end(text):
    lines = [text[start:end] for start, end in wrap(text, 20)]
    for before, after in itertools.pairwise(lines):
        glued = len(before) and len(after) and max(map(len, lines)) >= 9
        if glued and before[-1] in NO_END | NO_START and after[0] in NO_START:
            continue
        assert not after[:1] or after[0] not in NO_START or len(before.rstrip("，。」）")) < 2


def test_chinese_is_cut_between_characters():
    text = "負責平台日常營運與 Photoshop 修圖，並整理報表。"
    lines = [text[start:end] for start, end in wrap(text, 20)]
    assert lines == ["負責平台日常營運與", "Photoshop 修圖，並整", "理報表。"]


def test_a_quotation_mark_stays_beside_what_it_quotes():
    text = 'What you wrote, "平常喜歡拍照和修圖", is close'
    for width in range(20, 46):
        lines = [text[start:end] for start, end in wrap(text, width)]
        assert not any(line.startswith('",') or line.endswith(', "') for line in lines), lines


@given(ANY, st.integers(0, 30))
def test_fit_fills_its_cells(text, width):
    assert cell_len(fit(visible(text), width)) == width


def test_bars_stay_in_bounds():
    assert [bar(-1, 3), bar(2, 3), bar(9, 3)] == ["▯▯▯", "▮▮▯", "▮▮▮"]


@given(st.lists(ANY, max_size=5), st.integers(1, 60))
def test_papers_fit_any_width(texts, width):
    paper = Paper()
    for text in texts:
        paper.heading(text).add(text, lead="=> 2   ").bullet(text)
    assert all(line.cell_length <= max(width, 4) for line in paper.lines(width))
