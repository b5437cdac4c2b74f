"""The list of results: ranked roles, or what one could write when there is no answer.

While results change, the role under the cursor stays under the cursor and on its row of the screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.app.widgets.paged_list import PagedList
from tui.app.wording import bar, fit, visible, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

BAR = 8
"""Cells of a bar; drawn only where no name must be cut for it."""


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    id: str
    """Role id, `pin:` and the role one asked about, `add:` and words to write, or `do:` and an action."""
    title: str
    """What it is called."""
    points: int | None = None
    """Its score as points of 100; None for a suggestion."""
    rank: str = ""
    """Its place among all, or a mark."""


class ResultList(PagedList):
    """Rows with a bar and points; the one under the cursor is marked."""

    def __init__(self, identity: str) -> None:
        super().__init__(id=identity, markup=False)
        self._rows: tuple[Row, ...] = ()
        self._marked: int | None = None
        self._chosen = False
        self._longest = 0
        self._scored = False

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self._rows[self.highlighted] if self.highlighted is not None and self._rows else None

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows.

        The cursor stays on its role when somebody chose it and it is still listed; else it is on the first.
        """
        before = self.row
        offset = (self.highlighted or 0) - round(self.scroll_y)
        self._rows = tuple(rows)
        places = {row.id: index for index, row in enumerate(rows)}
        keep = places.get(before.id) if before is not None and self._chosen else None
        self._chosen = keep is not None
        here = keep if keep is not None else 0
        self._longest = max((cell_len(visible(row.title)) for row in rows), default=0)
        was_scored, self._scored = self._scored, bool(rows) and all(row.points is not None for row in rows)
        with self.prevent(OptionList.OptionHighlighted):
            self._marked = here if rows else None
            if was_scored and self._scored and self.option_count == len(rows):
                # As many rows of one line as before: drawing them in place needs no new layout of the screen.
                self._redraw(*range(len(rows)))
            else:
                self.set_options([Option(self._prompt(i)) for i in range(len(rows))])
            self.highlighted = here if rows else None
        top = max(here - offset, 0) if keep is not None else 0
        if rows and top != round(self.scroll_y):
            self.scroll_to(y=top, animate=False, force=True)

    def to_first(self) -> None:
        """Put the cursor on the first row, now or when there is one."""
        self.highlighted = 0 if self._rows else None
        self._chosen = False

    def _prompt(self, index: int) -> Content:
        row = self._rows[index]
        width = max(self.scrollable_content_region.width, 12)
        mark = "> " if index == self._marked else "  "
        if row.points is None:
            title = visible(row.title)
            return Content(mark + "\n  ".join(title[start:end] for start, end in wrap(title, width - 2)))
        tail = f"{row.points:>4}"
        if width >= 5 + self._longest + 1 + BAR + len(tail):
            tail = f" {bar(round(row.points * BAR / 100), BAR)}{tail}"
        return Content(f"{mark}{row.rank:>2} {fit(visible(row.title), width - 5 - len(tail))}{tail}")

    def _redraw(self, *indexes: int | None) -> None:
        for index in indexes:
            if index is not None and index < len(self._rows):
                prompt = self._prompt(index)
                if prompt != self.get_option_at_index(index).prompt:
                    self.replace_option_prompt_at_index(index, prompt)

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Move the mark; a cursor that somebody moved is a choice."""
        super().watch_highlighted(highlighted)
        if highlighted is not None and highlighted != self._marked:
            old, self._marked = self._marked, highlighted
            self._chosen = True
            self._redraw(old, highlighted)

    def on_resize(self) -> None:
        """Fit the rows to the new width."""
        self._redraw(*range(len(self._rows)))
