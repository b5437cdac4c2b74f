"""Path: a target chosen by typing, steps with tasks, ticks that stay, a plan to take away."""

from __future__ import annotations

import json

from matcher.plan import KeptPlan
from matcher.profile import Profile
from tests.tui.app.drive import driven
from tests.tui.app.small import FixedEngine, hostile_knowledge
from tests.tui.snapshots.screen_text import screen_text

TARGET = "senior-visual-designer"


def path(**options):
    return driven(FixedEngine(), encoder="ngram", start="path", **options)


async def choose(pilot, settle, key, typed):
    await pilot.press(key)
    await settle()
    await pilot.press(*typed)
    await settle()
    await pilot.press("enter")
    await settle()


async def test_a_target_is_chosen_by_sound_and_shown_with_its_steps():
    async with path(size=(120, 40)) as (app, pilot, settle):
        await choose(pilot, settle, "t", "zssjsjs")
        assert app.screen.where() == TARGET
        shown = screen_text(app)
        assert "美工助理 > 美工" in shown
        assert "練習：" in shown
        assert "做完 0／" in shown


async def test_a_long_list_of_roles_says_that_there_are_more(monkeypatch):
    monkeypatch.setattr("tui.app.screens.asking.MOST", 3)
    async with path() as (app, pilot, settle):
        await pilot.press("s")
        await settle()
        assert f"還有 {len(app.knowledge.roles) - 3} 個沒列出來" in screen_text(app)
        lines = app.screen.answers.options
        assert [line.disabled for line in lines] == [False] * (2 + 3) + [True], "it is nothing to choose"


async def test_ticks_stay(tmp_path):
    async with path(folder=tmp_path) as (app, pilot, settle):
        app.screen.go_to(TARGET)
        await settle()
        await pilot.press("tab", "space", "j", "enter", "j", "space", "space")
        await settle()
        assert "做完 2／" in screen_text(app)
    assert len(KeptPlan.read((tmp_path / "plan.json").read_bytes()).ticks) == 2
    async with path(folder=tmp_path) as (app, pilot, settle):
        assert "做完 2／" in screen_text(app)
        assert "[x]" in screen_text(app)


async def test_the_start_is_oneself_an_entry_role_or_a_role():
    async with path(size=(120, 40)) as (app, pilot, settle):
        app.screen.go_to(TARGET)
        await settle()
        assert "從收新人的職位" in screen_text(app)
        app.person = Profile(text="會修圖")
        await settle()
        assert "從你自己" in screen_text(app)
        assert app.screen.view().command[-2:] == ("--text", "會修圖")
        await choose(pilot, settle, "s", "meigong")
        assert "從美工到" in screen_text(app)
        assert app.screen.view().command == (
            *("shopladder", "path", TARGET),
            *("--from", "visual-designer"),
            *("--text", "會修圖"),
        )


async def test_no_way_and_no_such_role_are_one_sentence():
    async with path() as (app, _pilot, settle):
        app.screen.go_to("no-such-role")
        await settle()
        assert "no-such-role" in screen_text(app)
        app.screen._aim_at("design-assistant")
        app.screen._start_at("art-director")
        await settle()
        assert "找不到" in screen_text(app)
        app.screen._start_at("design-assistant")
        await settle()
        assert "就是起點" in screen_text(app)


async def test_to_a_first_post_the_plan_is_how_to_come_in():
    async with path(size=(120, 40)) as (app, pilot, settle):
        app.screen.go_to("design-assistant")
        await settle()
        shown = screen_text(app)
        assert "# 先進來：美工助理" in shown
        assert "找不到" not in shown
        await pilot.press("tab", "space")
        assert "做完 1／" in screen_text(app)
        await pilot.press("o")
        await settle()
        assert (app.place, app.screen.where()) == ("explore", "design-assistant")


async def test_from_reading_about_a_role_to_the_way_there_and_back():
    async with driven(FixedEngine(), encoder="ngram", start="explore") as (app, pilot, settle):
        await app.show_role(TARGET)
        await settle()
        await pilot.press("p")
        await settle()
        assert (app.place, app.screen.where()) == ("path", TARGET)
        await pilot.press("b")
        await settle()
        assert (app.place, app.screen.where()) == ("explore", TARGET)


async def test_the_plan_is_taken_away_in_words_and_as_data():
    async with path() as (app, pilot, settle):
        app.screen.go_to(TARGET)
        await settle()
        await pilot.press("tab", "space")
        view = app.screen.view()
        assert "練習：" in view.written("html")
        assert "- [x] " in view.written("md")
        data = json.loads(view.written("json"))
        assert data["target"] == TARGET
        assert data["paths"][0]["entry"]["tasks"][0]["done"]


async def test_a_broken_plan_file_is_set_aside(tmp_path):
    (tmp_path / "plan.json").write_bytes(b"[")
    async with path(folder=tmp_path) as (app, _pilot, _settle):
        assert app.keeper.set_aside[0].name == "plan.json.unread-1"
        assert "plan.json.unread-1" in screen_text(app)


async def test_names_are_never_markup():
    async with driven(FixedEngine(hostile_knowledge()), encoder="ngram", start="path", size=(120, 40)) as (
        app,
        _pilot,
        settle,
    ):
        app.screen.go_to(TARGET)
        await settle()
        assert "[/b] x\u241b[31m" in screen_text(app)
