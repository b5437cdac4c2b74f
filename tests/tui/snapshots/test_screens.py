"""Every scene in three languages and two sizes, cell by cell."""

from __future__ import annotations

import pytest

from kb.messages import MESSAGE_LANGUAGES
from tests.tui.app.drive import driven
from tests.tui.app.small import FixedEngine
from tests.tui.snapshots.scenes import SCENES
from tests.tui.snapshots.screen_text import FOLDER, assert_as_kept

SIZES = ((80, 24), (120, 40))
ODD_SIZES = ((240, 60), (60, 15))


def _named(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


@pytest.mark.parametrize("language", MESSAGE_LANGUAGES)
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_scenes(scene, language):
    async with driven(
        FixedEngine(), encoder="ngram", language=language, size=SIZES[0], start=scene.start
    ) as (
        app,
        pilot,
        settle,
    ):
        await scene.steps(app, pilot)
        await settle()
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await settle()
            assert_as_kept(app, f"{scene.name}-{language}-{_named(size)}")


@pytest.mark.parametrize("start", ["explore", "match"])
@pytest.mark.parametrize("size", ODD_SIZES, ids=_named)
async def test_every_line_is_as_wide_as_the_screen(start, size):
    async with driven(FixedEngine(), encoder="ngram", size=size, start=start) as (app, pilot, settle):
        await pilot.press("down")
        await settle()
        assert_as_kept(app, f"{start}-zh-Hant-{_named(size)}")


def test_no_kept_screen_is_left_over():
    wanted = {
        f"{scene.name}-{language}-{_named(size)}.txt"
        for scene in SCENES
        for language in MESSAGE_LANGUAGES
        for size in SIZES
    }
    wanted |= {f"{start}-zh-Hant-{_named(size)}.txt" for start in ("explore", "match") for size in ODD_SIZES}
    assert {path.name for path in FOLDER.iterdir()} == wanted
