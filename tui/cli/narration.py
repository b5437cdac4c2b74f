"""Everything said on stderr, and what exit codes mean. stdout belongs to `output`."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from enum import IntEnum


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


def error_lines(label: str, message: str, remedy: str = "") -> str:
    """An error as the user sees it: what is wrong, then what to do."""
    return f"{label}: {message}" + (f"\n  {remedy}" if remedy else "")


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


__all__ = ["ExitCode", "Progress", "Stop", "error_lines", "narrate"]
