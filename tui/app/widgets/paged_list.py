"""A list of options that can be paged through before it has been laid out."""

from __future__ import annotations

from textual.widgets import OptionList


class PagedList(OptionList):
    """An option list in which a page key does nothing while there is no room to show a page.

    Textual looks the lines of a page up before it knows them when a key comes ahead of the first layout.
    """

    def action_page_down(self) -> None:
        """Move the cursor down by a page."""
        if self.scrollable_content_region:
            super().action_page_down()  # type: ignore[no-untyped-call]

    def action_page_up(self) -> None:
        """Move the cursor up by a page."""
        if self.scrollable_content_region:
            super().action_page_up()  # type: ignore[no-untyped-call]


__all__ = ["PagedList"]
