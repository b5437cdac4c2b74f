"""XLSX, XLS, XLSB and ODS as rows of text: numbers as they were typed, dates as 2026-03-01."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from matcher.tables.archives import check_archive
from matcher.tables.headers import LOOKED_AT, Header, find_header
from matcher.tables.rows import Row, Table, TableError, as_row


def open_workbook(path: Path, name: str, sheet: str | None = None) -> Table:
    """Open one sheet of a workbook.

    Args:
        path: the file.
        name: how to call it in messages.
        sheet: the name of a sheet, or its number from 1; the first one with a header by default.

    Raises:
        TableError: when it is damaged, locked, empty or has no such sheet.
    """
    if zipfile.is_zipfile(path):
        check_archive(path, name)
    book = _load(path, name)
    visible = [m.name for m in book.sheets_metadata if "WorkSheet" in str(m.typ)]
    hidden = {m.name for m in book.sheets_metadata if str(m.visible).endswith(("Hidden", "VeryHidden"))}
    names = [n for n in visible if n not in hidden] or visible
    if not names:
        raise TableError("no_sheet", name=name)
    wanted = [_named(sheet, visible, name)] if sheet is not None else names
    for chosen in wanted:
        header = _header(book, chosen, name)
        if header is not None:
            return Table(
                name=name,
                kind="workbook",
                columns=header.names,
                reader=lambda chosen=chosen, header=header: _rows(path, name, chosen, header),  # type: ignore[misc]
                sheet=chosen,
                sheets=tuple(visible),
                header_row=header.row + 1,
            )
    raise TableError("empty", name=name)


def cell_text(value: Any) -> str:
    """What a cell holds, as a person would type it: 123 for 123.0, 2026-03-01 for a date.

    Args:
        value: text, number, truth value, date or time.
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def _load(path: Path, name: str) -> Any:
    import python_calamine

    try:
        return python_calamine.load_workbook(str(path))
    except python_calamine.PasswordError:
        raise TableError("locked", name=name) from None
    except Exception:  # the reader has an exception of its own for every kind of damage
        raise TableError("damaged", name=name) from None


def _named(asked: str, names: Sequence[str], name: str) -> str:
    if asked in names:
        return asked
    if asked.isdigit() and 1 <= int(asked) <= len(names):
        return names[int(asked) - 1]
    raise TableError("unknown_sheet", name=name, asked=asked, known=", ".join(names))


def _cells(book: Any, sheet: str, name: str) -> tuple[Any, Iterator[list[str]]]:
    try:
        opened = book.get_sheet_by_name(sheet)
        first = opened.start[1] if opened.start else 0
    except Exception:  # as in _load
        raise TableError("damaged", name=name) from None
    blank = [""] * first
    return opened, (blank + [cell_text(value) for value in row] for row in opened.iter_rows())


def _header(book: Any, sheet: str, name: str) -> Header | None:
    opened, rows = _cells(book, sheet, name)
    return find_header(list(islice(rows, LOOKED_AT)), opened.merged_cell_ranges or ())


def _rows(path: Path, name: str, sheet: str, header: Header) -> Iterator[Row]:
    _, rows = _cells(_load(path, name), sheet, name)
    for index, cells in enumerate(rows):
        if index >= header.first:
            row = as_row(index + 1, header.names, cells)
            if row is not None:
                yield row


__all__ = ["cell_text", "open_workbook"]
