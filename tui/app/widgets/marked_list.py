"""A list whose cursor is a mark in the text, since colour alone does not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.app.widgets.paged_list import PagedList
from tui.app.wording import visible

if TYPE_CHECKING:
    from collections.abc import Sequence


class MarkedList(PagedList):
    """Lines with `> ` before the one under the cursor; arrow and vim keys."""

    def __init__(self, identity: str) -> None:
        super().__init__(id=identity, markup=False)
        self._said: tuple[str, ...] = ()
        self._marked: int | None = None

    def put(self, lines: Sequence[str], here: int | None = 0) -> None:
        """Show other lines.

        Args:
            lines: one each; control characters are made visible.
            here: where the cursor stands, None for nowhere.
        """
        self._said = tuple(map(visible, lines))
        here = None if here is None or not lines else min(max(here, 0), len(lines) - 1)
        with self.prevent(OptionList.OptionHighlighted):
            self._marked = here
            self.set_options([Option(self._draw(place)) for place in range(len(self._said))])
            self.highlighted = here

    def _draw(self, place: int) -> Content:
        return Content(("> " if place == self._marked else "  ") + self._said[place])

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Move the mark."""
        super().watch_highlighted(highlighted)
        if highlighted == self._marked:
            return
        old, self._marked = self._marked, highlighted
        for place in (old, highlighted):
            if place is not None and place < self.option_count:
                self.replace_option_prompt_at_index(place, self._draw(place))
