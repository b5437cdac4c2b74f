"""Every key that a place shows in its footer, and every key of what lies over a place, does something."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.screen import ModalScreen

from tests.tui.app.drive import driven
from tests.tui.app.small import FixedEngine, small_knowledge
from tests.tui.snapshots.screen_text import screen_text
from tui.app.places import PLACES
from tui.app.screens.export import ExportScreen
from tui.app.screens.finder import FinderScreen, Found, Question
from tui.app.screens.help import HelpScreen
from tui.app.screens.quiz import QuizScreen
from tui.app.screens.settings import SettingsScreen
from tui.app.screens.skills import SkillScreen
from tui.app.screens.welcome import WelcomeScreen
from tui.app.widgets.key_bar import KeyBar

WIDE = (160, 40)

LIST = "編號,自傳\n1,我會修圖\n2,修圖和海報\n"


async def rest(app, pilot):
    """Wait until nothing happens any more, without the pauses that somebody typing needs."""
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()
    await pilot.pause()


def picture(app):
    """What one can tell two moments apart by."""
    toasts = tuple(toast.message for toast in app._notifications)
    return screen_text(app), app.theme, app.screen.focused, type(app.screen), toasts


async def close_all(app):
    while isinstance(app.screen, ModalScreen):
        await app.pop_screen()
    app.clear_notifications()


async def something_to_work_on(app, pilot, place):
    """Bring a place to where each of its keys has something to do."""
    await close_all(app)
    await app.action_go(place)
    screen = app.screen
    if place == "explore":
        await app.show_role("senior-visual-designer")
        await app.show_role("visual-designer")
        screen.roles.focus()
    elif place == "match":
        screen.wanted.put("abc")
        screen.wanted.focus()
    elif place == "path":
        screen.go_to("visual-designer")
        await rest(app, pilot)
        screen.plan.focus()
        await pilot.press("home", *["down"] * 3)
    elif place == "batch":
        Path("list.csv").write_text(LIST, encoding="utf-8")
        screen.open_list(Path("list.csv"))
    elif place == "team":
        screen.go_to("people/mei")
    await rest(app, pilot)


@pytest.mark.parametrize("place", [place.id for place in PLACES])
async def test_every_key_in_the_footer_does_something(place, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    left = []
    async with driven(FixedEngine(), encoder="ngram", start=place, size=WIDE) as (app, pilot, _settle):

        async def leave():
            left.append(app)

        app.action_quit = leave
        await something_to_work_on(app, pilot, place)
        keys = [binding.key for binding in app.screen.query_one(KeyBar).shown()]
        assert len(keys) >= 6
        for key in keys:
            await something_to_work_on(app, pilot, place)
            before = picture(app)
            await pilot.press(key)
            await rest(app, pilot)
            assert picture(app) != before or left, f"{key} does nothing"
            assert bool(left) == (key == "ctrl+q")
            left.clear()


def over(app):
    """What can lie over a place, by name."""
    items = tuple(app.knowledge.records.quiz_items)
    answers = [Found("a", "one"), Found("b", "two"), Found("c", "three")]
    question = Question("?", "", "", lambda _: answers)
    return {
        "finder": lambda: FinderScreen(question),
        "settings": SettingsScreen,
        "help": lambda: HelpScreen("match", {"app.help": ("f1",)}),
        "quiz": lambda: QuizScreen(items),
        "skills": lambda: SkillScreen(small_knowledge(), app.screen.person),
        "welcome": WelcomeScreen,
        "export": lambda: ExportScreen(app.screen.view()),
    }


FIRST = {
    "finder": ("down",),  # There is an answer before this one to go up to.
    "quiz": ("1",),  # There is a statement before this one to go back to.
    "skills": ("enter", "down"),  # A group is open.
}
"""Keys pressed before the one that is tried."""

NEEDS_A_CHANGE = {("settings", "delete"), ("settings", "backspace")}
"""Keys that take back a change of the keys; `test_settings` tries them."""


@pytest.mark.parametrize("name", ["finder", "settings", "help", "quiz", "skills", "welcome", "export"])
async def test_every_key_of_what_lies_over_a_place_does_something(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with driven(FixedEngine(), encoder="ngram", start="match", size=(80, 30)) as (app, pilot, settle):
        app.screen.wanted.put("abc")
        await settle()
        make = over(app)[name]
        keys = [
            key
            for binding in type(make()).BINDINGS
            for key in binding.key.split(",")
            if (name, key) not in NEEDS_A_CHANGE
        ]
        for key in [*keys, "enter"]:
            await close_all(app)
            app.push_screen(make())
            await rest(app, pilot)
            await pilot.press(*FIRST.get(name, ()))
            await rest(app, pilot)
            if name == "skills":
                await pilot.press("2" if key != "2" else "3")
                await rest(app, pilot)
            before = picture(app)
            await pilot.press(key)
            await rest(app, pilot)
            assert picture(app) != before, f"{key} does nothing"


async def test_a_view_is_exported_to_where_one_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kept").mkdir()
    async with driven(FixedEngine(), encoder="ngram", start="explore") as (app, pilot, settle):
        await app.show_role("visual-designer")
        for typed in ("kept/mine.md", "kept"):
            await pilot.press("ctrl+s", "e", "ctrl+u", *typed, "enter")
            await settle()
    assert {path.name for path in (tmp_path / "kept").iterdir()} == {"mine.md", "role-visual-designer.md"}
