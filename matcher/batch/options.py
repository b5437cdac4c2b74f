"""What can be asked of a run, and what it can refuse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kb.messages import MessageLanguage, SpokenError

FORMATS = ("jsonl", "csv", "xlsx", "parquet", "html", "pdf")
"""Kinds of output, by ending."""

FOR_MACHINES = ("jsonl", "parquet")
"""Those that carry every figure and no name."""

SHARDS_ALONE = "jsonl"
"""The one that is its shards one after another, and nothing else."""

SHARD_ROWS = 64
"""Rows of a shard: enough to be worth sending, few enough to show progress and to lose little."""

MOST_ROLES = 100


class BatchError(SpokenError):
    """A run that cannot start or go on."""

    section = "batch"


@dataclass(frozen=True)
class BatchOptions:
    """A run as asked for."""

    output: Path
    """The file to write; its ending says the format."""
    language: MessageLanguage
    """Of everything a person reads in it."""
    wishes: Sequence[str] = ()
    """Corrections of the mapping, `field=column` each."""
    encoding: str | None = None
    """Encoding of the input, when it is known."""
    sheet: str | None = None
    """Sheet of a workbook."""
    top: int = 5
    """Roles a person."""
    limit: int | None = None
    """Rows to read at most."""
    raw: bool = False
    """Whether cells of CSV stay as they are, formulas or not."""
    encoder: str | None = None
    """Which encoder reads."""
    base: str | None = None
    """A knowledge folder in place of the built-in one."""
    overlays: tuple[str, ...] = ()
    """Knowledge folders over it."""
    shard_rows: int = SHARD_ROWS
    """Rows of a shard."""
    template: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """A saved mapping, before `wishes`."""

    @property
    def format(self) -> str:
        """Which of `FORMATS`.

        Raises:
            BatchError: when the ending is none of them.
        """
        ending = self.output.suffix.lower().removeprefix(".")
        if ending not in FORMATS:
            raise BatchError("unknown_format", name=self.output.name, known=", ".join(FORMATS))
        return ending

    def that_matter(self) -> dict[str, Any]:
        """The options that the bytes of the output depend on, besides the input and the knowledge."""
        return {
            "format": self.format,
            "language": self.language if self.format not in FOR_MACHINES else "",
            "top": self.top,
            "limit": self.limit,
            "raw": self.raw,
            "encoding": self.encoding,
            "sheet": self.sheet,
        }


__all__ = [
    "FORMATS",
    "FOR_MACHINES",
    "MOST_ROLES",
    "SHARDS_ALONE",
    "SHARD_ROWS",
    "BatchError",
    "BatchOptions",
]
