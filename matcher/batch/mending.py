"""Mending rejects: read what came back, change a cell, write the file so that it can be run again."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kb.files import write_atomically
from kb.messages import Messages
from matcher.batch.cells import harmless, original
from matcher.batch.options import FOR_MACHINES
from matcher.batch.rejects import HEAD, RAW, is_rejects


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
    changed: bool = field(default=False, compare=False)
    """Whether somebody changed a cell since it came back; whether that mends it, the next run says."""

    def with_cell(self, column: str, text: str) -> Reject:
        """The same row with one cell changed."""
        return replace(self, cells={**self.cells, column: text}, changed=True)


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


def how_to_join(columns: Sequence[str], kind: str, messages: Messages) -> str:
    """How the answers to mended rows are put among the others.

    Args:
        columns: of the table that was answered.
        kind: the format of the answers, as `BatchOptions.format` has it.
        messages: the reader's language.

    Returns:
        Two sentences; nothing where the table is no file of rejects or the answers are a printed page.
    """
    if not is_rejects(columns) or kind in ("html", "pdf"):
        return ""
    column = HEAD[0] if kind in FOR_MACHINES else messages.get("batch.column_row")
    return messages.get("batch.join", column=column)


__all__ = ["Reject", "how_to_join", "read_rejects", "write_rejects"]
