"""A list to choose from: a mark at the cursor, vim keys beside arrows, long lines wrapped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.app.widgets.paged_list import PagedList
from tui.app.wording import visible, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence


UNBOUNDED = 10_000
"""Cells to a line that is not wrapped."""


@dataclass(frozen=True)
class Choice:
    """One line, or several, of the list."""

    id: str
    """What is chosen; unique in the list. Empty for a line that only says something."""
    text: str
    """What it says; wrapped where it is too long."""
    hang: int = 0
    """Cells by which further lines are indented."""
    style: str = ""
    """How it looks."""


class ChoiceList(PagedList):
    """Choices; the one under the cursor is marked."""

    DEFAULT_CSS = """
    ChoiceList { border: none; padding: 0; background: transparent; text-wrap: nowrap; text-overflow: clip; }
    ChoiceList:focus { border: none; }
    ChoiceList > .option-list--option { padding: 0; }
    ChoiceList > .option-list--option-disabled { color: $text; }
    ChoiceList:focus > .option-list--option-highlighted { text-style: reverse; }
    """

    def __init__(self, identity: str) -> None:
        super().__init__(id=identity, markup=False)
        self._choices: tuple[Choice, ...] = ()
        self._marked: int | None = None

    @property
    def chosen(self) -> str:
        """The id under the cursor; empty when there is none."""
        return self._choices[self.highlighted].id if self.highlighted is not None and self._choices else ""

    def show(self, choices: Sequence[Choice], at: str = "") -> None:
        """Show other choices, the cursor on an id, or where it was, or on the first.

        Args:
            choices: first to last.
            at: id to put the cursor on.
        """
        wanted = at or self.chosen
        before = self.highlighted or 0
        offset = self.scroll_y
        self._choices = tuple(choices)
        open_ones = [index for index, choice in enumerate(choices) if choice.id]
        found = next((index for index in open_ones if choices[index].id == wanted), None)
        if found is None and open_ones:
            found = min(open_ones, key=lambda index: (abs(index - before), index)) if wanted else open_ones[0]
        self._marked = found
        with self.prevent(OptionList.OptionHighlighted):
            self.set_options([self._option(index) for index in range(len(choices))])
            self.highlighted = found
        self.scroll_to(y=offset, animate=False, force=True)
        if found is not None:
            self.scroll_to_highlight()

    def put(self, lines: Sequence[str], here: int | None = 0, below: str = "") -> None:
        """Show lines that are told apart by their place.

        Args:
            lines: one each.
            here: where the cursor stands, None for nowhere.
            below: what is said under them and cannot be chosen.
        """
        here = None if here is None or not lines else min(max(here, 0), len(lines) - 1)
        choices = [Choice(str(place), line, 2) for place, line in enumerate(lines)]
        self.show([*choices, *([Choice("", below)] if below else [])], at=str(here or 0))
        if here is None:
            self._lose_cursor()

    def _lose_cursor(self) -> None:
        old, self._marked = self._marked, None
        with self.prevent(OptionList.OptionHighlighted):
            self.highlighted = None
        self._redraw(old)

    def _option(self, index: int) -> Option:
        choice = self._choices[index]
        return Option(self._prompt(index), id=f"choice-{index}", disabled=not choice.id)

    def _prompt(self, index: int) -> Content:
        choice = self._choices[index]
        # Before the first layout nobody knows where to wrap; afterwards `on_resize` does it.
        room = self.scrollable_content_region.width
        width = max(room - 3, 8) if room else UNBOUNDED
        text = visible(choice.text)
        hang = min(choice.hang, width // 2)
        first_end = wrap(text, width)[0][1]
        lines = [text[:first_end]]
        rest = text[first_end:].lstrip(" ")
        if rest:
            lines += [" " * hang + rest[start:end] for start, end in wrap(rest, width - hang)]
        mark = "> " if index == self._marked else "  "
        return Content.styled(mark + "\n  ".join(lines), choice.style)

    def _redraw(self, *indexes: int | None) -> None:
        for index in indexes:
            if index is not None and index < min(len(self._choices), self.option_count):
                self.replace_option_prompt_at_index(index, self._prompt(index))

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Move the mark."""
        super().watch_highlighted(highlighted)
        if highlighted is not None and highlighted != self._marked:
            old, self._marked = self._marked, highlighted
            self._redraw(old, highlighted)

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        self._redraw(*range(len(self._choices)))
