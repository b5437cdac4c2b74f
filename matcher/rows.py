"""Rows of figures kept under the hash of a text: what an encoder once said need not be asked again.

Texts are never kept, only 64 bits of their hash. Rows are the same wherever they come from: losing one costs
time and nothing else.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import zlib
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Row = NDArray[np.floating[Any]]

MOST_KEPT = 65_536
"""Rows that one process keeps; some 20 MB."""

SHARED_ROWS = 131_072
"""Rows that the processes of a run share; 160 MB of clauses at most, taken as they are used."""

_WAYS = 4
"""Places where a row may stand; the more, the fewer are pushed out early."""


def key_of(text: str) -> int:
    """What a text is kept under: a number above 0."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little") or 1


class Rows(Protocol):
    """Somewhere to keep rows."""

    def get(self, key: int) -> Row | None:
        """The row of a key, if it is there."""
        ...

    def put(self, key: int, row: Row) -> None:
        """Keep a row as long as there is room."""
        ...


class OwnRows:
    """Rows of one process; the least lately used are forgotten."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        self._most = most
        self._rows: OrderedDict[int, Row] = OrderedDict()

    def get(self, key: int) -> Row | None:
        """See `Rows`."""
        row = self._rows.get(key)
        if row is not None:
            self._rows.move_to_end(key)
        return row

    def put(self, key: int, row: Row) -> None:
        """See `Rows`."""
        self._rows[key] = row
        if len(self._rows) > self._most:
            self._rows.popitem(last=False)


class BuiltRows:
    """Rows that were made beforehand and do not change."""

    def __init__(self, keys: NDArray[np.uint64], rows: NDArray[np.float32]) -> None:
        """A table.

        Args:
            keys: sorted.
            rows: one a key.
        """
        self._keys = keys
        self._rows = rows

    def get(self, key: int) -> Row | None:
        """See `Rows`."""
        place = int(self._keys.searchsorted(self._keys.dtype.type(key)))
        if place < len(self._keys) and int(self._keys[place]) == key:
            row: Row = self._rows[place]
            return row
        return None


class SharedRows:
    """Rows in a file that the processes of one machine map into memory, without locks.

    Two may write to one place at once: each row carries a checksum, and one that does not fit is not there.
    """

    def __init__(self, path: Path, width: int) -> None:
        """Map a file of `create`.

        Args:
            path: the file.
            width: figures of a row.

        Raises:
            OSError: when it cannot be mapped.
            ValueError: when it is no such file.
        """
        import numpy as np

        kind = np.dtype([("key", "<u8"), ("check", "<u4"), ("row", "<f8", (width,))])
        places = np.memmap(path, dtype=kind, mode="r+")
        self._key, self._check, self._row = (np.asarray(places[name]) for name in ("key", "check", "row"))
        self._groups = len(places) // _WAYS

    @staticmethod
    def create(path: Path, width: int, rows: int = SHARED_ROWS) -> None:
        """Make an empty file unless it is there; it takes no room until rows are written.

        Of processes that make it at once, one does, and none of them sees half of it.

        Raises:
            OSError: when it cannot be made.
        """
        handle, own = tempfile.mkstemp(dir=path.parent)
        try:
            os.truncate(handle, rows // _WAYS * _WAYS * (12 + 8 * width))
            with contextlib.suppress(FileExistsError):
                os.link(own, path)
        finally:
            os.close(handle)
            Path(own).unlink()

    def get(self, key: int) -> Row | None:
        """See `Rows`."""
        first = key % self._groups * _WAYS
        for place in range(first, first + _WAYS):
            if int(self._key[place]) == key:
                row: Row = self._row[place].copy()
                if int(self._check[place]) == _checksum(key, row):
                    return row
        return None

    def put(self, key: int, row: Row) -> None:
        """See `Rows`."""
        first = key % self._groups * _WAYS
        free = (place for place in range(first, first + _WAYS) if not self._key[place])
        place = next(free, first + (key >> 32) % _WAYS)
        self._key[place] = 0
        kept = row.astype(self._row.dtype)
        self._row[place] = kept
        self._check[place] = _checksum(key, kept)
        self._key[place] = key


def _checksum(key: int, row: Row) -> int:
    return zlib.crc32(row.tobytes(), key & 0xFFFFFFFF)
