"""Match: typing gives results, results explain themselves, and nothing jumps or acts."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from tests.tui.app.drive import driven
from tests.tui.app.small import FixedEngine, hostile_knowledge, small_knowledge
from tests.tui.snapshots.screen_text import screen_text
from tui.app import make_app
from tui.app.messages import Matched

if TYPE_CHECKING:
    from kb import Knowledge


async def test_typing_gives_results():
    engine = FixedEngine()
    async with driven(engine, encoder="ngram") as (app, pilot, settle):
        await pilot.press(*"hello")
        await settle()
        assert app.screen.results.row.id == "visual-designer"
        shown = screen_text(app)
        assert "美工" in shown
        assert " 72" in shown


async def test_while_an_answer_is_computed_only_the_latest_question_waits():
    engine = FixedEngine()
    may_answer = threading.Event()
    answer = engine.first.match

    def slow(person, top=10):
        may_answer.wait(10)
        return answer(person, top)

    engine.first.match = slow
    async with driven(engine, encoder="ngram") as (app, pilot, settle):
        await pilot.press(*"abcdefgh")
        may_answer.set()
        await settle.until(lambda: engine.first.asked[-1:] == ["abcdefgh"])
        await settle()
        assert engine.first.asked == ["a", "abcdefgh"]
        assert app.person.text == "abcdefgh"


async def test_workers_post_typed_messages():
    messages = []

    def answered():
        return any(isinstance(message, Matched) and message.person.text == "hello" for message in messages)

    app = make_app("en", (), "ngram", engine=FixedEngine())
    async with app.run_test(message_hook=messages.append) as pilot:
        await pilot.press(*"hello")
        for _ in range(1500):
            if answered():
                break
            await pilot.pause(0.02)
    assert answered()


async def test_bars_add_up_to_the_shown_score():
    async with driven(FixedEngine(), encoder="ngram", size=(120, 40)) as (app, _pilot, settle):
        app.screen.wanted.add("修圖")
        await settle()
        lines = [line.split("  ", 1)[-1].strip(" |") for line in screen_text(app).splitlines()]
        bars = [line.split()[-2:] for line in lines if line.endswith("▮")]
        parts = [int(points) for points, bar in bars if points.isdigit() and not bar.startswith("=")]
        assert sum(parts[:-1]) == parts[-1] == 72


async def test_the_role_under_the_cursor_stays_under_it_when_a_better_matcher_comes():
    engine = FixedEngine(hold_best=True)
    async with driven(engine, wait=False) as (app, pilot, settle):
        await settle.until(lambda: app.matcher is not None)
        assert "雙語載入中" in screen_text(app), (
            "the top bar says that words serve and a better matcher is coming"
        )
        app.screen.wanted.add("修圖")
        await settle.until(lambda: app.screen.results.option_count == 4)
        app.screen.results.focus()
        await pilot.press("down")
        await pilot.pause()
        assert app.screen.results.row.id == "design-assistant"
        row = app.screen.results.highlighted - round(app.screen.results.scroll_y)
        engine.may_go_on.set()
        await settle.until(lambda: app.matcher is engine.best)
        await settle()
        assert engine.best.asked
        assert app.screen.results.row.id == "design-assistant"
        assert app.screen.results.highlighted == 0, "the order did change"
        assert row == 1
        assert "雙語比對" in screen_text(app)
        assert "雙語模型載入中" not in screen_text(app)


async def test_abstention_offers_words_to_add():
    async with driven(FixedEngine(), encoder="ngram") as (app, pilot, settle):
        await pilot.press(*"asdf")
        await settle()
        assert "不亂猜" in screen_text(app)
        await pilot.press("tab", "enter")
        await settle()
        assert app.screen.wanted.text == "asdf\n會圖片修圖"


async def test_a_starter_sentence_starts():
    async with driven(FixedEngine(), encoder="ngram") as (app, pilot, settle):
        await pilot.press("tab", "down", "enter")
        await settle()
        assert "門市" in app.screen.wanted.text
        assert app.screen.results.row.points == 72


async def test_clearing_can_be_undone():
    async with driven(FixedEngine(), encoder="ngram") as (app, pilot, settle):
        await pilot.press(*"abc", "f8")
        await settle()
        assert app.screen.wanted.text == ""
        assert app.screen.results.row.points is None
        await pilot.press("ctrl+z")
        assert app.screen.wanted.text == "abc"


async def test_enter_on_a_result_opens_the_role():
    async with driven(FixedEngine(), encoder="ngram") as (app, pilot, settle):
        await pilot.press(*"abc")
        await settle()
        await pilot.press("tab", "j", "enter")
        await settle()
        assert app.current_mode == "explore"
        assert "美工助理（你正在看）" in screen_text(app)


async def test_a_matcher_that_fails_is_one_sentence():
    async with driven(FixedEngine(), encoder="ngram", size=(120, 30)) as (app, pilot, settle):
        await pilot.press(*"crash")
        await settle()
        assert "[/b] the matcher broke" in screen_text(app)


async def test_names_and_words_are_never_markup_nor_escapes():
    async with driven(FixedEngine(hostile_knowledge()), encoder="ngram", size=(120, 40)) as (
        app,
        _pilot,
        settle,
    ):
        app.screen.wanted.insert("[/b] x \x1b[31m修圖\u202e")
        await settle()
        shown = screen_text(app)
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert "[/b] x\u241b[31m" in shown
        await app.show_role("visual-designer")
        await settle()
        assert "[/b] x\u241b[31m" in screen_text(app)


async def test_the_real_matcher_serves():
    class Engine(FixedEngine):
        def matcher(self, knowledge: Knowledge, encoder: str | None):  # noqa: ARG002
            from matcher import Matcher

            return Matcher.load(knowledge=knowledge, encoder="ngram")

    async with driven(Engine(small_knowledge()), encoder="ngram", size=(100, 40)) as (app, _pilot, settle):
        app.screen.wanted.add("我會圖片修圖和字體排版，喜歡畫畫")
        await settle()
        assert app.screen.results.row.id in ("visual-designer", "design-assistant", "senior-visual-designer")
        assert "「" in screen_text(app)


@pytest.mark.parametrize("size", [(80, 24), (240, 60), (20, 6), (1, 1), (100, 30)])
async def test_any_size(size):
    async with driven(FixedEngine(), encoder="ngram") as (app, pilot, settle):
        app.screen.wanted.add("修圖")
        await settle()
        await pilot.resize_terminal(*size)
        await settle()
        screen_text(app)


async def test_a_click_on_a_line_that_has_gone_meanwhile_does_nothing():
    from rich.style import Style
    from textual.events import Click

    async with driven(FixedEngine(), encoder="ngram", size=(120, 30)) as (app, _pilot, settle):
        app.screen.wanted.put("修圖")
        await settle()
        results = app.screen.results
        where = Style.from_meta({"option": results.option_count})
        results.post_message(Click(results, 3, 2, 0, 0, 1, False, False, False, style=where))
        await settle()
        assert app.is_running


async def test_finding_what_words_may_mean_holds_nobody_up():
    engine = FixedEngine()
    may_go_on = threading.Event()
    find = engine.first.nearest

    def slowly(words, limit=8):
        may_go_on.wait(20)
        return find(words, limit)

    engine.first.nearest = slowly
    async with driven(engine, encoder="ngram", size=(120, 30), language="en") as (app, pilot, settle):
        await pilot.press(*"abc", "ctrl+l", *"qq", "enter")
        await settle.until(lambda: "(looking ...)" in screen_text(app))
        await pilot.press(*"typography")
        await settle.until(lambda: "Typography (skill)" in screen_text(app))
        may_go_on.set()
        await settle()
        assert "looking" not in screen_text(app)
        await pilot.press("ctrl+u")
        await settle()
        assert "UI designer (role)" in screen_text(app)
