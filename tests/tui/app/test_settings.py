"""Settings: chosen on a screen, kept, obeyed; clashing keys are refused; colours can be read."""

from __future__ import annotations

import pytest
from textual.color import Color

from tests.tui.app.drive import driven
from tests.tui.app.small import FixedEngine
from tests.tui.snapshots.screen_text import screen_text
from tui.app.actions import find, refusal
from tui.app.keeping import SETTINGS_FILE, Settings
from tui.app.screens.help import HelpScreen
from tui.app.themes import THEMES


def kept(folder):
    return Settings.read((folder / SETTINGS_FILE).read_bytes())


async def test_language_colours_and_matching(tmp_path):
    async with driven(FixedEngine(), folder=tmp_path, size=(100, 40)) as (app, pilot, settle):
        await pilot.press("f9", "enter", "down", "enter", "j", "enter")
        await settle()
        assert app.language == "zh-Hans"
        assert app.theme == "light"
        await settle.until(lambda: not app.waiting)
        assert app.matcher.encoder_name == "ngram"
        assert "浅色" in screen_text(app)
    assert kept(tmp_path) == Settings("zh-Hans", "light", "ngram")


async def test_a_key_is_changed_obeyed_and_reset(tmp_path):
    async with driven(FixedEngine(), folder=tmp_path, size=(100, 60), start="explore") as (
        app,
        pilot,
        settle,
    ):
        await pilot.press("f9")
        await settle()
        rows = app.screen.rows
        rows.show(rows._choices, at="app.help")
        await pilot.press("enter", "f12")
        await settle()
        assert "F12" in screen_text(app)
        await pilot.press("escape", "f1")
        await settle()
        assert not isinstance(app.screen, HelpScreen)
        await pilot.press("f12")
        await settle()
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape", "f9")
        await settle()
        rows = app.screen.rows
        rows.show(rows._choices, at="app.help")
        await pilot.press("delete", "escape", "f1")
        await settle()
        assert isinstance(app.screen, HelpScreen)
    assert kept(tmp_path).keys == {}


async def test_a_taken_key_is_refused_with_what_has_it(tmp_path):
    async with driven(FixedEngine(), folder=tmp_path, size=(100, 60)) as (app, pilot, settle):
        await pilot.press("f9")
        await settle()
        rows = app.screen.rows
        rows.show(rows._choices, at="app.help")
        await pilot.press("enter", "ctrl+q")
        await settle()
        assert app.is_running
        assert "離開 shopladder" in screen_text(app)
        assert app.settings.keys == {}


@pytest.mark.parametrize(
    ("action", "key", "why"),
    [
        ("app.help", "j", ("list_key", "")),
        ("app.quit", "z", ("letter", "")),
        ("app.help", "ctrl+q", ("taken", "app.quit")),
        ("explore.filter", "f1", ("taken", "app.help")),
        ("explore.filter", "f8", None),
        ("app.help", "f8", ("taken", "match.clear")),
        ("app.help", "f1", None),
    ],
)
def test_keys_that_may_not_be_given(action, key, why):
    assert find(action) is not None
    assert refusal(action, key, {}) == why


def test_a_key_that_was_moved_away_is_free():
    assert refusal("app.help", "ctrl+q", {"app.quit": "f12"}) is None


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_can_be_read_in_every_set_of_colours(theme):
    for back in (theme.background, theme.surface, theme.panel):
        for front in (theme.foreground, theme.accent):
            assert contrast(front, back) >= 7, (front, back)


def contrast(one: str, other: str) -> float:
    """The contrast of WCAG 2."""

    def luminance(colour: str) -> float:
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in Color.parse(colour).normalized
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)
