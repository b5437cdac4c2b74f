"""Paper: a text of headings, paragraphs, bullets and rows that is laid out for any width.

A paper knows words and styles only; a widget asks it for its lines. Styles never carry a meaning alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

from rich.cells import cell_len
from textual.content import Content

from tui.app.wording import fit, visible, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

MUTED = "$text-muted"
STRONG = "bold"
HEADING = "bold $accent"


Kind = Literal["heading", "bullet", "task", "note", "row", "text"]
"""What a block is when it is written elsewhere than on a screen; a row keeps its cells, a note belongs to
the item above it."""


@dataclass(frozen=True)
class Block:
    """A part of a paper."""

    lead: str
    """What stands before the first line; later lines hang under the text."""
    text: str
    """What it says."""
    style: str
    """How it looks on a screen."""
    lead_style: str
    """How the lead looks."""
    kind: Kind
    """What it is elsewhere."""
    cells: tuple[str, ...] = ()
    """What stands side by side after the text; empty for a block of one column."""


class Paper:
    """Blocks of text, first to last."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks."""
        return tuple(self._blocks)

    def add(
        self, text: str, style: str = "", lead: str = "", lead_style: str = "", kind: Kind | None = None
    ) -> Paper:
        """Add a paragraph.

        Args:
            text: what it says; control characters are made visible.
            style: how it looks.
            lead: what stands before its first line; the others are indented as far.
            lead_style: how that looks.
            kind: what it is elsewhere; a row when it has a lead, else a text.
        """
        found = kind or ("row" if lead else "text")
        self._blocks.append(Block(visible(lead), visible(text), style, lead_style or style, found))
        return self

    def cells(self, text: str, cells: Sequence[str], style: str = "") -> Paper:
        """Add a row of a table: a name, then a cell for each column.

        Args:
            text: what the row is about.
            cells: what each column says; wrapped within it.
            style: how it looks.
        """
        self._blocks.append(Block("", visible(text), style, style, "row", tuple(map(visible, cells))))
        return self

    def append(self, block: Block) -> Paper:
        """Add a block of another paper."""
        self._blocks.append(block)
        return self

    def heading(self, text: str) -> Paper:
        """Add a heading with a blank line above it."""
        if self._blocks:
            self.blank()
        return self.add(text, HEADING, lead="# ", kind="heading")

    def bullet(self, text: str, style: str = "") -> Paper:
        """Add an item of a list."""
        return self.add(text, style, lead="- ", kind="bullet")

    def task(self, text: str, mark: str) -> Paper:
        """Add an item that can be ticked off, with its mark before it."""
        return self.add(text, lead=f"{mark} ", kind="task")

    def note(self, text: str) -> Paper:
        """Add a line about the item above it."""
        return self.add(text, MUTED, lead="    ", kind="note")

    def extend(self, other: Paper) -> Paper:
        """Add everything that stands on another paper."""
        self._blocks += other.blocks
        return self

    def blank(self) -> Paper:
        """Add a blank line."""
        return self.add("")

    def lines(self, width: int) -> list[Content]:
        """The paper as lines of at most `width` cells.

        Args:
            width: cells to a line.
        """
        return [line for block in self._blocks for line in _laid(block, width)]


BLOCKS = 1_024
"""Blocks whose lines are remembered: a few pages."""

NAMES = 22
"""Cells of the first column of a table, at most; a quarter of a narrow one."""


@lru_cache(BLOCKS)
def _laid(block: Block, width: int) -> list[Content]:
    """A block as lines; while one types, most blocks of a page stay as they are."""
    if block.cells:
        return _side_by_side(block, width)
    hang = cell_len(block.lead)
    if hang > width // 2:
        hang = min(2, width // 2)
    found: list[Content] = []
    first = Content.styled(block.lead, block.lead_style)
    if cell_len(block.lead) > hang:
        found += [first[start:end] for start, end in wrap(block.lead, width)]
        first = Content(" " * hang)
    for number, (start, end) in enumerate(wrap(block.text, width - hang)):
        before = first if number == 0 else Content(" " * hang)
        found.append(before + Content.styled(block.text[start:end], block.style))
    return found


def _side_by_side(block: Block, width: int) -> list[Content]:
    """A row of a table: every cell wrapped within its own column."""
    first = min(NAMES, width // 4)
    column = max((width - first) // len(block.cells), 3)
    widths = [first, *([column] * len(block.cells))]
    wrapped = [
        [text[start:end] for start, end in wrap(text, max(room - 1, 2))]
        for text, room in zip((block.text, *block.cells), widths, strict=True)
    ]
    lines = []
    for row in zip_longest(*wrapped, fillvalue=""):
        line = "".join(fit(text, room) for text, room in zip(row, widths, strict=True)).rstrip()
        lines.append(Content.styled(line if cell_len(line) <= width else fit(line, width), block.style))
    return lines
