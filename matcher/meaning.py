"""Meaning: what a clause says to each family beyond its words, read by a sentence encoder.

Linear discriminant analysis with one shared covariance (Fisher 1936; Hastie, Tibshirani and Friedman 2009,
section 4.3) over the encoder's vectors of the knowledge base's own passages. Built once for a knowledge base
and an encoder by `shopladder model build`; where it is missing, words alone serve.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kb import Knowledge
from kb.files import write_atomically
from matcher.compiled import compiled_folder
from matcher.passages import BACKGROUND, passages

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from matcher.encoders import Encoder

FILE = "discriminant.npy"
"""The weights, a row a dimension, and the offsets as the last row."""

SHRINKAGE = 0.1
"""Share of the mean variance added to every direction; 0.05 to 0.3 did alike on the development data."""

BATCH = 512
"""Passages encoded between two reports of progress."""

LEAST_WEIGHT = 0.35
"""Passages that count less than this for a family, and the dictionary's words, are not worth encoding."""


@dataclass(frozen=True)
class MeaningScores:
    """What clauses say to each family."""

    families: NDArray[np.float32]
    """(clauses, families) log ratio to the mean family."""
    trade: NDArray[np.float32]
    """(clauses,) chance that a clause speaks of a line of work."""


class Meaning:
    """The discriminant of one knowledge base in the space of one encoder."""

    def __init__(self, encoder: Encoder, weights: NDArray[np.float32], offsets: NDArray[np.float32]) -> None:
        self.encoder = encoder
        self._weights = weights
        self._offsets = offsets

    @classmethod
    def load(cls, knowledge: Knowledge, encoder: Encoder) -> Meaning | None:
        """The built discriminant, or None where it was not built for this knowledge and encoder."""
        import numpy as np

        folder = _folder(knowledge, encoder)
        if folder is not None:
            with contextlib.suppress(OSError, ValueError, EOFError):
                packed = np.load(folder / FILE, allow_pickle=False)
                return cls(encoder, packed[:-1], packed[-1])
        return None

    @classmethod
    def build(
        cls, knowledge: Knowledge, encoder: Encoder, progress: Callable[[str, int, int], None] | None = None
    ) -> Meaning:
        """Encode the passages and fit the discriminant.

        Args:
            knowledge: whose passages to learn from.
            encoder: whose space to learn in.
            progress: called with (stage, done, total).
        """
        import numpy as np

        listed = [p for p in passages(knowledge) if p.weight >= LEAST_WEIGHT]
        texts = sorted({p.text for p in listed})
        vectors = np.zeros((len(texts), encoder.dimensions), np.float32)
        for start in range(0, len(texts), BATCH):
            vectors[start : start + BATCH] = encoder.encode(texts[start : start + BATCH])
            if progress is not None:
                progress("passages", min(start + BATCH, len(texts)), len(texts))
        row = {text: i for i, text in enumerate(texts)}
        classes = {name: i for i, name in enumerate([*knowledge.families, BACKGROUND])}
        data = vectors[[row[p.text] for p in listed]].astype(np.float64)
        labels = np.array([classes[p.family] for p in listed])
        amounts = np.array([p.weight for p in listed])
        weights, offsets = discriminant(data, labels, amounts, len(classes))
        stream = io.BytesIO()
        np.save(stream, np.vstack([weights, offsets]).astype(np.float32), allow_pickle=False)
        folder = _folder(knowledge, encoder)
        if folder is not None:
            with contextlib.suppress(OSError):
                write_atomically(folder / FILE, stream.getvalue())
        return cls(encoder, weights.astype(np.float32), offsets.astype(np.float32))

    def score(self, clauses: Sequence[str]) -> MeaningScores:
        """Score clauses in the person's own words.

        Args:
            clauses: texts, each scored alone.
        """
        import numpy as np

        vectors = self.encoder.encode(clauses)
        # One row at a time: a product of several rows may differ in the last bits.
        scores = np.array([row @ self._weights for row in vectors]).reshape(len(vectors), -1) + self._offsets
        shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
        trade = 1.0 - shifted[:, -1] / shifted.sum(axis=1)
        trade[~vectors.any(axis=1)] = 0.0
        own = scores[:, :-1]
        return MeaningScores(own - own.mean(axis=1, keepdims=True), trade.astype(np.float32))


def discriminant(
    data: NDArray[np.float64], labels: NDArray[np.int64], amounts: NDArray[np.float64], classes: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights (d, classes) and offsets (classes,) of linear discriminant functions with equal priors."""
    import numpy as np

    means = np.zeros((classes, data.shape[1]))
    for label in range(classes):
        rows = labels == label
        if rows.any():
            means[label] = np.average(data[rows], axis=0, weights=amounts[rows])
    spread = data - means[labels]
    covariance = (spread * amounts[:, None]).T @ spread / amounts.sum()
    covariance += SHRINKAGE * np.trace(covariance) / data.shape[1] * np.eye(data.shape[1])
    weights = np.linalg.solve(covariance, means.T)
    return weights, -0.5 * np.einsum("cd,dc->c", means, weights)


def _folder(knowledge: Knowledge, encoder: Encoder) -> Path | None:
    """Where the discriminant lies; another build of the encoder has another space."""
    from matcher.encoders.artefacts import model_key

    build = model_key() if encoder.name == "bilingual" else ""
    return compiled_folder("meaning", knowledge, encoder.name, str(encoder.dimensions), build)
