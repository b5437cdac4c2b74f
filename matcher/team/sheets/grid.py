"""A performance sheet's file as rows of cells: YAML, JSON, CSV in any encoding of the list, or XLSX.

Says where each row stands. Knows nothing of what a cell means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kb.yaml_reader import Document, read_yaml
from matcher.tables import RowProblem, Table, open_table
from matcher.team.sheets.sheet import TEAM

SUFFIXES = (".yaml", ".yml", ".json", ".csv", ".xlsx")
"""Endings of the files that are read."""

MAX_BYTES = 20_000_000
"""A sheet of ten thousand people is a tenth of this."""

COMMENT = "#"
"""A row whose first cell begins with this is for people and is passed over."""

JOINED = " / "
"""How the reader of tables joins a header of two rows; the upper one is ours."""

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
    bad_rows: list[tuple[int, RowProblem]] = field(default_factory=list)
    """Numbers of the rows of a table that cannot be read, and why."""


def read_grid(path: Path, encoding: str | None = None) -> Grid:
    """Read a file.

    Args:
        path: a file with one of `SUFFIXES`.
        encoding: of a CSV file, when the caller knows it.

    Raises:
        SheetError: when it is missing, of another kind or damaged.
        TableError: when it is a table that cannot be read.
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
    return _from_table(open_table(path, encoding))


def _from_yaml(path: Path) -> Grid:
    document, problems = read_yaml(path, path.name)
    if document is None or problems:
        raise SheetError("bad_yaml", why=problems[0].told if problems else path.name)
    data = document.data
    grid = Grid({key: str(data[key]) for key in HEADS if data.get(key) is not None})
    for key in data:
        if key not in (*HEADS, TEAM, "people"):
            raise SheetError("unknown_key", word=key, line=document.marks.get((key,), 1))
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


def _from_table(table: Table) -> Grid:
    grid = Grid()
    for row in table.rows():
        cells = {column.partition(JOINED)[0]: text for column, text in row.cells.items() if text.strip()}
        if next(iter(row.cells.values()), "").startswith(COMMENT):
            continue
        for key in HEADS:
            if key in cells:
                grid.heads.setdefault(key, cells.pop(key).strip())
        row_id, name = cells.pop("id", "").strip(), cells.pop("name", "").strip()
        if row.problem is not None:
            grid.bad_rows.append((row.number, row.problem))
        elif row_id or name or cells:
            grid.rows.append(Row(row_id, name, cells, str(row.number)))
    return grid


__all__ = ["COMMENT", "HEADS", "SUFFIXES", "Grid", "Row", "SheetError", "read_grid"]
