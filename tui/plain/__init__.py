"""Plain mode: the same tasks as the app, as numbered prompts, one line after another.

For screen readers, braille lines and terminals that draw nothing: no alternate screen, no drawing, no
spinner, nothing that moves. Never imports textual. Holds no rules; the command line's views say results.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tui.cli.session import Session

__all__ = ["run"]


def run(session: Session, overlays: Sequence[Path] = (), encoder: str | None = None) -> int:
    """Talk until the person leaves.

    Args:
        session: language and width; bars are left out whatever it says.
        overlays: knowledge folders laid over the built-in one.
        encoder: the encoder to match with, or None for the best there is.

    Returns:
        0 when the person left or the input ended, 130 when they interrupted the main menu.
    """
    from tui.plain.desk import Desk
    from tui.plain.menu import main_menu

    return main_menu(Desk(session, tuple(overlays), encoder))
