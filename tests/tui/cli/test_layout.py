"""Layout: every line fits its cells, nothing is lost, punctuation stays with its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.cli.layout import (
    Style,
    bar,
    pad,
    pad_left,
    table,
    truncate,
    width,
    wrap,
    wrap_hint,
)

WORDS = st.text(alphabet="電商運營，。「」（）abc XYZ 12.,-", max_size=120)


@given(WORDS, st.integers(min_value=20, max_value=90))
def test_lines_fit_and_no_character_is_lost(text: str, cells: int) -> None:
    wrapped = wrap(text, cells, "  - ")
    assert all(width(line) <= cells for line in wrapped.splitlines())
    assert "".join(wrapped.removeprefix("  -").split()) == "".join(text.split())


def test_punctuation_clings_to_its_word() -> None:
    assert wrap("電商運營，分析", 8) == "電商運\n營，分析"
    assert wrap("電商「運營」", 6) == "電商\n「運\n營」"
    assert wrap("a word, b", 6) == "a\nword,\nb"


def test_no_line_begins_with_the_blank_before_punctuation() -> None:
    assert wrap("電商運營 ?/3", 8) == "電商運營\n?/3"


def test_words_are_kept_whole() -> None:
    assert wrap("one two-three four", 12) == "one\ntwo-three\nfour"


def test_an_address_is_never_cut() -> None:
    address = "http://example.org/" + "x" * 100
    assert address in wrap(f"see {address}", 40)


def test_a_command_to_copy_is_never_broken() -> None:
    hint = wrap_hint(
        "整條路怎麼走：shopladder path operations-manager --from senior-operations-specialist", 60
    )
    assert hint.splitlines()[-1].strip() == (
        "shopladder path operations-manager --from senior-operations-specialist"
    )
    assert wrap_hint("short: shopladder doctor", 60) == "short: shopladder doctor"


@pytest.mark.parametrize(
    ("text", "cells"), [("abc", 3), ("電商", 4), ("\x1b[1m電商\x1b[0m", 4), ("e\u0301", 1)]
)
def test_width_counts_cells(text: str, cells: int) -> None:
    assert width(text) == cells


def test_padding_counts_cells() -> None:
    assert pad("電商", 6) == "電商  "
    assert pad_left("電商", 6) == "  電商"
    assert pad("電商", 2) == "電商"


@given(st.text(alphabet="電商ab", max_size=40), st.integers(min_value=4, max_value=20))
def test_a_truncated_text_fits(text: str, cells: int) -> None:
    assert width(truncate(text, cells)) <= cells


def test_columns_line_up_under_chinese() -> None:
    lines = table([("電商", "x"), ("a", "y")], 40).splitlines()
    assert [width(line[: line.rindex(mark)]) for line, mark in zip(lines, "xy", strict=True)] == [8, 8]
    assert table([], 40) == ""


@given(st.floats(min_value=0, max_value=1), st.integers(min_value=1, max_value=40))
def test_a_bar_is_as_wide_as_its_track(value: float, cells: int) -> None:
    assert width(bar(value, cells, track=True)) == cells
    assert len(bar(value, cells, blocks=False)) <= cells
    assert value == 0 or bar(value, cells)


def test_bars_use_no_ambiguous_characters() -> None:
    import unicodedata

    assert all(unicodedata.east_asian_width(c) == "N" for c in set(bar(0.5, 10, track=True)))


def test_style_is_off_when_it_is_off() -> None:
    assert Style(on=False).bold("x") == "x"
    assert Style(on=True).dim("x") != "x"
