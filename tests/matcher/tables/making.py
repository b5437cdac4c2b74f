"""Files of every kind, made for a test."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from matcher.tables import Row, open_table


def xlsx(
    rows: Sequence[Sequence[Any]], merged: Sequence[str] = (), sheets: Sequence[str] = ("名單",)
) -> bytes:
    """A workbook; the rows go on its last sheet, `=...` is a formula, merged ranges keep their first cell."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_numbers": False, "strings_to_urls": False}
    )
    pages = [book.add_worksheet(name) for name in sheets]
    dated = book.add_format({"num_format": "yyyy-mm-dd"})
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if hasattr(cell, "isoformat"):
                pages[-1].write_datetime(number, column, cell, dated)
            elif cell is not None:
                pages[-1].write(number, column, cell)
    for area in merged:
        pages[-1].merge_range(area, "")
        first = area.split(":")[0]
        pages[-1].write(first, rows[int(first[1:]) - 1][ord(first[0]) - 65])
    book.close()
    return stream.getvalue()


def read(path: Path, content: bytes | str, **options: Any) -> list[Row]:
    """Write a file and read its rows."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(open_table(path, **options).rows())


def cells(rows: Sequence[Row]) -> list[list[str]]:
    """The cells of good rows, in order."""
    return [list(row.cells.values()) for row in rows if row.problem is None]


def codes(rows: Sequence[Row]) -> list[tuple[int, str]]:
    """Numbers and codes of rows with a problem."""
    return [(row.number, row.problem.code) for row in rows if row.problem is not None]
