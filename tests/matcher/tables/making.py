"""Files of every kind, made for a test."""

from __future__ import annotations

import io
import zipfile
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


def bomb(path: Path) -> None:
    """A workbook of a few kilobytes that unpacks to 16 MB."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(16):
                part.write(b"\x00" * 1_000_000)


def stretched(path: Path) -> None:
    """A workbook with a used cell in the last corner of its sheet."""
    path.write_bytes(xlsx([["id", "text"], ["1", "a"]]))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(
        b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def ods(rows: Sequence[Sequence[str]], repeated: str = "") -> bytes:
    """An ODS workbook as LibreOffice lays it out, with blank rows repeated to the end of the sheet.

    Args:
        rows: texts.
        repeated: attributes of one more row, whose single cell is repeated 16,384 times.
    """
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in names)
    cell = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
    body = "".join(
        f"<table:table-row>{''.join(cell.format('', text) for text in row)}</table:table-row>" for row in rows
    )
    if repeated:
        wide = cell.format(' table:number-columns-repeated="16384"', "x")
        body += f"<table:table-row {repeated}>{wide}</table:table-row>"
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    body += f'<table:table-row table:number-rows-repeated="1048000">{blank}</table:table-row>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        archive.writestr("META-INF/manifest.xml", manifest)
        content = (
            f"<office:spreadsheet><table:table table:name='名單'>{body}</table:table></office:spreadsheet>"
        )
        document = f"<office:document-content {spaces}><office:body>{content}</office:body>"
        archive.writestr("content.xml", f"<?xml version='1.0'?>{document}</office:document-content>")
    return stream.getvalue()
