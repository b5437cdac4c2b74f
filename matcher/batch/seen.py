"""Ids met before, in eight bytes each, so that twins are found in files of any size."""

from __future__ import annotations

import hashlib

_RECENT = 65_536


class Seen:
    """Remembers texts by a hash of 64 bits; two of a million differ in it but for a chance in 10^7."""

    def __init__(self) -> None:
        import numpy as np

        self._np = np
        self._recent: set[int] = set()
        self._sorted = np.empty(0, dtype=np.uint64)

    def again(self, text: str) -> bool:
        """Whether a text was met before; from now on it was."""
        digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        key = int.from_bytes(digest, "big")
        if key in self._recent:
            return True
        place = int(self._sorted.searchsorted(self._np.uint64(key)))
        if place < len(self._sorted) and int(self._sorted[place]) == key:
            return True
        self._recent.add(key)
        if len(self._recent) >= _RECENT:
            fresh = self._np.fromiter(self._recent, dtype=self._np.uint64, count=len(self._recent))
            self._sorted = self._np.sort(self._np.concatenate([self._sorted, fresh]))
            self._recent.clear()
        return False


__all__ = ["Seen"]
