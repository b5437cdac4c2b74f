"""Packed files looked at before they are opened: what they are, and that they unpack to a sane size."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from matcher.tables.rows import TableError

MOST_UNPACKED = 1_500_000_000
"""Bytes that all parts of a workbook may unpack to; a full sheet of a million rows has about 300 million."""

MOST_CELLS = 50_000_000
"""Cells between the first and the last used one; more would not fit into memory."""

_PART = 1 << 20
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
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
    """Unpack a part block by block, so that a lie about its size comes out, and look at its last cells."""
    sheet = bool(_SHEET.fullmatch(part.filename))
    rows = columns = 0
    tail = b""
    with archive.open(part) as stream:
        while block := stream.read(_PART):
            if not sheet:
                continue
            text = tail + block
            for letters, digits in _CELL.findall(text):
                rows = max(rows, int(digits))
                columns = max(columns, _column(letters))
            if rows * columns > MOST_CELLS:
                raise TableError("too_many_cells", name=name)
            tail = block[-200:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


__all__ = ["MOST_CELLS", "MOST_UNPACKED", "check_archive"]
