"""Saying who one is: skills, quiz, files, taught words, one role and I, and the welcome."""

from __future__ import annotations

from pathlib import Path

import pytest

from matcher.profile import read_profile
from matcher.taught import read_taught
from tests.tui.app.drive import driven, until
from tests.tui.app.small import FixedEngine
from tests.tui.snapshots.screen_text import screen_text
from tui.app import make_app
from tui.app.keeping import Keeper


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SHOPLADDER_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def test_skills_are_picked_from_the_tree_with_levels():
    engine = FixedEngine()
    async with driven(engine, encoder="ngram") as (app, pilot, settle):
        await pilot.press("ctrl+g")
        await settle()
        await pilot.press("j", "enter", "j", "4", "j", "enter", "j", "enter", "0", "escape")
        await settle()
        picked = app.person.skills
        assert [skill.level for skill in picked] == [4, 3]
        assert engine.first.people[-1].skills == picked
        shown = screen_text(app)
        assert "挑了：" in shown
        assert app.screen.results.row.id == "visual-designer"
        await pilot.press("ctrl+g")
        await settle()
        assert "(2)" in screen_text(app)


async def test_the_filter_of_skills_forgives():
    async with driven(FixedEngine(), encoder="ngram") as (app, pilot, settle):
        await pilot.press("ctrl+g", "slash", *"retouch", "enter", "5", "escape")
        await settle()
        await pilot.press("escape")
        await settle()
        assert [(s.skill, s.level) for s in app.person.skills] == [("image-retouching", 5)]


async def test_a_skill_read_wrongly_is_taken_away_put_right_and_counted_again():
    engine = FixedEngine()
    async with driven(engine, encoder="ngram") as (app, pilot, settle):
        app.screen.wanted.put("修圖")
        await settle()
        await pilot.press("ctrl+g")
        await settle()
        shown = screen_text(app)
        assert "從你寫的話讀到的（1）" in shown
        assert "[=]" in shown
        await pilot.press("j", "0")
        await settle()
        assert "[-]" in screen_text(app)
        assert "從「修圖」讀到的" in screen_text(app)
        await pilot.press("escape")
        await settle()
        assert app.person.not_mine == ("image-retouching",)
        assert "不算：" in screen_text(app)
        await pilot.press("ctrl+g", "j", "2", "escape")
        await settle()
        assert [(s.skill, s.level) for s in app.person.skills] == [("image-retouching", 2)]
        assert engine.first.people[-1].not_mine == ("image-retouching",)
        assert "不算：" not in screen_text(app)
        await pilot.press("ctrl+g", "j", "enter", "escape")
        await settle()
        assert (app.person.skills, app.person.not_mine) == ((), ())


async def test_the_quiz_gives_interests_and_can_be_ended_early():
    async with driven(FixedEngine(), encoder="ngram") as (app, pilot, settle):
        await pilot.press("ctrl+b")
        await settle()
        assert "第 1 句" in screen_text(app)
        await pilot.press("1", "space", "left", "left", "2", "4", "5", "escape")
        await settle()
        assert app.person.riasec == {"R": 0.25, "I": 0.75, "A": 1.0}
        assert "興趣：創作表達、研究分析" in screen_text(app)


@pytest.mark.parametrize("size", [(40, 10), (30, 12), (80, 14)])
async def test_a_low_terminal_shows_the_statement_and_every_answer(size):
    async with driven(FixedEngine(), encoder="ngram", size=size, language="en") as (app, pilot, settle):
        await pilot.press("ctrl+b")
        await settle()
        shown = screen_text(app)
        assert all(words in shown for words in ("I would gladly", "1  not me at all", "5  just me"))


async def test_a_quiz_without_answers_changes_nothing():
    async with driven(FixedEngine(), encoder="ngram") as (app, pilot, settle):
        await pilot.press("ctrl+b", *["space"] * 18)
        await settle()
        assert app.person is None
        assert len(app.screen_stack) == 1


async def test_what_was_not_understood_is_taught_with_one_key_and_forgotten_with_another():
    engine = FixedEngine()
    async with driven(engine, encoder="ngram") as (app, pilot, settle):
        await pilot.press(*"abc")
        await settle()
        asked = len(engine.first.asked)
        await pilot.press("ctrl+l")
        await settle()
        assert "[/b] x" in screen_text(app), "what was not understood stands there already"
        await pilot.press("enter")
        await settle()
        assert "字體排印（技能）" in screen_text(app)
        await pilot.press("down", "up", "enter")
        await settle()
        (word,) = read_taught()
        assert (word.words, word.kind, word.id) == ("[/b] x", "skill", "typography")
        assert app.matcher.taught == (word,)
        assert len(engine.first.asked) > asked, "it is matched again"
        await pilot.press("tab", "x", "enter")
        await settle()
        assert read_taught() == app.matcher.taught == ()


async def test_one_role_stays_on_top_until_it_is_let_go():
    async with driven(FixedEngine(), encoder="ngram") as (app, pilot, settle):
        await pilot.press(*"abc")
        await settle()
        await pilot.press("tab", "down", "ctrl+n", *"售前", "enter")
        await settle()
        row = app.screen.results.row
        assert app.screen.results.scroll_y == 0, "where it can be seen"
        assert (row.id, row.points, row.rank) == ("pin:pre-sales-agent", 33, "*")
        assert app.screen.view().name == "match-pre-sales-agent"
        await pilot.press("escape", "d")
        await settle()
        assert app.screen.results.row.id == "pin:pre-sales-agent"
        await pilot.press("ctrl+n")
        await settle()
        assert app.screen.results.row.id == "visual-designer"


async def test_a_profile_is_kept_and_opened_again(home: Path):
    async with driven(FixedEngine(), encoder="ngram", size=(120, 30)) as (app, pilot, settle):
        await pilot.press("ctrl+g", "enter", "j", "4", "escape", *"abc")
        await settle()
        person = app.person
        await pilot.press("tab", "w", "enter")
        await settle()
        assert read_profile(home / "my-profile.yaml") == person.model_copy(update={"id": "my-profile"})
        assert app.screen.view().command == ("shopladder", "match", "--profile", "my-profile.yaml")
        await pilot.press("f8")
        await settle()
        assert app.person is None
        await pilot.press("tab", "o", *"my", "enter")
        await settle()
        assert app.person.text == "abc", "part of a name is enough"
        assert app.person.skills == person.skills


async def test_a_file_that_is_there_is_replaced_only_when_said_so(home: Path):
    (home / "x.yaml").write_text("text: mine\n", encoding="utf-8")
    async with driven(FixedEngine(), encoder="ngram") as (_app, pilot, settle):
        await pilot.press(*"abc", "tab", "w", *["backspace"] * 20, *"x.yaml", "enter")
        await settle()
        assert (home / "x.yaml").read_text(encoding="utf-8") == "text: mine\n"
        await pilot.press("down", "enter")
        await settle()
        assert "abc" in (home / "x.yaml").read_text(encoding="utf-8")


async def test_a_file_that_cannot_be_read_is_one_sentence(home: Path):
    (home / "cv.pdf").write_bytes(b"no pdf")
    async with driven(FixedEngine(), encoder="ngram", size=(120, 30)) as (app, pilot, settle):
        await pilot.press("tab", "o", *"cv.pdf", "enter")
        await settle()
        assert "cv.pdf" in screen_text(app)
        assert app.person is None


async def test_a_start_is_offered_in_the_list():
    async with driven(FixedEngine(), encoder="ngram") as (app, pilot, settle):
        await pilot.press("tab", "down", "down", "down", "enter")
        await settle()
        assert "你會哪些" in screen_text(app)


async def test_a_restored_person_stands_in_the_box():
    from matcher.profile import Profile, ProfileSkill

    async with driven(FixedEngine(), encoder="ngram") as (app, _pilot, settle):
        app.person = Profile(text="修圖", skills=(ProfileSkill(skill="typography", level=2),))
        await settle()
        assert app.screen.wanted.text == "修圖"
        assert "字體排印 2" in screen_text(app)
        assert app.screen.results.row.points == 72


@pytest.mark.parametrize(
    ("key", "words"), [("1", "做過什麼"), ("3", "第 1 句"), ("4", "依職類"), ("5", "要打開哪個檔案")]
)
async def test_the_welcome_comes_once_and_leads_on(key: str, words: str, home: Path):
    assert Keeper(home).is_first_visit
    app = make_app("en", (), "ngram", engine=FixedEngine(), folder=home, welcome=True)

    def shows(words: str) -> bool:
        # A screen that has just come has no cells until it is laid out.
        return app.screen._compositor.size == app.size and words in screen_text(app)

    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: shows("Welcome!"))
        await pilot.press("f7")
        await until(pilot, lambda: shows("歡迎！"))
        await pilot.press(key)
        await until(pilot, lambda: shows(words))
        await pilot.press("escape", "f4")
        for _ in range(5):
            await pilot.pause(0.05)
        assert "歡迎！" not in screen_text(app)
    assert not Keeper(home).is_first_visit


async def test_the_way_to_the_role_under_the_cursor_is_one_key_away():
    async with driven(FixedEngine(), encoder="ngram") as (app, pilot, settle):
        await pilot.press(*"abc")
        await settle()
        await pilot.press("tab", "down", "p")
        await settle()
        assert app.place == "path"
        assert app.screen.where() == "design-assistant"
