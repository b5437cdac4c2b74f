"""The app on a real terminal line: what an input method commits arrives whole, and text stays text."""

from __future__ import annotations

import os
import sys

import pexpect
import pytest

COMMITTED = "電子商務營運經理兼資料分析"
"""One commit of an input method; Textual's kitty key parser gives up after five characters."""

CODE = """
import sys
from tests.tui.app.small import {engine}
from tui.app import make_app
app = make_app('zh-Hant', (), 'ngram', engine={engine}())
app.run()
sys.stderr.write(app.failure)
sys.exit(app.return_code)
"""


def start(engine: str = "FixedEngine", **variables: str) -> pexpect.spawn:
    environment = {**os.environ, "TERM": "xterm-256color", "PYTHONUTF8": "1", **variables}
    if "TEXTUAL_DISABLE_KITTY_KEY" not in variables:
        environment.pop("TEXTUAL_DISABLE_KITTY_KEY", None)
    return pexpect.spawn(
        sys.executable,
        ["-c", CODE.format(engine=engine)],
        env=environment,
        dimensions=(24, 80),
        encoding="utf-8",
        timeout=60,
    )


@pytest.fixture
def terminal():
    child = start()
    child.expect("做過什麼")
    child.expect("字形比對")
    yield child
    child.close(force=True)


def test_the_kitty_protocol_is_not_asked_for():
    child = start()
    child.expect("做過什麼")
    assert "\x1b[>25u" not in child.before + child.after
    child.close(force=True)


def test_a_committed_phrase_arrives_whole(terminal):
    assert len(COMMITTED) >= 12
    terminal.send(COMMITTED)
    terminal.expect(COMMITTED)
    terminal.expect("美工")


def test_pasted_markup_and_escapes_show_as_text(terminal):
    terminal.send("\x1b[200~[/b] x \x1b[5m修圖 [red]\x1b[201~")
    terminal.expect_exact("[/b] x")
    terminal.expect("修圖")
    seen = terminal.before + terminal.after
    assert "\x1b[5m修" not in seen


def test_broken_knowledge_says_one_sentence_and_leaves_the_terminal_whole():
    child = start("BrokenEngine")
    child.expect("知識庫不能用")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 3
    assert "Traceback" not in (child.before or "")


def test_quitting_leaves_the_alternate_screen(terminal):
    terminal.send("\x11")
    terminal.expect_exact("\x1b[?1049l")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 0


def test_hostile_names_a_missing_model_and_a_resize_storm():
    child = start("HostileEngine")
    child.expect("做過什麼")
    child.expect_exact("比對引擎載入失敗")
    child.send("\x1bOQ")
    child.expect_exact("[/b] x\u241b[31m")
    child.send("j")
    for step in range(40):
        child.setwinsize(1 + (step * 17) % 60, 1 + (step * 37) % 240)
    child.setwinsize(30, 100)
    child.send("m")
    child.expect("晉升地圖")
    child.expect_exact("+[/b] x")
    seen = child.before
    assert "\u202e" not in seen
    assert "\x1b[31m مرحبا" not in seen
    child.send("\x11")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
