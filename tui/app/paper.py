"""Paper: a text of headings, paragraphs, bullets and rows that is laid out for any width.

A paper knows words and styles only; a widget asks it for its lines. Styles never carry a meaning alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from tui.app.wording import visible, wrap

MUTED = "$text-muted"
STRONG = "bold"
HEADING = "bold $accent"


@dataclass(frozen=True)
class _Block:
    lead: str
    """What stands before the first line; later lines hang under the text."""
    text: str
    style: str
    lead_style: str


class Paper:
    """Blocks of text, first to last."""

    def __init__(self) -> None:
        self._blocks: list[_Block] = []

    def add(self, text: str, style: str = "", lead: str = "", lead_style: str = "") -> Paper:
        """Add a paragraph.

        Args:
            text: what it says; control characters are made visible.
            style: how it looks.
            lead: what stands before its first line; the others are indented as far.
            lead_style: how that looks.
        """
        self._blocks.append(_Block(visible(lead), visible(text), style, lead_style or style))
        return self

    def heading(self, text: str) -> Paper:
        """Add a heading with a blank line above it."""
        if self._blocks:
            self.blank()
        return self.add(text, HEADING, lead="# ")

    def bullet(self, text: str, style: str = "") -> Paper:
        """Add an item of a list."""
        return self.add(text, style, lead="- ")

    def blank(self) -> Paper:
        """Add a blank line."""
        return self.add("")

    def lines(self, width: int) -> list[Content]:
        """The paper as lines of at most `width` cells.

        Args:
            width: cells to a line.
        """
        found: list[Content] = []
        for block in self._blocks:
            hang = cell_len(block.lead)
            if hang > width // 2:
                hang = min(2, width // 2)
            first = Content.styled(block.lead, block.lead_style)
            if cell_len(block.lead) > hang:
                found += [first[start:end] for start, end in wrap(block.lead, width)]
                first = Content(" " * hang)
            for number, (start, end) in enumerate(wrap(block.text, width - hang)):
                before = first if number == 0 else Content(" " * hang)
                found.append(before + Content.styled(block.text[start:end], block.style))
        return found
