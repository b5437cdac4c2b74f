"""The folder beside an output that holds what is done so far: whole shards and what they belong to.

Shards appear under their names only when they are complete and on the disk, so whatever kills a run, what
lies here can be used.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from kb.files import write_atomically
from matcher.batch.manifest import Identity

STATE = "state.json"
REJECTS = "rejects.csv"


class Parts:
    """What is done of one run."""

    def __init__(self, output: Path) -> None:
        self.folder = output.with_name(output.name + ".parts")

    @property
    def rejects(self) -> Path:
        """Where rejects are gathered."""
        return self.folder / REJECTS

    def whole(self, suffix: str) -> Path:
        """Where the output is put together."""
        return self.folder / f"whole{suffix}"

    def begun(self) -> Identity | None:
        """What the run that lies here was made from; None when none does."""
        with contextlib.suppress(OSError, ValidationError):
            return Identity.model_validate_json((self.folder / STATE).read_bytes())
        return None

    def begin(self, identity: Identity) -> None:
        """Start anew."""
        self.clear()
        write_atomically(self.folder / STATE, identity.model_dump_json().encode())

    def done(self) -> frozenset[int]:
        """Numbers of the shards that are complete."""
        return frozenset(int(path.stem) for path in self.folder.glob("*.jsonl") if path.stem.isdecimal())

    def keep(self, number: int, lines: bytes) -> None:
        """Put a shard on the disk, whole."""
        write_atomically(self._path(number), lines)

    def read(self, number: int) -> bytes:
        """The lines of a shard that was kept."""
        return self._path(number).read_bytes()

    def lines(self, count: int) -> Iterator[bytes]:
        """All lines of the first `count` shards, in order."""
        for number in range(count):
            with self._path(number).open("rb") as stream:
                yield from stream

    def clear(self) -> None:
        """Remove everything, what says that it is there first."""
        (self.folder / STATE).unlink(missing_ok=True)
        if self.folder.exists():
            shutil.rmtree(self.folder)

    def _path(self, number: int) -> Path:
        return self.folder / f"{number:08d}.jsonl"


__all__ = ["Parts"]
