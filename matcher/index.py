"""The hybrid text index: nearness of meaning and nearness of spelling, added.

Owns search over a fixed list of texts, the same whichever encoder is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kb.chinese import fold
from matcher.encoders import load_encoder
from matcher.text import HAN

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from matcher.encoders import Encoder

SPELLING_WEIGHT = 0.2
"""Weight of spelling beside meaning for a query without Chinese."""

HAN_SPELLING_WEIGHT = 0.5
"""The same for a query all in Chinese, whose meaning is known less well than its characters."""

_DECIMALS = 6
"""Scores are rounded, because the last bits of a matrix product depend on its size and would decide ties."""

_BLOCK = 256
"""Queries scored at a time, so that memory stays bounded."""


class TextIndex:
    """Texts to be found by meaning and by spelling."""

    def __init__(self, texts: Sequence[str], encoder: Encoder | None = None) -> None:
        """Index some texts.

        Args:
            texts: what can be found, in any of the languages.
            encoder: for meaning; the best there is by default.
        """
        self.encoder = encoder or load_encoder()
        self.texts = tuple(texts)
        self._dense = self.encoder.encode(self.texts).astype("float64")
        self._tfidf, self._lexical = _fit([fold(text) for text in self.texts])

    def __len__(self) -> int:
        """How many texts are indexed."""
        return len(self.texts)

    def search(self, queries: Sequence[str], k: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Find the best texts for each query, best first; ties go to the lower index.

        Args:
            queries: any texts.
            k: how many to return; never more than there are texts.

        Returns:
            Indices int64 (n, k) into the texts, and scores float32 (n, k) in [-1, 1].
        """
        import numpy as np

        count = max(0, min(k, len(self.texts)))
        indices = np.zeros((len(queries), count), dtype=np.int64)
        scores = np.zeros((len(queries), count), dtype=np.float32)
        for start in range(0, len(queries) if count else 0, _BLOCK):
            block = self.scores(queries[start : start + _BLOCK])
            best = np.argsort(-block, axis=1, kind="stable")[:, :count]
            indices[start : start + len(block)] = best
            scores[start : start + len(block)] = np.take_along_axis(block, best, axis=1)
        return indices, scores

    def scores(self, queries: Sequence[str]) -> NDArray[np.float32]:
        """Score every text for each query.

        Args:
            queries: any texts.

        Returns:
            float32 (n, len(self)): (cosine + w * TF-IDF cosine) / (1 + w), where w rises with the query's
            share of Chinese characters.
        """
        import numpy as np

        folded = [fold(query) for query in queries]
        weight = np.array([_spelling_weight(query) for query in folded], dtype=np.float64)[:, None]
        score = self.encoder.encode(queries).astype(np.float64) @ self._dense.T
        if self._tfidf is not None and folded:
            score += weight * (self._tfidf.transform(folded) @ self._lexical.T).toarray()
        rounded: NDArray[np.float32] = np.round(score / (1 + weight), _DECIMALS).astype(np.float32)
        return rounded


def _spelling_weight(folded: str) -> float:
    """Between the two weights, by the share of Chinese among letters and digits."""
    letters = sum(map(str.isalnum, folded))
    share = len(HAN.findall(folded)) / letters if letters else 0.0
    return SPELLING_WEIGHT + (HAN_SPELLING_WEIGHT - SPELLING_WEIGHT) * min(1.0, share)


def _fit(folded: Sequence[str]) -> tuple[Any, Any]:
    """TF-IDF over characters, and the texts' rows; nothing when no text has a character."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    if not any(text.strip() for text in folded):
        return None, None
    tfidf = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), lowercase=False)
    return tfidf, tfidf.fit_transform(folded)
