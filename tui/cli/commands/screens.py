"""`tui`: opens the app, or plain mode; the only door from the command line to the screens."""

from __future__ import annotations

import os
import sys
from typing import Annotated

from cyclopts import Parameter

from tui.cli.narration import ExitCode
from tui.cli.options import EncoderOption, OverlayOption
from tui.cli.session import current, load_knowledge, stacked

KITTY_VARIABLE = "TEXTUAL_DISABLE_KITTY_KEY"
"""Read by Textual when it is imported. Its key protocol loses Chinese phrases of five and more characters."""


def open_app(
    *,
    plain: Annotated[bool, Parameter(help="plain", negative="")] = False,
    encoder: EncoderOption = None,
    kb: OverlayOption = None,
) -> ExitCode:
    """Open the app in this terminal, or plain mode where it is asked for."""
    session = current()
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise session.stop(ExitCode.USAGE, "tui.no_terminal")
    if plain or session.accessible:
        from tui.plain import run as talk

        load_knowledge(kb)
        return ExitCode(talk(session, tuple(kb or ()), encoder))
    terminal = os.environ.get("TERM", "")
    if terminal == "dumb":
        raise session.stop(ExitCode.USAGE, "tui.dumb_terminal", term=terminal)
    os.environ.setdefault(KITTY_VARIABLE, "1")
    # The app reads the knowledge behind its first picture, and ends with the same code when it cannot.
    stacked(kb)
    try:
        from tui.app import run
    except ModuleNotFoundError as error:
        raise session.stop(ExitCode.MISSING, "tui.missing") from error
    overlays = tuple(kb or ())
    return ExitCode(run(session.language, overlays, encoder, language_asked=session.language_asked))


__all__ = ["KITTY_VARIABLE", "open_app"]
