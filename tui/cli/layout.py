"""Laying out text in terminal cells: width, wrapping, columns and bars. Never counts with `len`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wcwidth import wcswidth, wcwidth

BOLD = "\x1b[1m"
DIM = "\x1b[2m"
RESET = "\x1b[0m"

FILLED, EMPTY = "▰", "▱"
"""Unlike block elements, these two are narrow even where ambiguous characters are drawn wide."""

ASCII_FILLED, ASCII_EMPTY = "#", "."

NO_LINE_START = frozenset("，。、；：！？）」』〉》】％・…·,.;:!?)]}%’”")
"""Punctuation that may not begin a line (kinsoku); it hangs on the line before."""

NO_LINE_END = frozenset("（「『〈《【([{‘“")
"""Punctuation that may not end a line."""

COMMAND = "shopladder "
"""How every command that a reader may copy begins."""

_PIECES = re.compile(
    r"[ \t]+|[^\s\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]+|."
)
_STYLES = re.compile(r"\x1b\[[0-9;]*m")


def width(text: str) -> int:
    """The cells a text takes; styles take none."""
    plain = _STYLES.sub("", text)
    cells = int(wcswidth(plain))
    return cells if cells >= 0 else sum(max(0, int(wcwidth(c))) for c in plain)


def pad(text: str, cells: int) -> str:
    """A text with blanks up to a width."""
    return text + " " * max(0, cells - width(text))


def pad_left(text: str, cells: int) -> str:
    """A text with blanks before it up to a width."""
    return " " * max(0, cells - width(text)) + text


def wrap(text: str, cells: int, first: str = "", rest: str | None = None) -> str:
    """A text in lines of at most so many cells, Chinese broken between characters, words kept whole.

    Args:
        text: one paragraph.
        cells: width of a line, with its indent.
        first: what stands before the first line.
        rest: what stands before the others; blanks as wide as `first` by default.
    """
    after = " " * width(first) if rest is None else rest
    lines: list[str] = []
    line, taken, empty = first, width(first), True
    blank = False
    for chunk in _chunks(text, max(4, cells - max(width(first), width(after)))):
        if chunk.isspace():
            blank = not empty
            continue
        size = width(chunk)
        if not empty and taken + blank + size > cells:
            lines.append(line)
            line, taken, blank = after, width(after), False
        line += " " * blank + chunk
        taken += blank + size
        empty = blank = False
    return "\n".join([*lines, line]).rstrip()


def _chunks(text: str, most: int) -> Iterator[str]:
    """What may not be broken: words, blanks, wide characters with the punctuation that clings to them.

    A word wider than a line is cut, unless it is an address.
    """
    held = ""
    for match in _PIECES.finditer(" ".join(text.splitlines())):
        piece = match.group()
        if (
            held
            and not held.isspace()
            and not piece.isspace()
            and (held[-1] in NO_LINE_END or piece[0] in NO_LINE_START)
        ):
            held += piece
            continue
        if held:
            yield from _cut(held, most)
        held = piece
    if held:
        yield from _cut(held, most)


def _cut(chunk: str, most: int) -> Iterator[str]:
    while width(chunk) > most and "://" not in chunk:
        head = next(n for n in range(len(chunk), 0, -1) if width(chunk[:n]) <= most or n == 1)
        yield chunk[:head]
        chunk = chunk[head:]
    if chunk:
        yield chunk


def wrap_hint(text: str, cells: int, indent: str = "") -> str:
    """A sentence that ends in a command to type; the command is never broken.

    Args:
        text: the sentence; the command is what follows the last `shopladder `.
        cells: width of a line.
        indent: before each line.
    """
    before, found, after = text.rpartition(COMMAND)
    if width(indent + text) <= cells or not found or not before.strip():
        return indent + text
    return f"{wrap(before, cells, indent)}\n{indent}  {found}{after}"


def truncate(text: str, cells: int) -> str:
    """A text cut to a width, with two dots where something is missing."""
    if width(text) <= cells:
        return text
    kept = ""
    for character in text:
        if width(kept + character) > cells - 2:
            break
        kept += character
    return kept + ".."


def bar(value: float, cells: int, blocks: bool = True, track: bool = False) -> str:
    """A bar for a value of 0 to 1.

    Args:
        value: the share; anything above nothing shows at least one mark.
        cells: the width of a full bar.
        blocks: whether characters beyond ASCII may be used.
        track: whether the rest is drawn too.
    """
    full, rest = (FILLED, EMPTY) if blocks else (ASCII_FILLED, ASCII_EMPTY)
    marks = max(0, min(cells, round(value * cells)))
    if value > 0:
        marks = max(1, marks)
    return full * marks + (rest * (cells - marks) if track else "")


def table(rows: Sequence[Sequence[str]], cells: int, indent: str = "  ", gap: str = "  ") -> str:
    """Columns as wide as their widest text; the last one wraps.

    Args:
        rows: the same number of texts each.
        cells: width of a line.
        indent: before each row.
        gap: between columns.
    """
    if not rows:
        return ""
    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    lines = []
    for row in rows:
        head = indent + "".join(pad(text, size) + gap for text, size in zip(row, widths, strict=False))
        lines.append(wrap(row[-1], cells, head))
    return "\n".join(lines)


class Style:
    """Bold and dim, or nothing where colour is not wanted."""

    def __init__(self, on: bool) -> None:
        self._on = on

    def bold(self, text: str) -> str:
        """Stronger."""
        return f"{BOLD}{text}{RESET}" if self._on else text

    def dim(self, text: str) -> str:
        """Weaker."""
        return f"{DIM}{text}{RESET}" if self._on else text


__all__ = ["Style", "bar", "pad", "pad_left", "table", "truncate", "width", "wrap", "wrap_hint"]
