"""The Team place: its pages, what if, files that can and cannot be opened, and the contract of places."""

from __future__ import annotations

import json

import pytest

from tests.tui.app.drive import driven
from tests.tui.app.small import FixedEngine, small_desk, small_knowledge
from tests.tui.snapshots.screen_text import screen_text
from tui.app.screens.team import PAGES


def team(size=(120, 40), language="en"):
    return driven(FixedEngine(), encoder="ngram", start="team", size=size, language=language)


async def test_digits_turn_the_pages_and_back_returns_to_what_one_looked_at():
    async with team() as (app, pilot, settle):
        for number, page in enumerate(PAGES, 1):
            await pilot.press(str(number))
            await settle()
            assert app.screen.where().startswith(f"{page}/")
            assert f"[{number} {app.say(f'team.pages.{page}')}]" in screen_text(app)
            assert app.screen.focused.id == ("grid" if page == "grid" else "choices")
        await pilot.press("2", "j", "j")
        await settle()
        chosen = app.screen.where()
        await pilot.press("f3")
        await settle()
        await pilot.press("alt+left")
        await settle()
        assert app.screen.where() == chosen


async def test_a_cell_leads_to_the_person_and_the_cursor_is_in_brackets():
    async with team() as (app, pilot, settle):
        app.screen.grid.point_at("mei", "senior-visual-designer")
        await settle()
        assert "[++]" in screen_text(app)
        assert "Ready for Senior visual designer." in screen_text(app)
        await pilot.press("enter")
        await settle()
        assert app.screen.where() == "people/mei"


async def test_adding_and_dropping_a_vacancy_solves_all_anew_and_f8_brings_the_old_ones_back():
    async with team() as (app, pilot, settle):
        await pilot.press("3", "a", *"pre-sales", "enter")
        await settle()
        assert [one.role for one in app.screen._desk.vacancies][-1] == "pre-sales-agent"
        assert app.screen.where() == "vacancies/pre-sales-agent"
        assert "Pre-sales agent" in screen_text(app)
        await pilot.press("x")
        await settle()
        assert {one.id for one in app.screen._desk.vacancies} == {"lead", "chat"}
        await pilot.press("x", "x")
        await settle()
        await pilot.press("f8")
        await settle()
        assert {one.id for one in app.screen._desk.vacancies} == {"lead", "chat"}


async def test_what_if_shows_the_chain_and_what_would_break():
    async with team() as (app, pilot, settle):
        await pilot.press("3", "down")
        await settle()
        seen = screen_text(app)
        assert "what if you promote mei" in seen
        assert "mei takes up Senior visual designer and leaves Visual designer" in seen
        assert "Hire for Visual designer" in seen


async def test_numbers_of_hiring_are_asked_for_and_change_the_advice():
    async with team() as (app, pilot, settle):
        await pilot.press("5", "enter", *"9000", "enter")
        await settle()
        assert "Inquiries a month: 9,000" in screen_text(app)
        # 9,000 at 2,500 a person take four; two are in service.
        assert any("Short by 2." in block.text for block in app.screen.view().paper.blocks)
        await pilot.press("enter", *"many", "enter")
        await settle()
        assert "Inquiries a month: 9,000" in screen_text(app)
        assert "--inquiries" in app.screen.view().command
        assert app.screen.view().command[:2] == ("shopladder", "team")


async def test_a_sheet_of_ones_own_is_opened_and_a_bad_one_is_a_sentence(tmp_path):
    good, bad = tmp_path / "s.csv", tmp_path / "bad.yaml"
    good.write_text("id,stage,work-results,supervisor-rating,peer-rating\n[/b]x,start-up,80,70,60\n", "utf-8")
    bad.write_text("stage: growth\n", "utf-8")
    async with team() as (app, pilot, settle):
        await pilot.press("6")
        app.screen._open_sheet(bad, False)
        await settle()
        assert "holds no team and no people" in " ".join(screen_text(app).split())
        app.screen._open_sheet(good, False)
        await settle()
        await pilot.press("down")
        await settle()
        seen = screen_text(app)
        assert "[/b]x" in seen
        assert "80 × 0.7 + 70 × 0.2 + 60 × 0.1" in seen
        assert app.screen.view().command[-1] == str(good)


async def test_a_roster_of_ones_own_is_opened_and_a_bad_one_leaves_the_old_team(tmp_path):
    roster, bad = tmp_path / "r.yaml", tmp_path / "bad.yaml"
    roster.write_text("people:\n  - {id: zoe, role: design-assistant}\n", "utf-8")
    bad.write_text("people: []\n", "utf-8")
    async with team() as (app, _pilot, settle):
        app.screen._open(bad)
        await settle()
        assert app.screen._desk.origin == "samples"
        app.screen._open(roster)
        await settle()
        assert "zoe" in screen_text(app)
        assert "r.yaml" in screen_text(app)
        app.screen.action_page("vacancies")
        await settle()
        assert "There is no vacancy." in screen_text(app)


async def test_what_a_roster_says_that_was_not_read_stands_under_the_people(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("Employee ID,Job title,Remarks\nE1,Visual designer,x\nE2,Helper of all,y\n", "utf-8")
    async with team() as (app, pilot, settle):
        app.screen._open(path)
        await settle()
        for page in ("1", "2"):
            await pilot.press(page)
            await settle()
            said = "\n".join(block.text for block in app.screen.view().paper.blocks)
            assert "not read: Remarks." in said
            assert "no known post: Helper of all." in said
        await pilot.press("1")
        await settle()
        assert "++ ready" in screen_text(app)


async def test_every_page_is_exported_with_its_data():
    async with team() as (app, pilot, settle):
        for number in range(1, len(PAGES) + 1):
            await pilot.press(str(number))
            await settle()
            view = app.screen.view()
            assert view.paper.blocks
            json.loads(view.written("json"))
            assert view.written("md")


async def test_a_team_that_cannot_be_opened_says_so_and_how_to_open_ones_own():
    from matcher.team.problems import TeamError

    class NoTeam(FixedEngine):
        def desk(self, knowledge, path):  # noqa: ARG002
            raise TeamError("no_people", "roster.yaml")

    async with driven(NoTeam(), encoder="ngram", start="team", language="en") as (app, pilot, settle):
        await settle()
        seen = screen_text(app)
        assert "The team cannot be opened: roster.yaml" in " ".join(seen.split())
        assert "Press o to open a roster of your own" in " ".join(seen.split())
        await pilot.press(*"123456axo", "escape")
        await settle()
        assert app.is_running


def test_a_desk_answers_once_and_keeps_the_team_when_vacancies_change():
    desk = small_desk(small_knowledge())
    assert desk.plan is desk.plan
    more = desk.with_opening("senior-visual-designer")
    assert [one.openings for one in more.vacancies if one.role == "senior-visual-designer"] == [2]
    assert more.roster is desk.roster
    assert more.without_vacancy("lead").vacancies == desk.vacancies[1:]
    assert desk.marks["mei", "senior-visual-designer"] == "ready"
    assert desk.marks["bo", "senior-visual-designer"] == "in_post"
    assert ("chen", "senior-visual-designer") not in desk.marks


@pytest.mark.parametrize("language", ["zh-Hant", "en"])
async def test_the_words_follow_the_language(language):
    async with team(language=language) as (app, pilot, settle):
        await pilot.press("3", "f7")
        await settle()
        assert app.say("team.pages.vacancies") in screen_text(app)
        assert app.language != language


async def test_the_palette_finds_people_once_a_team_is_open():
    async with team() as (app, pilot, settle):
        await pilot.press("f2")
        await settle()
        (finding,) = [found for finder in app.finders for found in finder("mei")]
        await finding.open()
        await settle()
        assert (app.place, app.screen.where()) == ("team", "people/mei")


async def test_a_post_is_read_about_and_one_step_back_leads_to_the_team_again():
    async with team() as (app, pilot, settle):
        await pilot.press("2", "j", "ctrl+o")
        await settle()
        assert app.place == "explore"
        assert app.screen.where()
        await pilot.press("b")
        await settle()
        assert app.place == "team"


async def test_a_verdict_of_ones_own_needs_a_reason_and_stands_beside_the_computed_one():
    async with team() as (app, pilot, settle):
        app.screen.grid.point_at("an", "visual-designer")
        await pilot.press("v", "enter")
        await settle()
        assert "Why 'Ready'" in screen_text(app) or "Why 'ready'" in screen_text(app)
        await pilot.press("enter")  # Nothing is said yet, so nothing happens.
        await settle()
        await pilot.press(*"[/b] led it", "enter")
        await settle()
        said = app.screen._desk.overrides["an", "visual-designer"]
        assert (said.verdict, said.reason) == ("ready", "[/b] led it")
        assert "[/b] led it" in screen_text(app)
        assert "[++]" in screen_text(app)


async def test_a_verdict_is_kept_in_the_store_where_the_team_lies_there(tmp_path, monkeypatch):
    from datetime import date

    from matcher.team.desk import open_desk
    from matcher.team.store import Store

    knowledge = small_knowledge()
    monkeypatch.setenv("SHOPLADDER_STORE", str(tmp_path / "team.db"))
    with Store(tmp_path / "team.db") as store:
        store.put(small_desk(knowledge).roster, "me", date(2026, 1, 1), {})

    class StoreEngine(FixedEngine):
        def desk(self, knowledge, path):
            return open_desk(knowledge, path)

    async with driven(StoreEngine(), encoder="ngram", start="team", language="en") as (app, pilot, settle):
        await pilot.press("2")
        app.screen._chosen["people"] = "an"
        app.screen._show()
        await settle()
        await pilot.press("v", "enter", "down", "enter", *"saw it", "enter")
        await settle()
        assert "Kept" in screen_text(app)
    with Store(tmp_path / "team.db") as store:
        (kept,) = store.overrides().values()
    assert (kept.person, kept.verdict, kept.reason) == ("an", "pending", "saw it")
