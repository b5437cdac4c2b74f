"""Everything said on stderr, and what exit codes mean. stdout belongs to `output`."""

from __future__ import annotations

import contextlib
import os
import re
import sys
import time
from enum import IntEnum

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that act on a terminal: escapes, and those that turn the direction of reading."""


class ExitCode(IntEnum):
    """What the command line leaves with; scripts may rely on it."""

    OK = 0
    """Done."""
    PROBLEMS = 1
    """Done, with rejects or problems."""
    USAGE = 2
    """Called or configured wrongly."""
    MISSING = 3
    """The model or the knowledge base is missing or broken."""
    UNREADABLE = 4
    """An input cannot be read."""
    INTERRUPTED = 130
    """Stopped by the user."""


class Stop(Exception):
    """Ends a command with a sentence, a remedy and an exit code."""

    def __init__(self, code: ExitCode, message: str, remedy: str = "") -> None:
        self.code = code
        self.message = message
        self.remedy = remedy
        super().__init__(message)


def narrate(text: str) -> None:
    """Say a line on stderr; a reader that has gone away is not an error."""
    with contextlib.suppress(BrokenPipeError, ValueError):
        print(text, file=sys.stderr, flush=True)  # noqa: T201 - this is where narration is printed


def is_terminal() -> bool:
    """Whether a person reads stderr as it comes."""
    return sys.stderr.isatty()


def error_lines(label: str, message: str, remedy: str = "") -> str:
    """An error as the user sees it: what is wrong, then what to do.

    On a terminal no line is wider than it; a log keeps each sentence on one line, so that it can be searched.

    Args:
        label: what begins it, such as `error`.
        message: one paragraph a line; it may quote anything, so that nothing in it acts on the terminal.
        remedy: what to do; a command at its end is never broken.
    """
    from tui.cli.layout import wrap, wrap_hint
    from tui.cli.output import columns

    colon = ": " if label.isascii() else "："
    lines = [_CONTROLS.sub("\ufffd", line) for line in f"{label}{colon}{message}".split("\n")]
    if not is_terminal():
        return "\n".join([*lines, f"  {remedy}"] if remedy else lines)
    said = [wrap(line.strip(), columns(), line[: -len(line.lstrip()) or None], "  ") for line in lines]
    if remedy:
        leads_to_command = remedy.rpartition("shopladder ")[0].rstrip().endswith((":", "："))
        said.append((wrap_hint if leads_to_command else wrap)(remedy, columns(), "  "))
    return "\n".join(said)


class Progress:
    """Progress on stderr: one line that moves on a terminal, a plain line now and then elsewhere."""

    SECONDS_BETWEEN_LINES = 5.0
    """Often enough to show that it lives, seldom enough for a log."""

    def __init__(self) -> None:
        self._moving = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._said_at = 0.0
        self._stage = ""

    def show(self, text: str, stage: str) -> None:
        """Say how far it is.

        Args:
            text: the line.
            stage: its stage; the first line of a new stage is always said.
        """
        now = time.monotonic()
        if self._moving:
            with contextlib.suppress(BrokenPipeError, ValueError):
                sys.stderr.write(f"\r\x1b[K{text}")
                sys.stderr.flush()
        elif stage != self._stage or now - self._said_at >= self.SECONDS_BETWEEN_LINES:
            narrate(text)
            self._said_at = now
        self._stage = stage

    def end(self) -> None:
        """Leave the moving line."""
        if self._moving and self._stage:
            narrate("")
            self._stage = ""


__all__ = ["ExitCode", "Progress", "Stop", "error_lines", "is_terminal", "narrate"]
