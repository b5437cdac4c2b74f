"""Character n-gram vectors: no model, no download, always there.

Stands in until the bilingual artefacts are built, and is the lexical half of what the index does.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kb.chinese import fold

if TYPE_CHECKING:
    from matcher.encoders.base import Vectors


class NgramEncoder:
    """Character 1- to 3-grams of the folded text, hashed to a fixed length."""

    name = "ngram"
    dimensions = 4096
    """Collisions cost little at this size, and a thousand roles stay within 16 MB."""

    @cached_property
    def _hashing(self) -> Any:
        from sklearn.feature_extraction.text import HashingVectorizer

        return HashingVectorizer(
            analyzer="char", ngram_range=(1, 3), n_features=self.dimensions, norm=None, lowercase=False
        )

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit row a text; see `Encoder.encode`."""
        import numpy as np

        from matcher.encoders.base import unit_rows

        if not len(texts):
            return np.zeros((0, self.dimensions), dtype=np.float32)
        return unit_rows(self._hashing.transform([fold(text) for text in texts]).toarray())
