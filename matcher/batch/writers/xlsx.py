"""XLSX that opens clean: frozen header, filters, ids as text, no formula; sheets for cohort and origin."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from matcher.batch.options import BatchError
from matcher.batch.writers import Report
from matcher.batch.writers.about import cohort_blocks, provenance

MADE_ON = datetime(2000, 1, 1)
"""The same for every workbook, so that the same answers give the same bytes."""

MOST_ROWS = 1_048_575
"""Rows that a sheet holds below its header."""

MOST_TEXT = 32_767
"""Characters that a cell holds."""

_WIDTHS = {"row": 6, "score": 7, "confidence": 12, "role": 20, "family": 16, "text": 46, "id": 14}


def write(report: Report, path: Path) -> None:
    """Write the workbook, row by row.

    Raises:
        BatchError: when a sheet cannot hold so many rows.
    """
    import xlsxwriter

    if report.cohort.people > MOST_ROWS:
        raise BatchError("too_many_for_sheet", count=report.cohort.people, most=MOST_ROWS)
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(str(path), options)
    book.set_properties({"title": "shopladder", "created": MADE_ON})
    formats = {
        "header": book.add_format(
            {"bold": True, "bg_color": "#E7EEF7", "bottom": 1, "text_wrap": True, "valign": "top"}
        ),
        "text": book.add_format({"num_format": "@", "valign": "top"}),
        "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
        "title": book.add_format({"bold": True, "font_size": 13}),
    }
    _matches(book, report, formats)
    _cohort(book, report, formats)
    _about(book, report, formats)
    book.close()


def _matches(book: Any, report: Report, formats: dict[str, Any]) -> None:
    columns = report.columns
    sheet = book.add_worksheet(report.messages.get("batch.sheet_matches"))
    header = columns.header()
    ranked = ["role", "family", "score", "confidence"] * report.top
    kinds = ["row", "id", "id", *ranked, *["text"] * (len(header) - 3 - len(ranked))]
    for column, kind in enumerate(kinds):
        sheet.set_column(column, column, _WIDTHS[kind])
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, max(1, report.cohort.people), len(header) - 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    _row(sheet, 0, header, formats["header"])
    for number, answer in enumerate(report.answers(), 1):
        for column, cell in enumerate(columns.cells(answer)):
            if isinstance(cell, int):
                sheet.write_number(number, column, cell)
            elif cell:
                kind = "text" if kinds[column] == "id" else "wrapped"
                sheet.write_string(number, column, _fitting(cell), formats[kind])


def _cohort(book: Any, report: Report, formats: dict[str, Any]) -> None:
    sheet = book.add_worksheet(report.messages.get("batch.sheet_cohort"))
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 3, 18)
    number = 0
    for block in cohort_blocks(report):
        sheet.write_string(number, 0, block.title, formats["title"])
        if block.note:
            sheet.write_string(number + 1, 0, block.note)
            number += 1
        _row(sheet, number + 1, block.header, formats["header"])
        for offset, row in enumerate(block.rows):
            for column, cell in enumerate(row):
                if isinstance(cell, int):
                    sheet.write_number(number + 2 + offset, column, cell)
                else:
                    sheet.write_string(number + 2 + offset, column, _fitting(cell))
        number += len(block.rows) + 3


def _about(book: Any, report: Report, formats: dict[str, Any]) -> None:
    sheet = book.add_worksheet(report.messages.get("batch.sheet_about"))
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    for number, (name, value) in enumerate(provenance(report)):
        sheet.write_string(number, 0, name, formats["header"])
        sheet.write_string(number, 1, _fitting(value), formats["wrapped"])


def _row(sheet: Any, number: int, texts: tuple[str, ...], form: Any) -> None:
    for column, text in enumerate(texts):
        sheet.write_string(number, column, text, form)


def _fitting(text: str) -> str:
    return text if len(text) <= MOST_TEXT else text[: MOST_TEXT - 3] + "..."


__all__ = ["MOST_ROWS", "write"]
