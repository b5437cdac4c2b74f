"""Documents: a CV in PDF, DOCX, Markdown or plain text to its text, in reading order.

What a file says is data: nothing in it is run, followed or fetched. Limits stand before the work, so that a
hostile file costs little. Leaves out nothing on purpose; see `matcher.boilerplate` for that.
"""

from __future__ import annotations

import io
import logging
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kb.told import told, why
from matcher.encodings import EncodingError, decode
from matcher.profile import ProfileError

MAX_BYTES = 20_000_000
"""Twenty times a CV full of pictures."""

MAX_PAGES = 200
"""No CV is longer; books are."""

MAX_UNPACKED_BYTES = 100_000_000
"""What all parts of a DOCX may unpack to."""

MAX_PARTS = 5_000
"""What a DOCX may hold in parts; Word writes a few dozen."""

MAX_CHARACTERS = 500_000
"""More text than this is no CV, and every step after this one would be slow."""

MAX_NESTING = 30
"""Tables within tables; deeper ones are read past."""

SCANNED_LETTERS = 20
"""A PDF with fewer letters than this on all its pages is a picture of a CV."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an old Word file starts, and a DOCX with a password."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

_SKIPPED = frozenset({_FALLBACK, f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_W}instrText"})
"""Parts that repeat what stands elsewhere, were deleted, or are not text."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_BLANK_LINES = re.compile(r"\n{3,}")


class DocumentError(ProfileError):
    """A document that cannot be read, with a sentence that says why and what to do."""


def read_document(path: Path, encoding: str | None = None) -> str:
    """Read the text of a document.

    Args:
        path: a `.pdf`, `.docx`, `.txt` or `.md` file.
        encoding: for plain text, when the caller knows it.

    Returns:
        The text with line feeds between lines, tabs between the cells of a table and no control characters.

    Raises:
        DocumentError: when it is missing, too large, locked, scanned, damaged or of another kind.
    """
    suffix = path.suffix.lower()
    if suffix not in READERS and suffix not in TEXT_SUFFIXES:
        known = ", ".join([*READERS, *TEXT_SUFFIXES])
        raise DocumentError(told("document_unknown", name=path.name, known=known))
    try:
        if not path.is_file():
            kind = "folder" if path.is_dir() else "missing"
            raise DocumentError(told(f"document_{kind}", name=path.name))
        if path.stat().st_size > MAX_BYTES:
            raise DocumentError(told("document_large", name=path.name, most=MAX_BYTES // 1_000_000))
        raw = path.read_bytes()
    except (OSError, ValueError) as error:
        if isinstance(error, DocumentError):
            raise
        reason = why(error) if isinstance(error, OSError) else told("os_odd_name")
        raise DocumentError(told("document_unreadable", name=path.name, why=reason)) from None
    return document_text(raw, suffix, path.name, encoding)


def document_text(raw: bytes, suffix: str, name: str, encoding: str | None = None) -> str:
    """Read the text of a document that is already in memory.

    Args:
        raw: all its bytes.
        suffix: the ending of its name, which says what it is.
        name: how to call it in messages.
        encoding: for plain text, when the caller knows it.

    Raises:
        DocumentError: as for `read_document`.
    """
    if len(raw) > MAX_BYTES:
        raise DocumentError(told("document_large", name=name, most=MAX_BYTES // 1_000_000))
    reader = READERS.get(suffix)
    if reader is None:
        text = _plain_text(raw, name, encoding)
    else:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                text = reader(raw, name)
        except DocumentError:
            raise
        except Exception as error:  # The parsers raise anything at all on damaged files.
            kind = suffix.lstrip(".").upper()
            raise DocumentError(told("document_damaged", name=name, kind=kind)) from error
    if len(text) > MAX_CHARACTERS:
        raise DocumentError(told("document_long", name=name, most=MAX_CHARACTERS))
    return _tidy(text)


def _plain_text(raw: bytes, name: str, encoding: str | None) -> str:
    try:
        return decode(raw, encoding).text
    except EncodingError as error:
        raise DocumentError(told("document_encoding", name=name, why=error.args[0])) from None


def _pdf_text(raw: bytes, name: str) -> str:
    """Read a PDF page by page, in the order in which its writer put the text down.

    That order is column by column and cell by cell in what word processors and browsers write; putting text
    in order by its place on the page would run columns together.
    """
    from pypdf import PasswordType, PdfReader

    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    reader = PdfReader(io.BytesIO(raw), strict=False)
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise DocumentError(told("document_locked", name=name))
    if len(reader.pages) > MAX_PAGES:
        raise DocumentError(told("document_pages", name=name, pages=len(reader.pages), most=MAX_PAGES))
    pages: list[str] = []
    for page in reader.pages:
        pages.append(page.extract_text())
        if sum(map(len, pages)) > MAX_CHARACTERS:
            break
    text = "\n\n".join(pages)
    if sum(character.isalpha() for character in text) < SCANNED_LETTERS:
        raise DocumentError(told("document_scanned", name=name))
    return text


def _docx_text(raw: bytes, name: str) -> str:
    if raw.startswith(_OLE):
        raise DocumentError(told("document_old", name=name))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise DocumentError(told("document_bomb", name=name))
    from docx import Document

    body = Document(io.BytesIO(raw)).element.body
    return "\n".join(_blocks(body, 0))


def _blocks(element: Any, depth: int) -> Iterator[str]:
    """Yield the lines of paragraphs, tables and content controls, in order."""
    if depth > MAX_NESTING:
        return
    for child in element.iterchildren():
        tag = child.tag
        if tag == f"{_W}p":
            yield from _paragraph(child, depth)
        elif tag == f"{_W}tbl":
            for row in child.iterchildren(f"{_W}tr", f"{_W}sdt"):
                yield from _row(row, depth)
        elif tag not in _SKIPPED and isinstance(tag, str):
            yield from _blocks(child, depth + 1)


def _row(row: Any, depth: int) -> Iterator[str]:
    """Yield a row as one line where its cells hold a line each, else cell after cell, as columns are read."""
    cells = [
        [line for line in _blocks(cell, depth + 1) if line.strip()]
        for cell in row.iter(f"{_W}tc")
        if next(cell.iterancestors(f"{_W}tr"), row) is row
    ]
    if all(len(cell) <= 1 for cell in cells):
        yield "\t".join(cell[0] for cell in cells if cell)
    else:
        for cell in cells:
            yield from cell


def _paragraph(paragraph: Any, depth: int) -> Iterator[str]:
    """Yield a paragraph's own line, then the text boxes anchored in it."""
    boxes: list[Any] = []
    yield "".join(_runs(paragraph, boxes, depth))
    for box in boxes:
        yield from _blocks(box, depth + 1)


def _runs(element: Any, boxes: list[Any], depth: int) -> Iterator[str]:
    for child in element.iterchildren():
        tag = child.tag
        if tag in _SKIPPED or not isinstance(tag, str):
            continue
        if tag == f"{_W}t":
            yield child.text or ""
        elif tag == f"{_W}tab":
            yield "\t"
        elif tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif tag == f"{_W}noBreakHyphen":
            yield "-"
        elif tag == f"{_W}txbxContent":
            boxes.append(child)
        elif depth <= MAX_NESTING:
            yield from _runs(child, boxes, depth + 1)


def _tidy(text: str) -> str:
    """Bring line ends, form feeds and control characters into one form."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    lines = (line.rstrip() for line in _CONTROL.sub("", text).split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip("\n")


READERS: Mapping[str, Callable[[bytes, str], str]] = {".pdf": _pdf_text, ".docx": _docx_text}
"""Endings of packed documents and who reads them."""

TEXT_SUFFIXES = (".txt", ".md", ".markdown")
"""Endings of plain text."""
