"""NO_COLOR: the app draws in shades of grey, the commands without any colour; nothing is lost."""

from __future__ import annotations

import os
import re
import sys

import pexpect

from tests.tui.test_pty import start

COLOUR = re.compile(r"\x1b\[([0-9;]*)m")
TRUE_COLOUR = re.compile(r"[34]8;2;(\d+);(\d+);(\d+)")
NAMED = re.compile(r"(?:^|;)(?:3[1-6]|4[1-6]|9[1-6]|10[1-6]|[34]8;5;\d+)(?:;|$)")


def colours(written: str) -> set[str]:
    """The styles written that show a colour."""
    found = set()
    for style in COLOUR.findall(written):
        bare = TRUE_COLOUR.sub("", style)
        if NAMED.search(bare) or any(len({*rgb}) > 1 for rgb in TRUE_COLOUR.findall(style)):
            found.add(style)
    return found


def screen_with(**variables: str) -> str:
    child = start(COLORTERM="truecolor", **variables)
    child.expect("字形比對")
    child.send("修圖")
    child.expect("美工")
    seen = child.before + child.after
    child.close(force=True)
    return str(seen)


def test_the_app_has_colours_unless_told_not_to():
    assert colours(screen_with())
    assert not colours(screen_with(NO_COLOR="1"))


def test_the_commands_write_no_colour():
    environment = {**os.environ, "TERM": "xterm-256color", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "tui.cli", "--lang", "en", "role", "show", "ui-designer"]
    seen = pexpect.run(" ".join(command), env=environment, timeout=60).decode()
    assert "UI designer" in seen
    assert not colours(seen)
