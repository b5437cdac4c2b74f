"""The terminal app: Textual screens over the knowledge base and the matcher. Holds no rules of its own.

Sets the keyboard protocol before Textual is imported anywhere: with the kitty protocol on, Textual 8.2
garbles a phrase that an input method commits in one go. A value the user set stays.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kb.messages import MessageLanguage
    from tui.app.application import ShopladderApp
    from tui.app.engine import Engine

__all__ = ["make_app", "run"]


def make_app(
    language: MessageLanguage,
    overlays: Sequence[Path] = (),
    encoder: str | None = None,
    *,
    engine: Engine | None = None,
    start: str = "match",
) -> ShopladderApp:
    """The app, ready to run; tests build it here too.

    Args:
        language: the language it opens in.
        overlays: folders laid over the built-in knowledge.
        encoder: the encoder to serve with, or None for n-grams at once and the best one when it is ready.
        engine: what loads the knowledge and the matcher; the real one by default.
        start: the screen to open on, `explore` or `match`.
    """
    from tui.app.application import ShopladderApp
    from tui.app.engine import BuiltinEngine

    return ShopladderApp(language, engine or BuiltinEngine(tuple(overlays)), encoder=encoder, start=start)


def run(language: MessageLanguage, overlays: Sequence[Path] = (), encoder: str | None = None) -> int:
    """Run the app until the person leaves it.

    Args:
        language: the language it opens in.
        overlays: folders laid over the built-in knowledge.
        encoder: the encoder to serve with, or None for the best available.

    Returns:
        0, or 3 when the knowledge cannot be read; then one sentence on stderr says why.
    """
    app = make_app(language, overlays, encoder)
    app.run()
    if app.failure:
        sys.stderr.write(app.failure + "\n")
    return app.return_code or 0
