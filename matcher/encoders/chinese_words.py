"""Chinese words with vectors: the dictionary's, and over them the knowledge's own terms.

Owns what only a Chinese text needs, read at the first one, so that English never waits for it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from matcher.encoders import artefacts
from matcher.encoders.gloss import segment
from matcher.encoders.trade_words import LONGEST_TERM, load, term_cost

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kb.knowledge import Knowledge
    from matcher.encoders.base import Encoder, Vectors

COMMON_WORD = 1e-3
"""Share of all words at which a word's weight is halved: weight = a / (a + share)."""


class ChineseWords:
    """The words a Chinese text is cut into, what they are in English, and their vectors."""

    def __init__(self, folder: Path, knowledge: Knowledge | None, english: Encoder) -> None:
        """Read the words.

        Args:
            folder: the built model.
            knowledge: whose terms come before the dictionary's; the built-in one by default.
            english: reads the terms' English labels, where they were not read before.
        """
        import numpy as np

        self._folder = folder
        self._words = (folder / artefacts.WORDS).read_text("utf-8").split("\n")
        self._vectors: NDArray[np.float16] = np.load(folder / artefacts.VECTORS, mmap_mode="r")
        costs = np.load(folder / artefacts.COSTS).tolist()
        self._costs: dict[str, float] = dict(zip(self._words, costs, strict=True))
        self._trade, self._term_vectors = load(knowledge, self._costs, english)
        self._term_row = {term: row for row, term in enumerate(self._trade.english)}
        self._costs.update((term, term_cost(term)) for term in self._term_row)
        self._total = max(1, sum(self._trade.counts.values()))

    def cut(self, run: str) -> list[str]:
        """Cut a run of folded Chinese characters into words."""
        return segment(run, self._costs, LONGEST_TERM)

    def english(self, word: str, brief: bool) -> str | None:
        """A word in English, in its first sense alone if `brief`; None for one that is not known."""
        if word in self._term_row:
            return self._trade.english[word]
        row = self._row(word)
        if row is None:
            return None
        glosses = self._glosses[row]
        return glosses.partition(", ")[0] if brief else glosses

    def vector(self, word: str) -> Vectors | None:
        """The vector of a word; None for one that is not known."""
        import numpy as np

        found: Vectors
        if word in self._term_row:
            found = self._term_vectors[self._term_row[word]]
            return found
        row = self._row(word)
        if row is None:
            return None
        found = self._vectors[row].astype(np.float32)
        return found

    def weight(self, word: str) -> float:
        """How much a word says: less, the commoner it is in the knowledge's texts."""
        return COMMON_WORD / (COMMON_WORD + self._trade.counts.get(word, 0) / self._total)

    def _row(self, word: str) -> int | None:
        """Where a word stands in the dictionary, which is in code-point order."""
        row = bisect_left(self._words, word)
        return row if row < len(self._words) and self._words[row] == word else None

    @cached_property
    def _glosses(self) -> Sequence[str]:
        return (self._folder / artefacts.GLOSSES).read_text("utf-8").split("\n")


__all__ = ["COMMON_WORD", "ChineseWords"]
