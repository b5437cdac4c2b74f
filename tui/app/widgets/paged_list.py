"""What every list of the app shares: vim keys beside arrows, and page keys at any moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList

if TYPE_CHECKING:
    from textual import events


class PagedList(OptionList):
    """An option list with vim keys, in which a page key does nothing while there is no room to show a page.

    Textual looks the lines of a page up before it knows them when a key comes ahead of the first layout.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", "down", show=False),
        Binding("k", "cursor_up", "up", show=False),
        Binding("g", "first", "first", show=False),
        Binding("G", "last", "last", show=False),
        Binding("ctrl+d", "page_down", "page_down", show=False),
        Binding("ctrl+u", "page_up", "page_up", show=False),
    ]

    def on_click(self, event: events.Click) -> None:
        """Let nobody click a line that was taken away since it was drawn; Textual would look it up."""
        line = event.style.meta.get("option")
        if line is not None and line >= self.option_count:
            event.prevent_default()

    def action_page_down(self) -> None:
        """Move the cursor down by a page."""
        if self.scrollable_content_region:
            super().action_page_down()  # type: ignore[no-untyped-call]

    def action_page_up(self) -> None:
        """Move the cursor up by a page."""
        if self.scrollable_content_region:
            super().action_page_up()  # type: ignore[no-untyped-call]


__all__ = ["PagedList"]
