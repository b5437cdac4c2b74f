"""A performance sheet's file as rows of cells: YAML, JSON, CSV in any encoding of the list, or XLSX.

Says where each row stands. Knows nothing of what a cell means.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kb.yaml_reader import Document, read_yaml
from matcher.encodings import decode
from matcher.team.sheets.sheet import TEAM

SUFFIXES = (".yaml", ".yml", ".json", ".csv", ".xlsx")
"""Endings of the files that are read."""

MAX_BYTES = 20_000_000
"""A sheet of ten thousand people is a tenth of this."""

COMMENT = "#"
"""A row whose first cell begins with this is for people and is passed over."""

HEADS = ("stage", "period", "currency", "top")
"""What a sheet says of itself; in a table they are columns, and the first row that fills one decides."""


class SheetError(ValueError):
    """A sheet that cannot be read; `code` is a key of the sentences, `values` fill it."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(f"{code}: {values}")


@dataclass(frozen=True)
class Row:
    """One row of a sheet as written."""

    id: str
    """`team` or what the sheet calls the person; empty when it does not say."""
    name: str
    """For the reader."""
    cells: Mapping[str, Any]
    """What stands in each column that is filled."""
    place: str
    """Where the row stands: a line or a row number."""


@dataclass
class Grid:
    """A whole file as written."""

    heads: dict[str, str] = field(default_factory=dict)
    """What the sheet says of itself."""
    rows: list[Row] = field(default_factory=list)
    """Its rows."""


def read_grid(path: Path, encoding: str | None = None) -> Grid:
    """Read a file.

    Args:
        path: a file with one of `SUFFIXES`.
        encoding: of a CSV file, when the caller knows it.

    Raises:
        SheetError: when it is missing, of another kind or damaged.
    """
    suffix = path.suffix.lower()
    if not path.is_file():
        raise SheetError("folder" if path.is_dir() else "no_file", file=path.name)
    if suffix not in SUFFIXES:
        raise SheetError("bad_kind", file=path.name, kinds=" ".join(SUFFIXES))
    if path.stat().st_size > MAX_BYTES:
        raise SheetError("too_big", file=path.name, megabytes=MAX_BYTES // 1_000_000)
    if suffix in (".yaml", ".yml", ".json"):
        return _from_yaml(path)
    table = _csv_rows(path, encoding) if suffix == ".csv" else _xlsx_rows(path)
    return _from_table(table, path.name)


def _from_yaml(path: Path) -> Grid:
    document, problems = read_yaml(path, path.name)
    if document is None or problems:
        raise SheetError("bad_yaml", why=str(problems[0]) if problems else path.name)
    data = document.data
    grid = Grid({key: str(data[key]) for key in HEADS if data.get(key) is not None})
    for key in data:
        if key not in (*HEADS, TEAM, "people"):
            raise SheetError("unknown_key", key=key, line=document.marks.get((key,), 1))
    if data.get(TEAM) is not None:
        grid.rows.append(_mapping_row(data[TEAM], document, (TEAM,), TEAM))
    people = data.get("people") or ()
    if not isinstance(people, tuple):
        raise SheetError("people_not_list", line=document.marks.get(("people",), 1))
    grid.rows += [_mapping_row(item, document, ("people", n), "") for n, item in enumerate(people)]
    return grid


def _mapping_row(item: Any, document: Document, path: tuple[str | int, ...], row_id: str) -> Row:
    line = document.marks.get(path) or next(
        (line for key, line in document.marks.items() if key[: len(path)] == path), 1
    )
    if not isinstance(item, dict):
        raise SheetError("row_not_mapping", line=line)
    cells = {key: value for key, value in item.items() if key not in ("id", "name", "ratings", "figures")}
    for key in ("ratings", "figures"):
        inner = item.get(key) or {}
        if not isinstance(inner, dict):
            raise SheetError("row_not_mapping", line=line)
        for name, written in inner.items():
            if isinstance(written, dict):
                cells |= {f"{name}.{part}": mark for part, mark in written.items()}
            else:
                cells[name] = written
    given = row_id or str(item.get("id") or "")
    filled = {key: value for key, value in cells.items() if value is not None}
    return Row(given, str(item.get("name") or ""), filled, str(line))


def _csv_rows(path: Path, encoding: str | None) -> list[list[Any]]:
    try:
        text = decode(path.read_bytes(), encoding).text
    except ValueError as error:
        raise SheetError("not_text", file=path.name, why=error) from None
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error as error:
        raise SheetError("bad_table", file=path.name, why=error) from None


def _xlsx_rows(path: Path) -> list[list[Any]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError, IndexError) as error:
        raise SheetError("bad_table", file=path.name, why=error) from None


def _from_table(table: list[list[Any]], name: str) -> Grid:
    numbered = [
        (number, row)
        for number, row in enumerate(table, 1)
        if any(_text(cell) for cell in row) and not _text(row[0]).startswith(COMMENT)
    ]
    if not numbered:
        raise SheetError("empty", file=name)
    header = [_text(cell) for cell in numbered[0][1]]
    twice = next((h for n, h in enumerate(header) if h and h in header[:n]), None)
    if twice is not None:
        raise SheetError("column_twice", column=twice, file=name)
    grid = Grid()
    for number, row in numbered[1:]:
        cells = dict(_filled(header, row))
        for key in HEADS:
            if key in cells:
                grid.heads.setdefault(key, _text(cells.pop(key)))
        row_id, row_name = _text(cells.pop("id", "")), _text(cells.pop("name", ""))
        if row_id or row_name or cells:
            grid.rows.append(Row(row_id, row_name, cells, str(number)))
    return grid


def _filled(header: list[str], row: list[Any]) -> Iterator[tuple[str, Any]]:
    for column, cell in enumerate(row):
        if _text(cell):
            key = header[column] if column < len(header) and header[column] else f"#{column + 1}"
            yield key, cell


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip() if cell is not None else ""


__all__ = ["COMMENT", "HEADS", "SUFFIXES", "Grid", "Row", "SheetError", "read_grid"]
