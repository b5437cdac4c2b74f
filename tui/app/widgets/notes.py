"""Notes: a few lines above or below what a place shows, as high as they need."""

from __future__ import annotations

from tui.app.paper import Paper
from tui.app.widgets.reader import Reader


class Notes(Reader, can_focus=False):
    """Lines that are wrapped as papers are: Chinese anywhere but before a comma, figures with their unit."""

    DEFAULT_CSS = """
    Notes { height: auto; }
    """

    def __init__(self, identity: str) -> None:
        super().__init__(identity, widest=None)

    def say(self, text: str) -> None:
        """Say something else.

        Args:
            text: one line or several; control characters are made visible.
        """
        paper = Paper()
        for line in text.split("\n"):
            paper.add(line)
        self.show(paper)


__all__ = ["Notes"]
