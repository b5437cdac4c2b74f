"""Mending rejects: read what came back, change a cell, write the file so that it can be run again."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kb.files import write_atomically
from matcher.batch.cells import harmless, original
from matcher.batch.rejects import HEAD, RAW


@dataclass(frozen=True)
class Reject:
    """A row that came back."""

    row: str
    """Its number in the table it came from."""
    column: str
    """The column at fault; empty when it is the whole row."""
    code: str
    """What is wrong."""
    message: str
    """The same in words."""
    cells: Mapping[str, str]
    """Column to text, as the table had it."""
    raw: str = ""
    """What could not be told apart into cells."""

    def with_cell(self, column: str, text: str) -> Reject:
        """The same row with one cell changed."""
        return replace(self, cells={**self.cells, column: text})


def read_rejects(path: Path) -> tuple[Reject, ...]:
    """The rows of a file of rejects, in order.

    Raises:
        OSError: when it cannot be read.
        ValueError: when it is no file of rejects.
    """
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream)
        header = next(reader, [])
        if tuple(header[: len(HEAD)]) != HEAD or header[-1:] != [RAW]:
            raise ValueError(f"{path.name} is no file of rejects")
        columns = [original(name) for name in header[len(HEAD) : -1]]
        found = []
        for line in reader:
            row, column, code, message = (*line[: len(HEAD)], *[""] * len(HEAD))[: len(HEAD)]
            cells = dict(zip(columns, map(original, line[len(HEAD) : -1]), strict=False))
            found.append(Reject(row, column, code, message, cells, line[-1] if len(line) > len(HEAD) else ""))
    return tuple(found)


def write_rejects(path: Path, rejects: Sequence[Reject]) -> None:
    """Write rows back, so that `prepare` reads them as a mended file.

    Args:
        path: the file; written in full or not at all.
        rejects: all rows, with the same columns.

    Raises:
        OSError: when it cannot be written.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    columns = list(dict.fromkeys(name for reject in rejects for name in reject.cells))
    writer.writerow([*HEAD, *map(harmless, columns), RAW])
    for reject in rejects:
        cells = [harmless(reject.cells.get(name, "")) for name in columns]
        writer.writerow([reject.row, reject.column, reject.code, reject.message, *cells, reject.raw])
    write_atomically(path, stream.getvalue().encode("utf-8-sig", "replace"))


__all__ = ["Reject", "read_rejects", "write_rejects"]
