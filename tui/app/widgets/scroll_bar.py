"""Scroll bars made of blanks: the usual part blocks are two cells wide in some Chinese terminals."""

from __future__ import annotations

from typing import ClassVar

from textual.scrollbar import ScrollBarRender


class PlainScrollBar(ScrollBarRender):
    """A thumb of whole cells; the text beside it tells where one is, too."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "] * 8
