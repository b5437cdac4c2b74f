"""A report as a workbook: one sheet to read and one for each table, text never a formula."""

from __future__ import annotations

import io
import re
from datetime import datetime
from decimal import Decimal
from typing import Any

from matcher.team.report.document import Report, Section, Table, shown

MADE_ON = datetime(2000, 1, 1)
"""The same for every workbook, so that the same report gives the same bytes."""

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""Texts stay texts, whatever sign they begin with."""

MAX_TEXT = 32_767
"""Characters that a cell can hold."""

WIDEST = 60
"""Characters of the widest column."""

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")


def report_workbook(report: Report) -> bytes:
    """The workbook as bytes; the same report gives the same bytes."""
    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, OPTIONS)
    book.set_properties({"title": _clean(report.title)[:200], "created": MADE_ON})
    formats = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "heading": book.add_format({"bold": True, "bottom": 1}),
        "header": book.add_format({"bold": True, "bg_color": "#E7EEF7", "bottom": 1, "text_wrap": True}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "small": book.add_format({"text_wrap": True, "valign": "top", "font_color": "#48586A", "indent": 1}),
        "number": book.add_format({"num_format": "#,##0.####", "valign": "top"}),
        "whole": book.add_format({"num_format": "#,##0", "valign": "top"}),
    }
    names: set[str] = set()
    _reading(book.add_worksheet(_sheet_name(report.title, names)), report, formats)
    for section in report.sections:
        if section.table is not None and section.table.rows:
            _table(book.add_worksheet(_sheet_name(section.heading, names)), section.table, formats)
    book.close()
    return stream.getvalue()


def _reading(sheet: Any, report: Report, formats: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 100)
    lines: list[tuple[str, str]] = [(report.title, "title"), *((line, "text") for line in report.lines)]
    for section in report.sections:
        lines += [("", "text"), (section.heading, "heading"), *_lines(section)]
    lines += [("", "text"), *((line, "small") for line in report.foot)]
    for row, (text, form) in enumerate(lines):
        if text:
            sheet.write_string(row, 0, _clean(text), formats[form])


def _lines(section: Section) -> list[tuple[str, str]]:
    lines = [(line, "text") for line in section.lines]
    for entry in section.entries:
        text = f"{entry.mark}  {entry.text}" if entry.mark else entry.text
        lines += [(text, "text"), *((detail, "small") for detail in entry.details)]
    return lines


def _table(sheet: Any, table: Table, formats: dict[str, Any]) -> None:
    for column, name in enumerate(table.columns):
        sheet.write_string(0, column, _clean(name), formats["header"])
        longest = max(_width(shown(cell)) for cell in (name, *(row[column] for row in table.rows)))
        sheet.set_column(column, column, min(longest + 2, WIDEST))
    for number, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, int | Decimal):
                whole = cell == int(cell)
                sheet.write_number(number, column, float(cell), formats["whole" if whole else "number"])
            elif cell:
                sheet.write_string(number, column, _clean(cell), formats["text"])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def _sheet_name(heading: str, taken: set[str]) -> str:
    base = _NOT_IN_NAMES.sub(" ", heading).strip()[:26] or "1"
    name, number = base, 2
    while name.lower() in taken:
        name, number = f"{base} {number}", number + 1
    taken.add(name.lower())
    return name


def _clean(text: str) -> str:
    """A text without the control characters that no XML can hold."""
    return "".join(c for c in text if c >= " " or c in "\n\t")[:MAX_TEXT]


def _width(text: str) -> int:
    return sum(2 if character > "\u2e7f" else 1 for character in text)


__all__ = ["MADE_ON", "OPTIONS", "report_workbook"]
