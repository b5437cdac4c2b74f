"""The reader: a paper in a scrolling pane, with arrow and vim keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from tui.app.paper import Paper

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.geometry import Size


class Sheet(Widget):
    """Draws a paper at whatever width it is given."""

    DEFAULT_CSS = """
    Sheet { width: 1fr; height: auto; text-wrap: nowrap; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._paper = Paper()
        self._laid: tuple[int, list[Content]] | None = None

    def show(self, paper: Paper) -> None:
        """Draw another paper."""
        before, self._laid = self._laid, None
        self._paper = paper
        # As many lines as before need no new layout of the screen, only drawing.
        same_height = before is not None and len(self._lines(before[0])) == len(before[1])
        self.refresh(layout=not same_height)

    def _lines(self, width: int) -> list[Content]:
        if self._laid is None or self._laid[0] != width:
            self._laid = (width, self._paper.lines(width))
        return self._laid[1]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many rows as the paper has lines at this width."""
        return len(self._lines(width))

    def render(self) -> Content:
        """All lines."""
        return Content("\n").join(self._lines(self.content_size.width))


class Reader(VerticalScroll):
    """A scrolling pane with one paper."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", "down", show=False),
        Binding("k", "scroll_up", "up", show=False),
        Binding("g", "scroll_home", "first", show=False),
        Binding("G", "scroll_end", "last", show=False),
        Binding("ctrl+d", "page_down", "page_down", show=False),
        Binding("ctrl+u", "page_up", "page_up", show=False),
    ]

    def compose(self) -> ComposeResult:
        """The sheet."""
        yield Sheet()

    def show(self, paper: Paper, *, keep_place: bool = False) -> None:
        """Show another paper.

        Args:
            paper: what to show.
            keep_place: stay where one was reading; otherwise start at the top.
        """
        self.query_one(Sheet).show(paper)
        if not keep_place:
            self.scroll_home(animate=False)
