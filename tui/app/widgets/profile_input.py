"""The box in which a person writes what they can and like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import TextArea

from tui.app.wording import visible

if TYPE_CHECKING:
    from textual.widgets.text_area import Edit, EditResult


class ProfileInput(TextArea):
    """A text area in which nothing pasted can act on the terminal."""

    def __init__(self, identity: str) -> None:
        super().__init__(id=identity, soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False)

    def hint(self, words: str) -> None:
        """Say in the empty box what to write."""
        self.placeholder = Content(words)

    def edit(self, edit: Edit) -> EditResult:
        """Make an edit, its control characters shown instead of obeyed."""
        edit.text = visible(edit.text.replace("\r\n", "\n").replace("\r", "\n"), keep_lines=True)
        return super().edit(edit)

    def put(self, words: str) -> None:
        """Write words in place of all there are; undo brings the others back."""
        self.replace(words, (0, 0), self.document.end)
        self.move_cursor(self.document.end)

    def add(self, words: str) -> None:
        """Add words on a line of their own at the end, and stand behind them."""
        text = self.text.rstrip("\n")
        self.insert(("\n" if text else "") + words, location=self.document.end)
        self.move_cursor(self.document.end)
