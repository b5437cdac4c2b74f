"""The promotion map, roles side by side, hiring order, departments and skills."""

from __future__ import annotations

import pytest

from tests.tui.app.drive import driven
from tests.tui.app.small import FixedEngine
from tests.tui.snapshots.screen_text import screen_text


def explore(**options):
    return driven(FixedEngine(), encoder="ngram", start="explore", **options)


async def test_the_map_is_walked_and_leads_to_roles():
    async with explore(size=(120, 30)) as (app, pilot, settle):
        await app.show_role("design-assistant")
        await pilot.press("m")
        await settle()
        shown = screen_text(app)
        assert ">美工助理" in shown
        assert "+美工" in shown
        assert "1 助理" in shown
        await pilot.press("right_square_bracket")
        await settle()
        assert ">美工 " in screen_text(app)
        assert "-美工助理" in screen_text(app)
        await pilot.press("enter")
        await settle()
        assert app.screen.where() == "visual-designer"
        assert "美工（你正在看）" in screen_text(app)
        await pilot.press("b")
        await settle()
        assert app.screen.where().startswith("map:")


async def test_every_role_of_the_map_can_be_walked_to():
    async with explore(size=(100, 20)) as (app, pilot, _settle):
        await pilot.press("m", "g")
        walked = app.screen.map
        reached, ahead = {walked.here}, [walked.here]
        while ahead:
            role = ahead.pop()
            for across, down in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                walked.point_at(role)
                walked.action_walk(across, down)
                if walked.here not in reached:
                    reached.add(walked.here)
                    ahead.append(walked.here)
        assert reached == set(app.knowledge.roles)


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (240, 60), (9, 4)])
async def test_the_cursor_of_the_map_stays_in_sight(size):
    async with explore(size=size) as (app, pilot, settle):
        await pilot.press("m", "G")
        await settle()
        name = app.knowledge.roles[app.screen.map.here].label.zh_hant
        if size[1] > 8:
            assert ">" + name[:2] in screen_text(app)
        await pilot.press("g", "pagedown", "ctrl+u", "end", "home")
        await settle()
        screen_text(app)


async def test_clicking_the_map():
    async with explore(size=(120, 30)) as (app, pilot, settle):
        await pilot.press("m")
        await settle()
        await pilot.click("#map", offset=(22, 2))
        await settle()
        assert app.knowledge.roles[app.screen.map.here].rung == 2
        here = app.screen.map.here
        await pilot.click("#map", offset=(22, 2))
        await settle()
        assert app.screen.where() == here


async def test_the_page_follows_the_cursor_while_one_filters_quickly():
    async with explore(size=(100, 30)) as (app, pilot, settle):
        await pilot.press("slash")
        for asked in ("s", "se", "senior", "xx", "mg"):
            app.screen.asked.value = asked
        await settle()
        assert app.screen.roles.cursor_node.data.role == app.screen.where() == "visual-designer"


async def test_roles_are_set_side_by_side():
    async with explore(size=(120, 40)) as (app, pilot, settle):
        await pilot.press("c")
        await settle()
        assert "先用 x 標記" in screen_text(app)
        for role in ("visual-designer", "ui-designer"):
            await app.show_role(role)
            await pilot.press("x")
            await settle()
        assert "*美工" in screen_text(app)
        await pilot.press("c")
        await settle()
        shown = screen_text(app)
        assert app.screen.where() == "compare:visual-designer,ui-designer"
        assert app.screen.view().command == (
            "shopladder",
            "role",
            "compare",
            "visual-designer",
            "ui-designer",
        )
        assert "▮▮▮▯▯ 3" in shown
        assert "美工" in app.screen.view().written("md")
        await pilot.press("escape")
        await settle()
        assert app.screen.where() == "ui-designer"


async def test_no_more_than_four_and_marks_are_taken_away():
    async with explore(size=(120, 40)) as (app, pilot, settle):
        for role in list(app.knowledge.roles)[:5]:
            await app.show_role(role)
            await pilot.press("x")
            await settle()
        assert len(app.screen._marked) == 4
        assert "最多並排 4 個" in screen_text(app)
        await app.show_role(app.screen._marked[0])
        await pilot.press("space")
        await settle()
        assert len(app.screen._marked) == 3


async def test_hiring_order_and_departments_have_pages():
    async with explore(size=(100, 40)) as (app, pilot, settle):
        await pilot.press("v", "j")
        await settle()
        assert "完整公司：" in screen_text(app)
        assert app.screen.view().title
        await pilot.press("v", "v", "g")
        await settle()
        assert "第 2 步：客服" in screen_text(app)
        assert "還沒補人以前" in screen_text(app) or "補到人以後" in screen_text(app)


async def test_the_palette_finds_skills():
    async with driven(FixedEngine(), encoder="ngram") as (app, pilot, settle):
        await pilot.press("ctrl+p")
        await settle()
        app.screen.query_one("CommandInput").value = "tpxt"
        await pilot.pause(0.6)
        await settle()
        assert "圖片修圖  技能" in screen_text(app)
        await pilot.press("enter")
        await settle()
        assert app.screen.where() == "skill:image-retouching"
        assert app.screen.view().command_line == "shopladder skill show image-retouching"


@pytest.mark.parametrize(
    "where",
    ["map:none", "compare:", "compare:a,b", "skill:none", "group:none", "x:y", ":", "map:", "compare:,,"],
)
async def test_going_where_nothing_is_does_no_harm(where):
    async with explore() as (app, _pilot, settle):
        app.screen.go_to(where)
        await settle()
        screen_text(app)
        app.screen.view()
