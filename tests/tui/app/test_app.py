"""Everywhere: footer keys, languages, palette, help, themes, resize storms and a broken knowledge base."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest
from textual.events import MouseDown
from textual.screen import ModalScreen

from kb.messages import MESSAGE_LANGUAGES, locale_folder, read_texts
from matcher.profile import Profile
from tests.tui.app.drive import driven
from tests.tui.app.small import BrokenEngine, FixedEngine, hostile_knowledge
from tests.tui.snapshots.screen_text import screen_text
from tui.app import make_app, run
from tui.app.actions import find
from tui.app.over import Palette
from tui.app.screens.help import HelpScreen
from tui.app.screens.skills import SkillScreen
from tui.app.widgets.key_bar import KeyBar

BOTH = pytest.mark.parametrize("start", ["explore", "match"])


@BOTH
async def test_the_footer_is_clickable(start):
    async with driven(FixedEngine(), encoder="ngram", start=start) as (app, pilot, settle):
        bar = app.screen.query_one(KeyBar)
        place = next(first for first, _, key in bar._ends if key == "f1")
        await pilot.click(KeyBar, offset=(place + 1, 0))
        await settle()
        assert isinstance(app.screen, HelpScreen)


@BOTH
async def test_languages_change_on_the_spot(start):
    async with driven(FixedEngine(), encoder="ngram", start=start, size=(120, 40)) as (app, pilot, settle):
        if start == "explore":
            await app.show_role("visual-designer")
        else:
            app.screen.wanted.add("修圖")
        seen = []
        for _ in MESSAGE_LANGUAGES:
            await settle()
            seen.append(screen_text(app))
            await pilot.press("f7")
        await settle()
        assert screen_text(app) == seen[0]
        assert len(set(seen)) == 3
        assert "Visual design" in seen[MESSAGE_LANGUAGES.index("en")]


def texts(language):
    return read_texts(locale_folder(language))


def test_the_app_says_the_same_things_in_every_language():
    keys = [{key for key in texts(one) if key.startswith("app.")} for one in MESSAGE_LANGUAGES]
    assert keys[0] == keys[1] == keys[2]


@pytest.mark.parametrize("asked", ["视觉设计师", "visual designer", "美工", "ＵＩ"])
async def test_the_palette_finds_roles(asked):
    async with driven(FixedEngine(), encoder="ngram") as (app, pilot, settle):
        await pilot.press("ctrl+p")
        await settle()
        app.screen.query_one("CommandInput").value = asked
        await pilot.pause(0.6)
        await settle()
        await pilot.press("enter")
        await settle()
        assert app.current_mode == "explore"
        assert app.screen._role in ("visual-designer", "ui-designer", "senior-visual-designer")


async def test_the_palette_changes_language_and_shows_names_as_they_are():
    async with driven(FixedEngine(hostile_knowledge()), encoder="ngram") as (app, pilot, settle):
        await pilot.press("ctrl+p")
        await settle()
        app.screen.query_one("CommandInput").value = "美編"
        await pilot.pause(0.6)
        await settle()
        assert "[/b] x\u241b[31m" in screen_text(app)
        app.screen.query_one("CommandInput").value = "english"
        await pilot.pause(0.6)
        await settle()
        await pilot.press("enter")
        await settle()
        assert app.language == "en"


async def test_page_keys_in_a_palette_without_room_for_its_lines_do_nothing():
    async with driven(FixedEngine(), encoder="ngram", size=(80, 1)) as (app, pilot, settle):
        await pilot.press("ctrl+p")
        await settle()
        assert app.screen.query_one("CommandList").option_count
        await pilot.press("pagedown", "pageup")
        await pilot.pause()
        assert isinstance(app.screen, Palette)


@pytest.mark.parametrize(
    "opened", ["app.palette", "app.settings", "match.skills", "match.quiz", "match.keep"]
)
async def test_what_a_place_takes_away_before_it_stands_is_gone(opened):
    async with driven(FixedEngine(), encoder="ngram") as (app, _pilot, settle):
        app.person = Profile(text="abc")
        await app.perform(find(opened))
        assert isinstance(app.screen, ModalScreen)
        await app.action_go("batch")
        await settle()
        assert (app.place, len(app.screen_stack)) == ("batch", 1)


async def test_help_and_theme():
    async with driven(FixedEngine(), encoder="ngram", start="explore", size=(100, 50)) as (
        app,
        pilot,
        settle,
    ):
        await pilot.press("question_mark")
        await settle()
        assert "打字篩選職位" in screen_text(app)
        await pilot.press("escape", "ctrl+t")
        await settle()
        assert not app.current_theme.dark


@BOTH
async def test_resize_storm(start):
    async with driven(FixedEngine(), encoder="ngram", start=start) as (app, pilot, settle):
        if start == "match":
            app.screen.wanted.add("修圖 " * 30)
        for step in range(30):
            await pilot.resize_terminal(1 + (step * 37) % 240, 1 + (step * 17) % 60)
        await pilot.resize_terminal(80, 24)
        await settle()
        screen_text(app)


async def test_broken_knowledge_ends_with_one_sentence():
    app = make_app("zh-Hant", (), "ngram", engine=BrokenEngine())
    async with app.run_test() as pilot:
        for _ in range(100):
            if app.failure:
                break
            await pilot.pause(0.02)
    assert app.return_code == 3
    assert "知識庫不能用" in app.failure
    assert "roles/x.yaml:3" in app.failure
    assert "\n" not in app.failure


def test_run_says_why_on_stderr(monkeypatch, capsys, tmp_path):
    class Stub:
        failure = "one sentence"
        return_code = 3

        def run(self):
            pass

    monkeypatch.setattr("tui.app.make_app", lambda *_, **__: Stub())
    assert run("en", (tmp_path,), None) == 3
    assert capsys.readouterr().err == "one sentence\n"


def test_nothing_heavy_is_imported_before_the_first_picture():
    code = (
        "import sys, tui.app, os\n"
        "assert os.environ['TEXTUAL_DISABLE_KITTY_KEY'] == '1'\n"
        "assert 'textual' not in sys.modules\n"
        "tui.app.make_app('en')\n"
        "from textual.constants import DISABLE_KITTY_KEY\n"
        "assert DISABLE_KITTY_KEY\n"
        "heavy = ('torch', 'onnxruntime', 'sentence_transformers', 'sklearn', 'scipy')\n"
        "print([m for m in heavy if m in sys.modules])"
    )
    plain = {k: v for k, v in os.environ.items() if k != "TEXTUAL_DISABLE_KITTY_KEY"}
    seen = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=plain)
    assert seen.stdout.strip() == "[]"


class SlowEngine(FixedEngine):
    """An engine whose knowledge comes when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.may_read = threading.Event()

    def knowledge(self):
        self.may_read.wait(20)
        return super().knowledge()


async def test_keys_pressed_before_there_is_knowledge_are_done_when_it_is_there():
    engine = SlowEngine()
    async with driven(engine, encoder="ngram", wait=False) as (app, pilot, settle):
        await settle.until(lambda: app._loading)
        await pilot.press("f1")  # Help needs no knowledge.
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape", *"ab", "ctrl+g", "down")
        assert app.screen.wanted.text == "ab"
        engine.may_read.set()
        await settle.until(lambda: isinstance(app.screen, SkillScreen))
        await settle.until(lambda: app.screen.lines.highlighted == 1)


async def test_a_click_on_a_toast_that_has_gone_does_nothing():
    async with driven(FixedEngine(), encoder="ngram") as (app, pilot, settle):
        app.notify("hello")
        await settle()
        toast = app.screen.query_one("Toast")
        x, y, parent = toast.region.x + 1, toast.region.y, toast.parent
        toast._detach()  # As in the moment between its end and the next picture.
        down = MouseDown(None, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y)
        down.set_sender(app)
        app._driver.send_message(down)
        await pilot.pause()
        toast._attach(parent)
        assert app.is_running


async def test_a_very_small_terminal_can_be_worked_with():
    async with driven(FixedEngine(), encoder="ngram", size=(40, 10)) as (app, _pilot, settle):
        for place, pane in (("explore", "detail"), ("path", "plan"), ("team", "cell"), ("batch", "detail")):
            await app.action_go(place)
            if place == "path":
                app.screen.go_to("visual-designer")
            await settle()
            assert app.screen.query_one(f"#{pane}").size.width >= 16
            assert app.screen.focused.size.height >= 2
            screen_text(app)
