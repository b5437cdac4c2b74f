"""One workbook: a sheet a table with frozen header and filters, and a sheet that says what it is."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from kb.exporters.tables import Table, tables
from kb.files import write_atomically
from kb.models import Language
from kb.records import Records

MADE_ON = datetime(2000, 1, 1)
"""The same for every workbook, so that the same records give the same bytes."""

WIDEST = 60
"""Characters of the widest column; longer cells are cut on screen, not in the file."""

_SAMPLED = 200
"""Rows looked at to choose a column's width."""

_ABOUT: dict[Language, tuple[str, str, str, str]] = {
    "en": ("About", "Table", "Rows", "Sources and licences"),
    "zh-Hant": ("說明", "表", "列數", "來源與授權"),
    "zh-Hans": ("说明", "表", "行数", "来源与许可"),
}

MAX_TEXT = 32_767
"""Characters that a cell can hold."""


def export_xlsx(records: Records, path: Path, *, language: Language = "en", digest: str = "") -> Path:
    """Write the workbook.

    Args:
        records: what to export.
        path: the file; replaced when it is there.
        language: of the About sheet; the tables hold all three.
        digest: names the state of the knowledge on the About sheet.
    """
    write_atomically(path, xlsx_bytes(records, language=language, digest=digest))
    return path


def xlsx_bytes(records: Records, *, language: Language = "en", digest: str = "") -> bytes:
    """The workbook as bytes; the same records give the same bytes."""
    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"title": "shopladder", "created": MADE_ON})
    header = book.add_format({"bold": True, "bg_color": "#E7EEF7", "bottom": 1})
    all_tables = tables(records)
    _about(book, records, all_tables, language, digest)
    for table in all_tables:
        _sheet(book, table, header)
    book.close()
    return stream.getvalue()


def _about(book: Any, records: Records, all_tables: list[Table], language: Language, digest: str) -> None:
    title, table_word, rows_word, sources_word = _ABOUT[language]
    sheet = book.add_worksheet(title)
    bold = book.add_format({"bold": True})
    lines: list[tuple[Any, ...]] = [("shopladder", digest), (), (table_word, rows_word)]
    lines += [(table.name, len(table.rows)) for table in all_tables]
    lines += [(), (sources_word,)]
    lines += [(s.title.get(language), s.licence, s.url or "") for s in records.sources]
    for row, line in enumerate(lines):
        for column, cell in enumerate(line):
            heading = bold if line in ((table_word, rows_word), (sources_word,)) else None
            if isinstance(cell, str):
                sheet.write_string(row, column, cell, heading)
            else:
                sheet.write_number(row, column, cell)
    sheet.set_column(0, 0, 48)
    sheet.set_column(1, 2, 40)


def _sheet(book: Any, table: Table, header: Any) -> None:
    sheet = book.add_worksheet(table.name)
    for column, name in enumerate(table.columns):
        sheet.write_string(0, column, name, header)
        cells = [str(row[column] or "") for row in table.rows[:_SAMPLED]]
        longest = max((_width(cell) for cell in (name, *cells)), default=0)
        sheet.set_column(column, column, min(longest + 2, WIDEST))
    for number, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, bool):
                sheet.write_boolean(number, column, cell)
            elif isinstance(cell, int | float):
                sheet.write_number(number, column, cell)
            elif cell:
                sheet.write_string(number, column, cell[:MAX_TEXT])
    sheet.freeze_panes(1, 1)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def _width(text: str) -> int:
    return sum(2 if character > "\u2e7f" else 1 for character in text)
