"""One browser session: the app in a process of its own, its picture on standard output for the server.

Run as `python -m tui.serve.session`; settings come in one variable, which is taken out of the environment.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

SETTINGS_VARIABLE = "SHOPLADDER_SESSION"
"""Holds language, overlays, encoder, and the matcher's address and key, as JSON."""


def main() -> None:
    """Run the app until the person or the server ends it."""
    from kb.personal import personal_folder
    from tui.app import make_app
    from tui.serve.client import ServedEngine

    settings = json.loads(os.environ.pop(SETTINGS_VARIABLE))
    overlays = tuple(map(Path, settings["overlays"]))
    engine = ServedEngine(settings["address"], bytes.fromhex(settings["key"]), overlays)
    # Several windows may be open at once: they share the settings, and none keeps where another one was.
    make_app(
        settings["language"],
        overlays,
        settings["encoder"],
        engine=engine,
        folder=personal_folder(),
        settings_only=True,
        language_asked=settings["language_asked"],
    ).run()


if __name__ == "__main__":
    main()
