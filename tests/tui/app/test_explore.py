"""Explore: finding a role by walking, filtering and climbing, and reading all of it."""

from __future__ import annotations

import pytest

from tests.tui.app.drive import driven
from tests.tui.app.small import FixedEngine
from tests.tui.snapshots.screen_text import screen_text


def explore(**options):
    return driven(FixedEngine(), encoder="ngram", start="explore", **options)


async def test_arrows_and_vim_keys_walk_the_tree():
    async with explore() as (app, pilot, settle):
        await pilot.press("enter", "down")
        await settle()
        assert "美工助理（你正在看）" in screen_text(app)
        await pilot.press("j")
        await settle()
        assert "（你正在看）" in screen_text(app)
        assert app.screen.roles.cursor_node.data.role == app.screen._role
        await pilot.press("h")
        assert app.screen.roles.cursor_node.data.role == ""
        await pilot.press("h", "l", "l", "k")
        assert app.screen.roles.cursor_node.data.group == "visual_design"


@pytest.mark.parametrize(
    "asked",
    [
        "視覺",
        "视觉",
        "visual designer",
        "ＶＩＳＵＡＬ designer",
        "美工",
        "平面設計師",
        "平面设计师",
        "visaul designer",
    ],
)
async def test_the_filter_forgives(asked):
    async with explore() as (app, pilot, settle):
        await pilot.press("slash")
        app.screen.asked.value = asked
        await settle()
        shown = [leaf.data.role for node in app.screen.roles.root.children for leaf in node.children]
        assert any(role in shown for role in ("visual-designer", "senior-visual-designer"))
        assert "pre-sales-agent" not in shown


async def test_the_filter_is_left_with_escape():
    async with explore() as (app, pilot, settle):
        await pilot.press("slash", *"[/b]")
        await settle()
        assert "0／12" in screen_text(app)
        await pilot.press("escape")
        await settle()
        assert not app.screen.asked.display
        assert "12 個" in screen_text(app)


async def test_grouping_by_department():
    async with explore() as (app, pilot, settle):
        await pilot.press("v")
        await settle()
        assert "設計組" in screen_text(app)
        await pilot.press("v")
        await settle()
        assert "網站運營部" in screen_text(app)
        await pilot.press("v")
        await settle()
        assert "招人順序" in screen_text(app)
        await pilot.press("v")
        await settle()
        assert "視覺設計" in screen_text(app)


async def test_the_ladder_is_walked_and_back_again():
    async with explore() as (app, pilot, settle):
        await app.show_role("design-assistant")
        await pilot.press("right_square_bracket")
        await settle()
        up = app.screen._role
        assert up != "design-assistant"
        assert app.screen.roles.cursor_node.data.role == up
        await pilot.press("left_square_bracket")
        await settle()
        await pilot.press("b")
        await settle()
        assert app.screen._role == up


async def test_a_role_is_told_in_full():
    async with explore(size=(120, 200)) as (app, _pilot, settle):
        await app.show_role("visual-designer")
        await settle()
        shown = screen_text(app)
        role = app.knowledge.roles["visual-designer"]
        for text in (role.mission, *(duty.text for duty in role.duties), role.entry.note):
            assert text.zh_hant[:12] in shown
        for need in role.skills:
            assert app.knowledge.skills[need.skill].label.zh_hant in shown
        assert "▮▮▮▯▯ 3  " in shown
        assert "編者的判斷" in shown
        assert "一篇談如何加入與經營電商團隊的文章：1.1" in shown


async def test_a_role_the_knowledge_lacks_does_no_harm():
    async with explore() as (app, _pilot, settle):
        await app.show_role("no-such-role")
        await settle()
        screen_text(app)
