"""A recorded walk: a Markdown page whose fences are the keys to press and the screens one then sees.

Fences, read from the top:

- `file NAME ENCODING`: a file that lies in the folder at the start, kept in that encoding;
- `start`: the command;
- `keys`: a line of keys, blanks between them, text in double quotes;
- `screen`: what one sees after the keys; with any words behind it, what one sees once no notice lies over it;
- `written NAME`: a text file that is there now; four backticks where it has fences itself.

A walk runs in an empty home of its own. Days are written as `DAY`, since a tick is kept with its day.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from difflib import unified_diff
from pathlib import Path

from kb.cache import cache_folder
from tests.tui.walks.terminal import KEYS, Terminal

FENCE = re.compile(
    r"^(?P<ticks>```+)(?P<kind>file|start|keys|screen|written)(?P<about>[^\n]*)\n(?P<body>.*?)^(?P=ticks)$",
    re.MULTILINE | re.DOTALL,
)
ROOT = Path(__file__).resolve().parents[3]

DAY = "2026-11-25"
"""Stands for the day of the walk."""

STILL = 1.5
"""Seconds without a change after which a screen is recorded."""

NOTICE = 7.0
"""The same for a screen without a notice; notices go by themselves after five seconds."""

PATIENCE = 40.0
"""Seconds a screen may take to look as recorded."""

UNDONE = ("載入中", "正在算", "正在讀", "正在找")
"""Words of a screen that is still at work; none is recorded so."""

_A_DAY = re.compile(r"\b20[0-9]{2}-[01][0-9]-[0-3][0-9]\b")


class Differs(AssertionError):
    """A walk does not go as recorded."""


def record(page: str, folder: Path) -> str:
    """Walk a page and give it back with the screens and files that are seen now."""
    return _walk(page, folder, recording=True)


def replay(page: str, folder: Path) -> None:
    """Walk a page; raises `Differs` at the first screen or file that is not as recorded."""
    _walk(page, folder, recording=False)


def tokens(line: str) -> list[str]:
    """The keys of a line; text in quotes is one of them."""
    keys = shlex.split(line)
    quoted = re.findall(r'"([^"]*)"', line)
    wrong = [key for key in keys if key not in KEYS and key not in quoted and len(key) != 1]
    assert not wrong, f"no such keys: {wrong}"
    return keys


def environment(home: Path) -> dict[str, str]:
    """The variables a walk runs with: no model, no files but its own, the built knowledge of this run."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(home),
        "SHOPLADDER_HOME": str(home / ".shopladder"),
        "SHOPLADDER_CACHE": str(cache_folder()),
        "HF_HUB_OFFLINE": "1",
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "PYTHONUTF8": "1",
        "TZ": "UTC",
    }


def _walk(page: str, folder: Path, *, recording: bool) -> str:
    terminal: Terminal | None = None
    parts: list[str] = []
    place = 0
    try:
        for fence in FENCE.finditer(page):
            kind, about, body = fence["kind"], fence["about"].split(), fence["body"]
            if kind == "file":
                name, encoding = about
                (folder / name).write_bytes(body.replace("\n", "\r\n").encode(encoding))
            elif kind == "start":
                arguments = shlex.split(body.removeprefix("$ "))[1:]
                terminal = Terminal(
                    [sys.executable, "-m", "tui.cli", *arguments], folder, environment(folder)
                )
            elif kind == "keys":
                assert terminal is not None
                for key in tokens(body):
                    terminal.press(key)
            else:
                if kind == "screen":
                    assert terminal is not None
                    seen = _seen(terminal, body, (NOTICE if about else STILL) if recording else None)
                else:
                    seen = (folder / about[0]).read_text("utf-8").rstrip("\n")
                seen = _A_DAY.sub(DAY, seen).rstrip("\n") + "\n"
                if seen != body and not recording:
                    lines = unified_diff(
                        body.splitlines(), seen.splitlines(), "recorded", "seen", lineterm=""
                    )
                    raise Differs("\n".join(lines))
                parts += [page[place : fence.start("body")], seen]
                place = fence.end("body")
    finally:
        if terminal is not None:
            terminal.close()
    return "".join(parts) + page[place:]


def _seen(terminal: Terminal, recorded: str, still: float | None) -> str:
    if still is not None:
        terminal.until(lambda now: bool(now.strip()) and not any(word in now for word in UNDONE), PATIENCE)
        return terminal.still(still)
    terminal.until(lambda now: _A_DAY.sub(DAY, now).rstrip("\n") + "\n" == recorded, PATIENCE)
    return terminal.screen.text()
