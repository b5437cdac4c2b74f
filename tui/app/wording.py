"""Text made fit for cells: control characters made visible, Chinese wrapped where Chinese may be wrapped.

Everything that comes from a person or from knowledge files passes `visible` before it is drawn.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len, get_character_cell_size

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_START = frozenset("，。、；：！？）」』】》〉…—～％,.;:!?)]}%・／’”")
"""Characters that may not begin a line."""

NO_END = frozenset("（「『【《〈([{‘“")
"""Characters that may not end a line."""

_LEFT_OUT = frozenset(
    "\u00ad\u200b\u200c\u200d\u2060\ufe0e\ufe0f\ufeff\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
)
"""Joiners, selectors and skin tones. They make one picture of several characters, which terminals and Textual
measure differently, so that a line cut there would shear the screen; without them each picture stands
alone."""


def visible(text: str, keep_lines: bool = False) -> str:
    """A text in which nothing can act on the terminal: what would act is shown instead.

    Args:
        text: any text.
        keep_lines: whether line breaks stay.

    Returns:
        The text with control characters as control pictures, and bidirectional controls and lone surrogates
        by their number.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(c, keep_lines) for c in text)


def _shown(character: str, keep_lines: bool) -> str:
    if character in _LEFT_OUT:
        return ""
    if character.isprintable() or (keep_lines and character == "\n"):
        return character
    code = ord(character)
    if character in "\n\t":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return " " if unicodedata.category(character) == "Zs" else f"<{code:X}>"


def near_home(path: Path) -> str:
    """A path as people write it: `~` for their own folder, which keeps it within a line.

    Args:
        path: any path.
    """
    try:
        home = Path.home()
    except RuntimeError:
        return str(path)
    if path.is_relative_to(home) and home != Path(home.anchor):
        return str(Path("~") / path.relative_to(home))
    return str(path)


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Where to cut a text into lines of at most `width` cells.

    Args:
        text: one line of visible text.
        width: cells to a line; at least 2, so that every character finds room.

    Returns:
        (start, end) of each line; blanks at a cut belong to no line.
    """
    width = max(width, 2)
    if cell_len(text) <= width:
        return [(0, len(text.rstrip(" ")))]
    lines: list[tuple[int, int]] = []
    start = end = 0
    used = 0
    for piece_start, piece_end in _pieces(text):
        room = cell_len(text[piece_start:piece_end].rstrip(" "))
        if used and used + room > width:
            lines.append((start, end))
            start, used = piece_start, 0
        while room > width:
            cut = max(_fitting(text, piece_start, piece_end, width), piece_start + 1)
            lines.append((piece_start, cut))
            piece_start = start = cut
            room = cell_len(text[piece_start:piece_end].rstrip(" "))
        used += cell_len(text[piece_start:piece_end])
        end = piece_end - (len(text[piece_start:piece_end]) - len(text[piece_start:piece_end].rstrip(" ")))
    lines.append((start, max(end, start)))
    return lines


def fit(text: str, width: int) -> str:
    """A text cut or padded with blanks to exactly `width` cells; a cut shows as two dots."""
    cells = cell_len(text)
    if cells > width:
        text = text[: _fitting(text, 0, len(text), max(width - 2, 0))] + ".." if width > 2 else "." * width
        cells = cell_len(text)
    return text + " " * (width - cells)


def bar(filled: int, width: int) -> str:
    """A bar of characters that every terminal draws one cell wide."""
    filled = min(max(filled, 0), width)
    return "▮" * filled + "▯" * (width - filled)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """The stretches that may not be cut, each with the blanks after it."""
    start = 0
    for index in range(1, len(text)):
        if _may_cut(text[index - 1], text[index]):
            yield start, index
            start = index
    if text:
        yield start, len(text)


def _may_cut(before: str, after: str) -> bool:
    if after == " " or unicodedata.combining(after):
        return False
    if '"' in (before, after):
        # It opens or closes; either way it stays with what it stands beside.
        return before == " "
    if after in NO_START or before in NO_END:
        return False
    if before == " ":
        return True
    return get_character_cell_size(before) == 2 or get_character_cell_size(after) == 2


def _fitting(text: str, start: int, end: int, width: int) -> int:
    """The furthest index at which `text[start:index]` still fits."""
    used = 0
    for index in range(start, end):
        used += get_character_cell_size(text[index])
        if used > width:
            return index
    return end
