"""Rows that could not be answered, written so that they can be mended in a spreadsheet and run again."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from kb.messages import Messages
from matcher.batch.cells import harmless, original
from matcher.tables import Row, RowProblem

HEAD = ("row", "column", "code", "message")
"""The columns before the original ones; machines read them, so they are the same in every language."""

RAW = "raw"
"""The last column: what could not be told apart into cells."""


class RejectsFile:
    """Writes rejects as they come; the file takes its final name only when all are there."""

    def __init__(self, path: Path, columns: Sequence[str], messages: Messages) -> None:
        self._path = path
        self._columns = [column for column in columns if column not in (*HEAD, RAW)]
        self._messages = messages
        self.count = 0

    def __enter__(self) -> Self:
        self._stream = self._path.open("w", encoding="utf-8-sig", errors="replace", newline="")
        self._writer = csv.writer(self._stream)
        self._writer.writerow([*HEAD, *(harmless(column) for column in self._columns), RAW])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.close()

    def add(self, row: Row, problem: RowProblem) -> None:
        """Write a row with what is wrong with it."""
        self.count += 1
        cells = [row.cells.get(column, "") for column in self._columns]
        whole = "" if any(cells) and len(row.raw) == len(cells) else " | ".join(row.raw)
        if problem.code == "unclosed_quote":
            cells = [""] * len(cells)
        written = [str(row.number), problem.column, problem.code, problem.said(self._messages), *cells, whole]
        self._writer.writerow([harmless(_plain(cell)) for cell in written])


def is_rejects(columns: Sequence[str]) -> bool:
    """Whether a table is a file of rejects."""
    return tuple(columns[: len(HEAD)]) == HEAD


def mended(row: Row) -> Row:
    """A row of a mended file of rejects, as it would stand in the list it came from.

    It has the number it has there, so that its answer can be put among the others, and the cells of the list
    as they were before they were made harmless. Where somebody wrote over the number, it is that of the file.
    """
    cells = {name: original(cell) for name, cell in row.cells.items() if name not in (*HEAD, RAW)}
    written = original(row.cells.get(HEAD[0], "")).strip()
    number = int(written) if written.isascii() and written.isdigit() else row.number
    return Row(number, cells, row.problem, row.raw)


def _plain(cell: str) -> str:
    return cell.replace("\x00", "\u2400")


__all__ = ["HEAD", "RAW", "RejectsFile", "is_rejects", "mended"]
