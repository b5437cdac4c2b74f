"""An encoder for tests: quick, and without sense."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from kb.chinese import fold
from matcher.affinity import Affinity
from matcher.encoders.base import unit_rows
from matcher.meaning import Meaning


class Hashed:
    """An encoder of nothing but the folded text; counts what it is asked."""

    dimensions = 24

    def __init__(self, name: str = "bilingual") -> None:
        self.name = name
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.asked += texts
        rows = [hashlib.blake2b(fold(text).encode(), digest_size=24).digest() for text in texts]
        found = np.array([list(row) for row in rows], np.float32).reshape(len(texts), 24) - 127.5
        found[[not text.strip() for text in texts]] = 0.0
        return unit_rows(found)


def senseless(affinity: Affinity, roles: Sequence[str], name: str = "bilingual") -> Meaning:
    """A meaning of noise, faint enough that its best ratio is under 1, for some families and roles."""
    classes = len(affinity.families) + 1 + len(roles)
    weights = np.random.default_rng(1).normal(0.0, 0.3, (Hashed.dimensions, classes)).astype(np.float32)
    return Meaning(Hashed(name), weights, np.zeros(classes, np.float32), roles)
