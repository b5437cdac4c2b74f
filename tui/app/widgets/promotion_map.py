"""The promotion map: a lane a line of work, a column a rung, and a cursor that walks it.

What the role under the cursor leads to is marked `+`, what leads to it `-`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.app.messages import RoleOpened
from tui.app.wording import fit, visible

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from textual import events

    from kb import Knowledge
    from kb.models import Language

RUNGS = 6
NARROWEST = 10
"""Cells of a column at least; a narrower screen shows fewer columns at a time."""


@dataclass(frozen=True)
class _Spot:
    """Where a role stands."""

    role: str
    y: int
    rung: int


@dataclass
class Pointed(Message):
    """The cursor came to a role."""

    role: str
    """Its id."""


class PromotionMap(ScrollView, can_focus=True):
    """All roles and, for one, the moves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "walk(0, 1)", "down", show=False),
        Binding("up,k", "walk(0, -1)", "up", show=False),
        Binding("right,l", "walk(1, 0)", "right", show=False),
        Binding("left,h", "walk(-1, 0)", "left", show=False),
        Binding("g,home", "end(0)", "first", show=False),
        Binding("G,end", "end(-1)", "last", show=False),
        Binding("ctrl+d,pagedown", "jump(1)", "page_down", show=False),
        Binding("ctrl+u,pageup", "jump(-1)", "page_up", show=False),
        Binding("enter", "open", "open", show=False),
    ]

    def __init__(self, identity: str) -> None:
        super().__init__(id=identity)
        self._knowledge: Knowledge | None = None
        self._language: Language = "zh-Hant"
        self._lines: list[str | list[str | None]] = []
        """A lane's name, or the role at each rung."""
        self._spots: dict[str, _Spot] = {}
        self._here = ""
        self._marked: Collection[str] = ()
        self._rungs: Sequence[str] = ()

    @property
    def here(self) -> str:
        """Id of the role under the cursor; empty before there is one."""
        return self._here

    def show(
        self, knowledge: Knowledge, language: Language, rungs: Sequence[str], marked: Collection[str]
    ) -> None:
        """Draw the map of some knowledge.

        Args:
            knowledge: roles and moves.
            language: the language of names.
            rungs: what the six columns are called.
            marked: ids of roles marked to be set side by side.
        """
        self._marked, self._rungs = marked, rungs
        if knowledge is not self._knowledge or language != self._language:
            self._knowledge, self._language = knowledge, language
            self._lines, self._spots = _laid_out(knowledge, language)
            if self._here not in self._spots:
                self._here = next(iter(self._spots), "")
        self._measure()
        self.refresh()

    def point_at(self, role: str) -> None:
        """Put the cursor on a role; nothing happens when the map has none such."""
        if role not in self._spots or role == self._here:
            self._scroll_here()
            return
        self._here = role
        self._scroll_here()
        self.refresh()
        self.post_message(Pointed(role))

    @property
    def _column(self) -> int:
        return max(self.scrollable_content_region.width // RUNGS, NARROWEST)

    def _measure(self) -> None:
        self.virtual_size = Size(self._column * RUNGS, len(self._lines) + 1)

    def on_resize(self) -> None:
        """Fit the columns to the new width."""
        self._measure()
        self._scroll_here()

    def _scroll_here(self) -> None:
        spot = self._spots.get(self._here)
        if spot is not None:
            first = (spot.rung - 1) * self._column
            # The lane's name stays in sight above its first row.
            self.scroll_to_region(
                Region(first, max(spot.y - 1, 0), self._column, 4), animate=False, force=True
            )

    def render_line(self, y: int) -> Strip:
        """One line of what is in sight."""
        width = self.scrollable_content_region.width
        x, top = self.scroll_offset
        base = self.rich_style
        if y == 0:
            heads = "".join(fit(f" {name}", self._column) for name in self._rungs)
            return Strip([Segment(heads, base + Style(bold=True))]).crop_extend(x, x + width, base)
        number = y - 1 + top
        if self._knowledge is None or number >= len(self._lines):
            return Strip.blank(width, base)
        line = self._lines[number]
        if isinstance(line, str):
            text = fit(f" # {line}", self._column * RUNGS)
            return Strip([Segment(text, base + Style(bold=True))]).crop_extend(x, x + width, base)
        graph = self._knowledge.graph
        after = {edge.to_role for edge in graph.next_moves(self._here)}
        before = {edge.from_role for edge in graph.ways_in(self._here)}
        parts = []
        for role in line:
            if role is None:
                parts.append(Segment(" " * self._column, base))
                continue
            here = role == self._here
            mark = ">" if here else "+" if role in after else "-" if role in before else " "
            chosen = "*" if role in self._marked else ""
            name = visible(self._knowledge.roles[role].label.get(self._language))
            style = Style(reverse=True, bold=True) if here else Style(bold=mark in "+-")
            cell = fit(f"{mark}{chosen}{name}", self._column - 1)
            parts += [Segment(cell, base + style), Segment(" ", base)]
        return Strip(parts).crop_extend(x, x + width, base)

    def action_walk(self, across: int, down: int) -> None:
        """Go to the nearest role on the next row or rung."""
        here = self._spots.get(self._here)
        if here is None:
            return
        if down:
            rows = [spot for spot in self._spots.values() if (spot.y - here.y) * down > 0]
            near = min(rows, key=lambda s: (abs(s.y - here.y), abs(s.rung - here.rung)), default=None)
        else:
            lane = self._lane(here)
            rungs = [spot for spot in lane if (spot.rung - here.rung) * across > 0]
            near = min(rungs, key=lambda s: (abs(s.rung - here.rung), abs(s.y - here.y)), default=None)
        if near is not None:
            self.point_at(near.role)

    def _lane(self, here: _Spot) -> Sequence[_Spot]:
        if self._knowledge is None:
            return ()
        roles = self._knowledge.roles
        family = roles[here.role].family
        return [spot for spot in self._spots.values() if roles[spot.role].family == family]

    def action_end(self, place: int) -> None:
        """Go to the first or the last role."""
        if self._spots:
            self.point_at(list(self._spots)[place])

    def action_jump(self, way: int) -> None:
        """Go a screen down or up."""
        here = self._spots.get(self._here)
        if here is not None:
            wanted = here.y + way * max(self.size.height - 2, 1)
            near = min(self._spots.values(), key=lambda s: (abs(s.y - wanted), abs(s.rung - here.rung)))
            self.point_at(near.role)

    def action_open(self) -> None:
        """Read about the role under the cursor."""
        if self._here:
            self.post_message(RoleOpened(self._here))

    def on_click(self, event: events.Click) -> None:
        """Go to the role that was clicked; open it when one is there already."""
        x, y = event.x + self.scroll_offset.x, event.y - 1 + self.scroll_offset.y
        line = self._lines[y] if 0 <= y < len(self._lines) else ""
        rung = x // self._column
        role = line[rung] if isinstance(line, list) and rung < len(line) else None
        if role is None:
            return
        if role == self._here:
            self.action_open()
        else:
            self.point_at(role)


def _laid_out(
    knowledge: Knowledge, language: Language
) -> tuple[list[str | list[str | None]], dict[str, _Spot]]:
    lines: list[str | list[str | None]] = []
    spots: dict[str, _Spot] = {}
    strays = {role.family for role in knowledge.roles.values()} - set(knowledge.families)
    for family in (*knowledge.families, *sorted(strays)):
        roles = knowledge.roles_of(family)
        if not roles:
            continue
        known = knowledge.families.get(family)
        lines.append(visible(known.label.get(language) if known else family))
        columns = [[role.id for role in roles if role.rung == rung] for rung in range(1, RUNGS + 1)]
        for row in zip_longest(*columns):
            for rung, role in enumerate(row, 1):
                if role is not None:
                    spots[role] = _Spot(role, len(lines), rung)
            lines.append(list(row))
    return lines, spots
