"""Opening a table whatever it is: its first bytes say what it is, its name only where they cannot."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from kb.told import why
from matcher.tables.delimited import read_header, read_rows, sniff
from matcher.tables.json_lines import read_columns, read_objects
from matcher.tables.rows import Table, TableError
from matcher.tables.text_encoding import choose_encoding, open_text

STDIN = "-"
"""Written in place of a file, means standard input."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PARQUET = b"PAR1"
_PACKED = {b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"7z\xbc\xaf": "7z", b"Rar!": "RAR", b"%PDF": "PDF"}


def open_table(path: Path, encoding: str | None = None, sheet: str | None = None) -> Table:
    """Open a file or a folder as a table of texts.

    Args:
        path: CSV, TSV, XLSX, XLS, ODS, JSON Lines, Parquet, or a folder of CVs.
        encoding: the encoding of a text file, when the user knows it; else it is chosen.
        sheet: name or number of a workbook's sheet; else the first that holds a table.

    Returns:
        The table with its columns; rows are read when asked for, and rows with problems say so.

    Raises:
        TableError: when it is missing, empty, damaged, locked or no table.
    """
    name = path.name or str(path)
    if path.is_dir():
        from matcher.tables.folder import open_folder

        return open_folder(path, name, encoding)
    if not path.exists():
        raise TableError("missing", name=name)
    if not path.is_file():
        raise TableError("not_a_file", name=name)
    try:
        with path.open("rb") as stream:
            head = stream.read(512)
    except OSError as error:
        raise TableError("unreadable", name=name, why=why(error)) from None
    if not head:
        raise TableError("empty", name=name)
    for magic, what in _PACKED.items():
        if head.startswith(magic):
            raise TableError("wrong_kind", name=name, what=what)
    if head.startswith((*_ZIP, _OLE)):
        from matcher.tables.workbook import open_workbook

        return open_workbook(path, name, sheet)
    if head.startswith(_PARQUET):
        from matcher.tables.parquet import open_parquet

        return open_parquet(path, name)
    if sheet is not None:
        raise TableError("no_sheets", name=name)
    return _open_text_table(path, name, encoding)


@contextmanager
def input_file(source: str) -> Iterator[Path]:
    """A path to read: the file itself, or standard input kept in a temporary file for as long as needed.

    Args:
        source: a path, or `-`.

    Raises:
        TableError: when standard input is a terminal.
    """
    if source != STDIN:
        yield Path(source)
        return
    if sys.stdin is None or sys.stdin.isatty():
        raise TableError("no_stdin")
    with tempfile.TemporaryDirectory(prefix="shopladder-") as folder:
        path = Path(folder) / "stdin"
        with path.open("wb") as kept:
            shutil.copyfileobj(sys.stdin.buffer, kept)
        yield path


def _open_text_table(path: Path, name: str, encoding: str | None) -> Table:
    try:
        with path.open("rb") as stream:
            chosen = choose_encoding(stream, name, encoding)
    except OSError as error:
        raise TableError("unreadable", name=name, why=why(error)) from None

    def text() -> TextIO:
        return open_text(path.open("rb"), chosen.name)

    with text() as opened:
        start = opened.read(2048).lstrip("\ufeff \t\r\n")
    if not start:
        raise TableError("empty", name=name)
    if start[:200].lower().startswith(("<!doctype", "<html", "<?xml", "<table", "<meta")):
        raise TableError("web_page", name=name)
    if start.startswith("{") or (
        start.startswith("[") and path.suffix.lower() in (".json", ".jsonl", ".ndjson")
    ):
        columns = read_columns(text, name)
        return Table(
            name=name,
            kind="jsonl",
            columns=columns,
            reader=lambda: read_objects(text, columns, name),
            encoding=chosen.name,
            how=chosen.how,
            header_row=0,
        )
    with text() as opened:
        delimiter = sniff(opened, name)
    with text() as opened:
        header = read_header(opened, delimiter, name)
    if header is None:
        raise TableError("empty", name=name)
    return Table(
        name=name,
        kind="csv",
        columns=header.names,
        reader=lambda: read_rows(text, delimiter, header, name),
        encoding=chosen.name,
        how=chosen.how,
        delimiter=delimiter,
        header_row=header.row + 1,
    )


__all__ = ["STDIN", "input_file", "open_table"]
