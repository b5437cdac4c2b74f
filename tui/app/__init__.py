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
    start: str = "",
    folder: Path | None = None,
    settings_only: bool = False,
    language_asked: bool = False,
    welcome: bool = False,
) -> ShopladderApp:
    """The app, ready to run; tests build it here too.

    Args:
        language: the language it opens in.
        overlays: folders laid over the built-in knowledge.
        encoder: the encoder to serve with, or None for n-grams at once and the best one when it is ready.
        engine: what loads the knowledge and the matcher; the real one by default.
        start: the place to open on; where one was the last time, or Match, by default.
        folder: where settings and the last visit are kept; nothing is kept without one.
        settings_only: whether only the settings are kept there, as where several visit at once.
        language_asked: whether the language was asked for by name; then the settings do not change it.
        welcome: whether to greet somebody who is here for the first time.
    """
    from kb.messages import parse_language
    from tui.app.application import ShopladderApp
    from tui.app.engine import BuiltinEngine
    from tui.app.keeping import SETTINGS_FILE, Keeper

    keeper = Keeper(folder, (SETTINGS_FILE,) if settings_only else ())
    settings = keeper.settings()
    chosen = None if language_asked else parse_language(settings.language)
    return ShopladderApp(
        chosen or language,
        engine or BuiltinEngine(tuple(overlays)),
        encoder=encoder or settings.encoder or None,
        start=start,
        overlays=tuple(overlays),
        keeper=keeper,
        settings=settings,
        welcome=welcome,
    )


def run(
    language: MessageLanguage,
    overlays: Sequence[Path] = (),
    encoder: str | None = None,
    *,
    language_asked: bool = False,
) -> int:
    """Run the app until the person leaves it.

    Args:
        language: the language it opens in.
        overlays: folders laid over the built-in knowledge.
        encoder: the encoder to serve with, or None for the best available.
        language_asked: whether the language was asked for by name.

    Returns:
        0, or 3 when the knowledge cannot be read; then one sentence on stderr says why.
    """
    from kb.personal import personal_folder
    from tui.app.keeping import Keeper

    folder = personal_folder()
    app = make_app(
        language,
        overlays,
        encoder,
        folder=folder,
        language_asked=language_asked,
        welcome=Keeper(folder).is_first_visit,
    )
    app.run()
    if app.failure:
        sys.stderr.write(app.failure + "\n")
    return app.return_code or 0
