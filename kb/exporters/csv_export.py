"""A folder of CSV files, one a table, that opens rightly in a spreadsheet: UTF-8 with a mark, no formula."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from kb.exporters.tables import Cell, Table, tables, without_formula
from kb.files import write_atomically
from kb.records import Records

ENCODING = "utf-8-sig"
"""With the byte order mark, without which Excel reads Chinese as Latin."""


def export_csv(records: Records, folder: Path) -> list[Path]:
    """Write every table as a CSV file.

    Args:
        records: what to export.
        folder: made when missing; files of the same names are replaced.

    Returns:
        The files written.
    """
    paths = []
    for table in tables(records):
        path = folder / f"{table.name}.csv"
        write_atomically(path, csv_bytes(table))
        paths.append(path)
    return paths


def csv_bytes(table: Table) -> bytes:
    """One table as the bytes of a CSV file; every text is quoted, so that ids stay text."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_cell(cell) for cell in row] for row in table.rows)
    return stream.getvalue().encode(ENCODING)


def _cell(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return without_formula(cell) if isinstance(cell, str) else cell
