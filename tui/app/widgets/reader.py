"""The reader: a paper in a scrolling pane, with arrow and vim keys.

It draws the lines that are in sight and no others, and of these only what changed: a page that grows while
one types costs no new layout of the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from tui.app.paper import Paper

if TYPE_CHECKING:
    from textual.content import Content
    from textual.selection import Selection

WIDEST = 100
"""Cells to a line where a pane is wider than one likes to read."""


class Reader(ScrollView, can_focus=True):
    """A scrolling pane with one paper."""

    DEFAULT_CSS = """
    Reader { width: 1fr; height: 1fr; overflow-x: hidden; overflow-y: auto; text-wrap: nowrap; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", "down", show=False),
        Binding("k", "scroll_up", "up", show=False),
        Binding("g", "scroll_home", "first", show=False),
        Binding("G", "scroll_end", "last", show=False),
        Binding("ctrl+d", "page_down", "page_down", show=False),
        Binding("ctrl+u", "page_up", "page_up", show=False),
    ]

    def __init__(self, identity: str, *, widest: int | None = WIDEST) -> None:
        """An empty pane.

        Args:
            identity: its id in the style sheet.
            widest: cells to a line at most; None for as many as there are.
        """
        super().__init__(id=identity)
        self._widest = widest
        self._paper = Paper()
        self._lines: list[Content] = []

    def show(self, paper: Paper, *, keep_place: bool = False) -> None:
        """Show another paper.

        Args:
            paper: what to show.
            keep_place: stay where one was reading; otherwise start at the top.
        """
        self._paper = paper
        self._lay()
        if not keep_place:
            self.scroll_home(animate=False)

    def _lay(self) -> None:
        """Make the lines anew, and draw those in sight that are others than before."""
        if self.styles.is_auto_height:
            self.refresh(layout=True)
        room = self.size
        if not room:
            return
        before, self._lines = self._lines, self._laid(room.width)
        if len(self._lines) > room.height:
            self._lines = self._laid(room.width - self.styles.scrollbar_size_vertical)
        whole = Size(room.width, len(self._lines))
        if whole != self.virtual_size:
            # Set the usual way it would have the whole screen laid out again; only the bar changes.
            self.set_reactive(Reader.virtual_size, whole)
            self._scroll_update(whole)
        top = self.scroll_offset.y
        for y in range(top, top + room.height):
            if _drawn(before, y) != _drawn(self._lines, y):
                self.refresh_line(y)

    def _laid(self, width: int) -> list[Content]:
        return self._paper.lines(min(max(width, 1), self._widest or width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many rows as the paper has lines at this width."""
        return len(self._laid(width))

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        self._lay()

    def render_line(self, y: int) -> Strip:
        """Draw one line of those in sight.

        Args:
            y: which, from the top of the pane.
        """
        place = self.scroll_offset.y + y
        width = self.scrollable_content_region.width
        if place >= len(self._lines):
            return Strip.blank(width, self.visual_style.rich_style)
        line = self._lines[place]
        selection = self.text_selection
        span = selection.get_span(place) if selection is not None else None
        if span is not None:
            start, end = span
            style = self.screen.get_visual_style("screen--selection")
            line = line.stylize(style, start, len(line) if end == -1 else end)
        found = Visual.to_strips(self, line, width, 1, self.visual_style, apply_selection=False)
        return found[0].apply_offsets(0, place) if found else Strip.blank(width)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What is selected with the mouse, as text.

        Args:
            selection: from where to where.
        """
        return selection.extract("\n".join(line.plain for line in self._lines)), "\n"


def _drawn(lines: list[Content], y: int) -> tuple[str, object] | None:
    """What tells whether a line looks the same; two contents are equal when their text is."""
    return (lines[y].plain, lines[y].spans) if y < len(lines) else None
