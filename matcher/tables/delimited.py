"""CSV, TSV and their kin as a stream of rows, with stray quotation marks kept from swallowing the file.

A quotation mark that nobody closes makes a CSV reader take everything after it for one cell. Here the line
it stands on becomes a row with a problem, and reading goes on with the next line.
"""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TextIO

from matcher.tables.headers import LOOKED_AT, Header, count_known, find_header
from matcher.tables.rows import LONGEST_CELL, Row, RowProblem, TableError, as_row

DELIMITERS = (",", "\t", ";", "|")
"""What may stand between cells, the usual first."""

MOST_LINES = 2_000
"""Lines of one quoted cell; more means a quotation mark that nobody closed."""

_LONGEST_LINE = 64_000_000
_SNIFFED = 200


class _Unclosed(Exception):
    """A record that does not end."""


class Records:
    """Records of a delimited text with the physical lines they came from."""

    def __init__(self, text: TextIO, delimiter: str, name: str) -> None:
        csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_LINE))
        self._text = text
        self._delimiter = delimiter
        self._name = name
        self._waiting: deque[str] = deque()
        self._held: list[str] = []
        self._held_size = 0

    def __iter__(self) -> Iterator[tuple[list[str], bool]]:
        """Cells of each record, and whether they are a line that could not be read as a record."""
        reader = csv.reader(self._lines(), delimiter=self._delimiter)
        while True:
            self._held, self._held_size = [], 0
            try:
                cells = next(reader)
            except StopIteration:
                return
            except (_Unclosed, csv.Error):
                if not self._held:
                    return
                first, *rest = self._held
                self._waiting.extendleft(reversed(rest))
                yield [first.rstrip("\r\n")], True
                reader = csv.reader(self._lines(), delimiter=self._delimiter)
                continue
            yield cells, False

    def take_apart(self) -> str:
        """Give back all lines of the last record but its first, which is returned."""
        first, *rest = self._held
        self._waiting.extendleft(reversed(rest))
        self._held = [first]
        return first.rstrip("\r\n")

    @property
    def lines(self) -> tuple[str, ...]:
        """The physical lines of the last record."""
        return tuple(self._held)

    def _lines(self) -> Iterator[str]:
        while True:
            line = self._waiting.popleft() if self._waiting else self._text.readline(_LONGEST_LINE)
            if len(line) >= _LONGEST_LINE:
                raise TableError("line_too_long", name=self._name)
            if not line:
                if self._held:
                    raise _Unclosed
                return
            self._held.append(line)
            self._held_size += len(line)
            if len(self._held) > MOST_LINES or (len(self._held) > 1 and self._held_size > LONGEST_CELL):
                raise _Unclosed
            yield line


def sniff(text: TextIO, name: str) -> str:
    """Find what stands between cells.

    Args:
        text: the file at its start; left anywhere.
        name: how to call it in messages.

    Returns:
        One of `DELIMITERS`: the one that names most known columns, then cuts most rows into equally many
        cells.
    """
    start = text.readline(_LONGEST_LINE)
    if start.lower().startswith("sep=") and start.strip()[4:] in DELIMITERS:
        return start.strip("\r\n")[4:]
    lines = [start, *islice(iter(lambda: text.readline(_LONGEST_LINE), ""), _SNIFFED)]
    return max(DELIMITERS, key=lambda delimiter: (_fit(lines, delimiter, name), -DELIMITERS.index(delimiter)))


def _fit(lines: list[str], delimiter: str, name: str) -> tuple[bool, int, float, int]:
    text = io.StringIO("".join(lines), newline="")
    records = [cells for cells, bad in Records(text, delimiter, name) if cells and not bad]
    header = find_header(records[:LOOKED_AT])
    if header is None:
        return False, 0, 0.0, 0
    width = len(header.names)
    after = records[header.first :]
    same = sum(len(record) == width for record in after) / len(after) if after else 1.0
    return width > 1, count_known(header.names), same if width > 1 else 0.0, min(width, 3)


def read_header(text: TextIO, delimiter: str, name: str) -> Header | None:
    """Find the header of a delimited text, at its start.

    Returns:
        The header with `first` and `row` counted in records; None for a text without any.
    """
    records = [[] if bad else cells for cells, bad in islice(Records(text, delimiter, name), LOOKED_AT)]
    skipped = _mark_lines(records)
    header = find_header(records[skipped:])
    if header is None:
        return None
    return Header(header.first + skipped, header.row + skipped, header.names, header.named)


def _mark_lines(records: list[list[str]]) -> int:
    """How many lines at the start only name the delimiter, for Excel."""
    return int(bool(records) and "".join(records[0]).lower().startswith("sep=") and len(records[0]) <= 2)


def read_rows(open_again: Callable[[], TextIO], delimiter: str, header: Header, name: str) -> Iterator[Row]:
    """Read the rows after the header.

    Args:
        open_again: opens the text at its start.
        delimiter: what stands between cells.
        header: as found by `read_header`.
        name: how to call the file in messages.
    """
    width = len(header.names)
    with open_again() as text:
        records = Records(text, delimiter, name)
        for index, (cells, unclosed) in enumerate(records):
            if index < header.first:
                continue
            if unclosed:
                yield _bad(index + 1, header, RowProblem("unclosed_quote"), cells)
                continue
            row = as_row(index + 1, header.names, cells, header.named)
            if row is None:
                continue
            if (
                row.problem
                and row.problem.code.startswith("too_")
                and _is_stray(records.lines, delimiter, width)
            ):
                yield _bad(index + 1, header, RowProblem("unclosed_quote"), [records.take_apart()])
                continue
            yield row


def _is_stray(lines: tuple[str, ...], delimiter: str, width: int) -> bool:
    """Whether a ragged record of several lines is a stray quotation mark before good rows."""
    return len(lines) > 1 and any(
        len(next(csv.reader([line], delimiter=delimiter), [])) == width for line in lines[1:]
    )


def _bad(number: int, header: Header, problem: RowProblem, cells: list[str]) -> Row:
    texts = dict.fromkeys(header.names, "")
    texts[header.names[0]] = cells[0]
    return Row(number, texts, problem, tuple(cells))


__all__ = ["DELIMITERS", "MOST_LINES", "Records", "read_header", "read_rows", "sniff"]
