"""`tui`: opens the app; the only door from the command line to the screens."""

from __future__ import annotations

import os
import sys

from tui.cli.narration import ExitCode
from tui.cli.options import EncoderOption, OverlayOption
from tui.cli.session import current, load_knowledge

KITTY_VARIABLE = "TEXTUAL_DISABLE_KITTY_KEY"
"""Read by Textual when it is imported. Its key protocol loses Chinese phrases of five and more characters."""


def open_app(*, encoder: EncoderOption = None, kb: OverlayOption = None) -> ExitCode:
    """Open the app in this terminal."""
    session = current()
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise session.stop(ExitCode.USAGE, "tui.no_terminal")
    terminal = os.environ.get("TERM", "")
    if terminal == "dumb":
        remedy = session.say("tui.no_terminal_remedy")
        raise session.stop(ExitCode.USAGE, "tui.dumb_terminal", remedy=remedy, term=terminal)
    os.environ.setdefault(KITTY_VARIABLE, "1")
    load_knowledge(kb)
    try:
        from tui.app import run
    except ModuleNotFoundError as error:
        raise session.stop(ExitCode.MISSING, "tui.missing") from error
    return ExitCode(run(session.language, tuple(kb or ()), encoder))


__all__ = ["KITTY_VARIABLE", "open_app"]
