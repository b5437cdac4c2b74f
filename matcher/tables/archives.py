"""Packed files looked at before they are opened: what they are, and that they unpack to a sane size."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from matcher.tables.rows import TableError

MOST_UNPACKED = 1_500_000_000
"""Bytes that all parts of a workbook may unpack to; a full sheet of a million rows has about 300 million."""

MOST_CELLS = 20_000_000
"""Cells between the first and the last used one; more would not fit into memory."""

_PART = 1 << 20
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_ODS_TAG = re.compile(rb"<table:table-(row|cell)\b([^>]*)>")
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="([0-9]{1,9})"')
_CELL = re.compile(rb'<c [^>]*?r="([A-Z]{1,3})([0-9]{1,7})"')


def check_archive(path: Path, name: str) -> None:
    """Refuse a packed workbook that is damaged, is none, or unpacks to far more than a table.

    Raises:
        TableError: saying which.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if not any(p.filename in ("xl/workbook.xml", "xl/workbook.bin", "content.xml") for p in parts):
                raise TableError("other_archive", name=name)
            if sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise TableError("unpacks_too_large", name=name)
            for part in parts:
                _check_part(archive, part, name)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        if isinstance(error, TableError):
            raise
        raise TableError("damaged", name=name) from None
    except Exception as error:  # zlib.error has no public base of its own
        if type(error).__name__ == "error":
            raise TableError("damaged", name=name) from None
        raise


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    """Unpack a part block by block, so that a lie about its size comes out, and count what it spans."""
    span = _SheetSpan() if _SHEET.fullmatch(part.filename) else _RepeatedSpan()
    counted = part.filename == "content.xml" or isinstance(span, _SheetSpan)
    rest = b""
    with archive.open(part) as stream:
        while block := stream.read(_PART):
            if not counted:
                continue
            text = rest + block
            cut = text.rfind(b"<")
            text, rest = text[:cut], text[cut:][:_PART]
            if span.cells(text) > MOST_CELLS:
                raise TableError("too_many_cells", name=name)


class _SheetSpan:
    """The cells between the first and the last used one of an XLSX sheet."""

    def __init__(self) -> None:
        self._rows = self._columns = 0

    def cells(self, text: bytes) -> int:
        """Take in some whole tags; how many cells there are so far."""
        for letters, digits in _CELL.findall(text):
            self._rows = max(self._rows, int(digits))
            self._columns = max(self._columns, _column(letters))
        return self._rows * self._columns


class _RepeatedSpan:
    """The cells with content of an ODS table, which may say a cell or a row once and repeat it."""

    def __init__(self) -> None:
        self._rows = 1
        self._cells = 0

    def cells(self, text: bytes) -> int:
        """Take in some whole tags; how many cells there are so far."""
        for kind, attributes in _ODS_TAG.findall(text):
            found = _REPEATED.search(attributes)
            times = int(found.group(1)) if found else 1
            if kind == b"row":
                self._rows = times
            elif not attributes.endswith(b"/"):
                self._cells += self._rows * times
        return self._cells


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


__all__ = ["MOST_CELLS", "MOST_UNPACKED", "check_archive"]
