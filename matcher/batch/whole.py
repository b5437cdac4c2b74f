"""The output put together while the rest is answered, for a format that is nothing but shards in order."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self


class Whole:
    """Shards one after another in a file, and the hash of them.

    They come in any order. What came too early is read again when its turn has come, so that however far one
    shard falls behind, none is kept in memory.
    """

    def __init__(self, path: Path, read: Callable[[int], bytes]) -> None:
        """Nothing is there yet.

        Args:
            path: the file; what stands there is replaced.
            read: gives a shard that came before.
        """
        self._path = path
        self._read = read
        self._state = hashlib.sha256()
        self._early: set[int] = set()
        self.count = 0
        """Shards in the file: the first so many."""

    def __enter__(self) -> Self:
        self._stream = self._path.open("wb")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.close()

    @property
    def sha256(self) -> str:
        """Of what is in the file."""
        return self._state.hexdigest()

    def add(self, number: int, lines: bytes) -> None:
        """Take a shard.

        Args:
            number: its place, from 0; each comes once.
            lines: what it holds.
        """
        if number != self.count:
            self._early.add(number)
            return
        self._append(lines)
        while self.count in self._early:
            self._early.remove(self.count)
            self._append(self._read(self.count))

    def _append(self, lines: bytes) -> None:
        self._state.update(lines)
        self._stream.write(lines)
        self.count += 1


__all__ = ["Whole"]
