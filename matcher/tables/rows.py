"""What a table is once it is open: named columns and a stream of numbered rows of text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kb.messages import Messages, SpokenError
from matcher.encodings import How

LONGEST_CELL = 5_000_000
"""Characters of one cell; a longer one is a quotation mark nobody closed."""


WISHES = frozenset(
    (
        "bad_map",
        "bad_template_name",
        "damaged_template",
        "needs_extra",
        "no_sheets",
        "no_stdin",
        "unknown_column",
        "unknown_encoding",
        "unknown_field",
        "unknown_sheet",
        "unknown_template",
    )
)
"""Codes of errors that lie in the options and not in the file."""


class TableError(SpokenError, ValueError):
    """A table that cannot be read, or a wish it cannot meet; says what and what to do."""

    section = "table"

    @property
    def is_wish(self) -> bool:
        """Whether the file is fine and what was asked of it is not."""
        return self.code in WISHES

    def said(self, messages: Messages) -> str:
        """The sentence in the reader's language; a placeholder may have been empty."""
        return super().said(messages).replace("  ", " ")


@dataclass(frozen=True)
class RowProblem:
    """Why a row cannot be used."""

    code: str
    """The message is `reject.<code>`."""
    column: str = ""
    """The column at fault, when it is one."""
    values: Mapping[str, object] = field(default_factory=dict)
    """For the placeholders of the message."""

    def said(self, messages: Messages) -> str:
        """The sentence in the reader's language."""
        return messages.get(f"reject.{self.code}", **self.values)


@dataclass(frozen=True)
class Row:
    """One row as written; every cell is text."""

    number: int
    """As a spreadsheet counts: the first row of the sheet is 1, blank rows count."""
    cells: Mapping[str, str]
    """Column to text; an empty text where nothing stands."""
    problem: RowProblem | None = None
    """Why the row cannot be used; such a row still carries what could be read of it."""
    raw: tuple[str, ...] = ()
    """The original cells in order, for a row with a problem."""


@dataclass(frozen=True)
class Table:
    """An open table. It can be read again and again, from the start each time."""

    name: str
    """How to call it in messages."""
    kind: str
    """`csv`, `jsonl`, `workbook`, `parquet` or `folder`."""
    columns: tuple[str, ...]
    """Names of the columns, unique, in order."""
    reader: Callable[[], Iterator[Row]]
    """Starts reading the rows after the header."""
    encoding: str | None = None
    """A key of `matcher.encodings.ENCODINGS`, for kinds that have one."""
    how: How | None = None
    """How the encoding was chosen."""
    delimiter: str | None = None
    """What stands between cells."""
    sheet: str | None = None
    """The sheet that is read."""
    sheets: tuple[str, ...] = ()
    """All sheets that can be read."""
    header_row: int = 1
    """The row that names the columns; 0 when they are named otherwise."""
    length: int | None = None
    """Rows at most, where that is known without reading them."""

    def rows(self) -> Iterator[Row]:
        """The rows in order, good and bad; rows without any text are left out."""
        return self.reader()


def as_row(number: int, columns: Sequence[str], cells: Sequence[str], named: int | None = None) -> Row | None:
    """A row from cells in order; None when it is blank.

    Args:
        number: its number.
        columns: the names.
        cells: its texts.
        named: how many columns have a name of their own; a row may not end before the last of them. None
            when rows may be short.
    """
    if not any(cell and not cell.isspace() for cell in cells):
        return None
    problem = None
    if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
        problem = RowProblem("too_many_cells", values={"found": len(cells), "expected": len(columns)})
    elif named is not None and len(cells) < named:
        problem = RowProblem("too_few_cells", values={"found": len(cells), "expected": len(columns)})
    kept = {name: cells[i] if i < len(cells) else "" for i, name in enumerate(columns)}
    problem = problem or _bad_characters(kept)
    return Row(number, kept, problem, tuple(cells) if problem else ())


_LOST = re.compile("[\ud800-\udfff]")
"""What stands for a byte that the encoding does not have."""


def _bad_characters(cells: Mapping[str, str]) -> RowProblem | None:
    """What no cell may hold: NUL, and bytes that the encoding does not have."""
    for column, cell in cells.items():
        if cell.isascii():
            if "\x00" in cell:
                return RowProblem("nul", column)
        elif _LOST.search(cell):
            return RowProblem("bad_bytes", column)
        elif "\x00" in cell:
            return RowProblem("nul", column)
        if len(cell) > LONGEST_CELL:
            return RowProblem("cell_too_long", column, {"count": len(cell)})
    return None


__all__ = ["LONGEST_CELL", "Row", "RowProblem", "Table", "TableError", "as_row"]
