"""The grid: people down, posts across, a mark where they meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from tui.app.wording import fit, visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.coordinate import Coordinate


def _cell(mark: str, *, here: bool) -> Text:
    return Text(f"[{mark:<2}]" if here else f" {mark:<2} ")


NAME = 16
"""Cells of a person's name."""

POST = 10
"""Cells of a post's name."""


class TeamGrid(DataTable[Text]):
    """Marks of one team; the cell under the cursor is reversed, and named in words beside the grid."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", "down", show=False),
        Binding("k", "cursor_up", "up", show=False),
        Binding("h", "cursor_left", "left", show=False),
        Binding("l", "cursor_right", "right", show=False),
        Binding("g", "scroll_top", "first", show=False),
        Binding("G", "scroll_bottom", "last", show=False),
        Binding("ctrl+d", "page_down", "page_down", show=False),
        Binding("ctrl+u", "page_up", "page_up", show=False),
    ]

    def __init__(self, identity: str) -> None:
        super().__init__(id=identity, fixed_columns=1, cell_padding=0, zebra_stripes=False)
        self._marks: dict[tuple[str, str], str] = {}
        self._bracketed: Coordinate | None = None
        self._people: tuple[str, ...] = ()
        self._roles: tuple[str, ...] = ()

    @property
    def here(self) -> tuple[str, str] | None:
        """Person and post under the cursor; None where there is no grid, the first post on a name."""
        row, column = self.cursor_coordinate
        if row >= len(self._people) or not self._roles:
            return None
        return self._people[row], self._roles[max(column - 1, 0)]

    def fill(
        self,
        heads: Sequence[tuple[str, str]],
        rows: Sequence[tuple[str, str]],
        marks: Mapping[tuple[str, str], str],
        corner: str,
    ) -> None:
        """Show another team, the cursor on the same person and post where they are still there.

        Args:
            heads: role id and name, left to right.
            rows: person id and name, top to bottom.
            marks: by person and role.
            corner: what the column of people is called.
        """
        before = self.here
        self._bracketed = None
        self.clear(columns=True)
        self._people = tuple(person for person, _ in rows)
        self._roles = tuple(role for role, _ in heads)
        self.add_column(Text(fit(visible(corner), NAME)), width=NAME)
        for _, name in heads:
            self.add_column(Text(" " + fit(visible(name), POST)), width=POST + 1)
        drawn = {mark: _cell(mark, here=False) for mark in {"", *marks.values()}}
        for person, name in rows:
            cells = [drawn[marks.get((person, role), "")] for role in self._roles]
            self.add_row(Text(fit(visible(name), NAME)), *cells)
        self._marks = dict(marks)
        if before is not None and before[0] in self._people:
            self.point_at(*before)
        elif self._roles:
            self.move_cursor(row=0, column=1)
        self._bracket(self.cursor_coordinate)

    def watch_cursor_coordinate(self, old_coordinate: Coordinate, new_coordinate: Coordinate) -> None:
        """Move the brackets with the cursor."""
        super().watch_cursor_coordinate(old_coordinate, new_coordinate)
        self._bracket(new_coordinate)

    def _bracket(self, here: Coordinate) -> None:
        """Put the mark under the cursor into brackets, and no other."""
        old, self._bracketed = self._bracketed, here
        for place in (old, here):
            if place is None or not 0 < place.column <= len(self._roles) or place.row >= len(self._people):
                continue
            if self.is_valid_coordinate(place):
                mark = self._marks.get((self._people[place.row], self._roles[place.column - 1]), "")
                self.update_cell_at(place, _cell(mark, here=place == here))

    def point_at(self, person: str, role: str = "") -> None:
        """Put the cursor on somebody, if they are there.

        Args:
            person: person id.
            role: role id; the first post otherwise.
        """
        if person in self._people:
            column = self._roles.index(role) + 1 if role in self._roles else 1
            self.move_cursor(row=self._people.index(person), column=column)
