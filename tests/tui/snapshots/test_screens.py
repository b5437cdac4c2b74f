"""Both screens, in three languages and two sizes, cell by cell."""

from __future__ import annotations

import pytest

from kb.messages import MESSAGE_LANGUAGES
from tests.tui.app.drive import driven
from tests.tui.app.small import FixedEngine
from tests.tui.snapshots.screen_text import assert_as_kept

SIZES = ((80, 24), (120, 40))
each_language = pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
each_size = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


@each_size
@each_language
async def test_explore(language, size):
    async with driven(FixedEngine(), encoder="ngram", language=language, size=size, start="explore") as (
        app,
        _pilot,
        settle,
    ):
        await app.show_role("visual-designer")
        await settle()
        assert_as_kept(app, f"explore-{language}-{size[0]}x{size[1]}")


@each_size
@each_language
async def test_match(language, size):
    async with driven(FixedEngine(), encoder="ngram", language=language, size=size) as (app, _pilot, settle):
        app.screen.wanted.add("我喜歡拍照，會修圖 [/b] x")
        await settle()
        assert_as_kept(app, f"match-{language}-{size[0]}x{size[1]}")


@each_language
async def test_match_before_anything_is_written(language):
    async with driven(FixedEngine(), encoder="ngram", language=language) as (app, _pilot, _settle):
        assert_as_kept(app, f"match-empty-{language}-80x24")


@each_language
async def test_match_that_abstains(language):
    async with driven(FixedEngine(), encoder="ngram", language=language) as (app, _pilot, settle):
        app.screen.wanted.add("asdf qwer")
        await settle()
        assert_as_kept(app, f"match-abstains-{language}-80x24")


@each_language
async def test_help(language):
    async with driven(FixedEngine(), encoder="ngram", language=language, start="explore") as (
        app,
        pilot,
        settle,
    ):
        await pilot.press("question_mark")
        await settle()
        assert_as_kept(app, f"help-{language}-80x24")


@pytest.mark.parametrize("start", ["explore", "match"])
@pytest.mark.parametrize("size", [(240, 60), (60, 15)], ids=["240x60", "60x15"])
async def test_every_line_is_as_wide_as_the_screen(start, size):
    async with driven(FixedEngine(), encoder="ngram", size=size, start=start) as (app, pilot, settle):
        await pilot.press("down")
        await settle()
        assert_as_kept(app, f"{start}-zh-Hant-{size[0]}x{size[1]}")
