"""A program on a real terminal line, and what stands in the cells of its screen.

Knows the few escape sequences that Textual draws with; anything else that moves the cursor is an error, so
that a screen is never guessed.
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pexpect
from rich.cells import get_character_cell_size

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

WIDTH, HEIGHT = 80, 24

_CONTROL = re.compile(
    r"\x1b\[(?P<marks>[<=>?]?)(?P<numbers>[0-9;]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|\x1bP[^\x1b]*\x1b\\"
    r"|\x1b[()][0-9A-Z]|\x1b[=>78]"
)
_HARMLESS = frozenset("mhlcnpqtu")
"""Colours, modes, questions to the terminal and the shape of the cursor: nothing in the cells changes."""

KEYS = {
    "Enter": "\r",
    "Tab": "\t",
    "Esc": "\x1b",
    "Space": " ",
    "Backspace": "\x7f",
    "Up": "\x1b[A",
    "Down": "\x1b[B",
    "Right": "\x1b[C",
    "Left": "\x1b[D",
    **{f"F{number}": f"\x1bO{letter}" for number, letter in enumerate("PQRS", 1)},
    **{f"F{number}": f"\x1b[{code}~" for number, code in ((5, 15), (6, 17), (7, 18), (8, 19), (9, 20))},
    **{f"^{letter}": chr(ord(letter) - 64) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
}
"""What a terminal sends for a key."""


class Screen:
    """The cells of a terminal. A wide character takes its cell and leaves the next one empty."""

    def __init__(self) -> None:
        self._cells = [[" "] * WIDTH for _ in range(HEIGHT)]
        self._row = self._column = 0
        self._rest = ""

    def text(self) -> str:
        """The lines as seen, without the blanks at their ends."""
        return "\n".join("".join(line).rstrip() for line in self._cells)

    def feed(self, output: str) -> None:
        """Draw.

        Args:
            output: what the program wrote; a sequence may be cut off anywhere.
        """
        text, place = self._rest + output, 0
        self._rest = ""
        while place < len(text):
            if text[place] != "\x1b":
                self._put(text[place])
                place += 1
                continue
            found = _CONTROL.match(text, place)
            if found is None:
                assert len(text) - place < 4096, f"not understood: {text[place : place + 20]!r}"
                self._rest = text[place:]
                return
            if found["final"]:
                self._control(found)
            place = found.end()

    def _put(self, character: str) -> None:
        if character == "\r":
            self._column = 0
        elif character == "\n":
            self._row = min(self._row + 1, HEIGHT - 1)
        elif character >= " ":
            width = get_character_cell_size(character)
            if width and self._column + width <= WIDTH:
                self._cells[self._row][self._column : self._column + width] = [character, ""][:width]
                self._column += width

    def _control(self, found: re.Match[str]) -> None:
        final = found["final"]
        numbers = [int(number or 0) for number in found["numbers"].split(";")]
        if found["marks"] or found["between"] or final in _HARMLESS:
            return
        if final == "H":
            row, column = (*numbers, 1)[:2]
            self._row = min(max(row, 1), HEIGHT) - 1
            self._column = min(max(column, 1), WIDTH) - 1
        elif final == "J" and numbers == [2]:
            self._cells = [[" "] * WIDTH for _ in range(HEIGHT)]
        else:
            raise AssertionError(f"not understood: {found[0]!r}")


class Terminal:
    """A program on a terminal of 80×24, typed at key by key."""

    def __init__(self, command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> None:
        self.screen = Screen()
        self._child = pexpect.spawn(
            command[0],
            list(command[1:]),
            cwd=str(folder),
            env=dict(environment),
            dimensions=(HEIGHT, WIDTH),
            encoding="utf-8",
        )
        self._child.delaybeforesend = None

    def press(self, key: str) -> None:
        """Send a key of `KEYS`, or a text as an input method commits it, and let the program see it."""
        self._child.send(KEYS.get(key, key))
        # Esc and the next key would be one escape sequence if they came together.
        self.read(0.25)

    def read(self, seconds: float) -> None:
        """Draw what comes until the program has said nothing for some time."""
        while True:
            try:
                self.screen.feed(self._child.read_nonblocking(65536, seconds))
            except (pexpect.TIMEOUT, pexpect.EOF):
                return

    def until(self, good: Callable[[str], bool], seconds: float) -> bool:
        """Draw until the screen is good, for at most some seconds; say whether it is."""
        end = time.monotonic() + seconds
        while not good(self.screen.text()):
            if time.monotonic() > end:
                return False
            try:
                self.screen.feed(self._child.read_nonblocking(65536, 0.1))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                return good(self.screen.text())
        return True

    def still(self, seconds: float) -> str:
        """The screen once it has not changed for some seconds; a blinking cursor is no change."""
        while True:
            seen = self.screen.text()
            if not self.until(lambda now, seen=seen: now != seen, seconds):
                return seen

    def close(self) -> None:
        """End the program whatever it is doing."""
        self._child.close(force=True)
