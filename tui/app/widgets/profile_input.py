"""The box in which a person writes what they can and like."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from tui.app.wording import visible


class ProfileInput(TextArea):
    """A text area in which nothing pasted can act on the terminal."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id, soft_wrap=True, show_line_numbers=False, tab_behavior="focus", highlight_cursor_line=False)

    def hint(self, words: str) -> None:
        """Say in the empty box what to write."""
        self.placeholder = Content(words)

    def edit(self, edit: Edit) -> EditResult:
        """Make an edit, its control characters shown instead of obeyed."""
        edit.text = visible(edit.text.replace("\r\n", "\n").replace("\r", "\n"), keep_lines=True)
        return super().edit(edit)

    def add(self, words: str) -> None:
        """Add words on a line of their own at the end, and stand behind them."""
        text = self.text.rstrip("\n")
        self.insert(("\n" if text else "") + words, location=self.document.end)
        self.move_cursor(self.document.end)
