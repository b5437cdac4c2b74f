"""Meaning: what a clause says to each family and role beyond its words, read by a sentence encoder.

Linear discriminant analysis with one shared covariance (Fisher 1936; Hastie, Tibshirani and Friedman 2009,
section 4.3) over the encoder's vectors: families by all the passages of the knowledge base, roles by what
people who hold them say of themselves. Built once for a knowledge base and an encoder by `shopladder model
build`; where it is missing, words alone serve.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kb import Knowledge
from kb.chinese import fold
from kb.files import write_atomically
from matcher.compiled import compiled_folder
from matcher.passages import BACKGROUND, own_words, passages
from matcher.rows import BuiltRows, OwnRows, Rows, key_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from matcher.encoders import Encoder

FILE = "discriminant.npy"
"""The weights, a row a dimension, and the offsets as the last row."""

KEYS, SAID = "keys.npy", "said.npy"
"""What the passages themselves say: people use the names of skills and roles as they are."""

FOLDING = ("bilingual", "ngram")
"""Encoders that read nothing but the folded text."""

SHRINKAGE = 0.1
"""Share of the mean variance added to every direction; 0.05 to 0.3 did alike on the development data."""

ROLE_SHRINKAGE = 2.0
"""The same between roles, of which each has but twenty sentences; 0.5 did alike."""

BATCH = 512
"""Passages encoded between two reports of progress."""

LEAST_WEIGHT = 0.35
"""Passages that count less than this for a family, and the dictionary's words, are not worth encoding."""


@dataclass(frozen=True)
class MeaningScores:
    """What clauses say to each family."""

    families: NDArray[np.float32]
    """(clauses, families) log ratio to the mean family."""
    roles: NDArray[np.float32]
    """(clauses, roles) log ratio to the mean role, of the roles that have own words."""
    trade: NDArray[np.float32]
    """(clauses,) chance that a clause speaks of a line of work."""


class Meaning:
    """The discriminant of one knowledge base in the space of one encoder."""

    def __init__(
        self,
        encoder: Encoder,
        weights: NDArray[np.float32],
        offsets: NDArray[np.float32],
        roles: Sequence[str],
        passages: BuiltRows | None = None,
    ) -> None:
        """A fitted discriminant.

        Args:
            encoder: whose space it is in.
            weights: (dimensions, classes): families, the background, roles.
            offsets: (classes,).
            roles: the roles told apart, in the order of their classes.
            passages: what the passages it was fitted on say.
        """
        import numpy as np

        self.encoder = encoder
        # The last bits of a product depend on how the matrix lies in memory.
        self._weights = np.ascontiguousarray(weights)
        self._offsets = offsets
        self._passages = passages
        self.roles = tuple(roles)
        self._background = self._weights.shape[1] - len(self.roles) - 1
        self.rows: Rows = OwnRows()
        """What was said so far."""

    @property
    def width(self) -> int:
        """Figures of a row of `rows`."""
        return int(self._weights.shape[1])

    @classmethod
    def load(cls, knowledge: Knowledge, encoder: Encoder) -> Meaning | None:
        """The built discriminant, or None where it was not built for this knowledge and encoder."""
        import numpy as np

        folder = _folder(knowledge, encoder)
        if folder is not None:
            with contextlib.suppress(OSError, ValueError, EOFError):
                packed = np.load(folder / FILE, allow_pickle=False)
                keys, said = (
                    np.load(folder / name, mmap_mode="r", allow_pickle=False) for name in (KEYS, SAID)
                )
                roles = _told_apart(knowledge)
                return cls(encoder, packed[:-1], packed[-1], roles, BuiltRows(keys, said))
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
        fitted = [discriminant(data, labels, amounts, len(classes), SHRINKAGE)]
        if roles := _told_apart(knowledge):
            place = {role: i for i, role in enumerate(roles)}
            said_by = list(own_words(knowledge))
            data = vectors[[row[p.text] for p in said_by]].astype(np.float64)
            labels = np.array([place[p.role] for p in said_by if p.role])
            fitted.append(discriminant(data, labels, np.ones(len(labels)), len(roles), ROLE_SHRINKAGE))
        weights = np.hstack([weights for weights, _ in fitted])
        offsets = np.hstack([offsets for _, offsets in fitted])
        built = cls(encoder, weights.astype(np.float32), offsets.astype(np.float32), roles)
        keys, first = np.unique(
            np.array([key_of(built.text_read(text)) for text in texts], np.uint64), return_index=True
        )
        said = np.array([built._say(row) for row in vectors[first]])
        folder = _folder(knowledge, encoder)
        if folder is not None:
            packed = np.vstack([weights, offsets]).astype(np.float32)
            with contextlib.suppress(OSError):
                for name, array in ((KEYS, keys), (SAID, said), (FILE, packed)):
                    stream = io.BytesIO()
                    np.save(stream, array, allow_pickle=False)
                    write_atomically(folder / name, stream.getvalue())
        built._passages = BuiltRows(keys, said)
        return built

    def score(self, clauses: Sequence[str]) -> MeaningScores:
        """Score clauses in the person's own words, each distinct one once.

        Args:
            clauses: texts, each scored alone.
        """
        import numpy as np

        keys = [key_of(self.text_read(clause)) for clause in clauses]
        known = {key: self._known(key) for key in dict.fromkeys(keys)}
        missing = {key: text for key, text in zip(keys, clauses, strict=True) if known[key] is None}
        for key, vector in zip(missing, self.encoder.encode(list(missing.values())), strict=True):
            row = known[key] = self._say(vector)
            self.rows.put(key, row)
        found = np.array([known[key] for key in keys], np.float32).reshape(len(keys), self.width)
        return MeaningScores(found[:, : self._background], found[:, self._background : -1], found[:, -1])

    def text_read(self, text: str) -> str:
        """What of a text the encoder reads: texts that are the same in this say the same."""
        return fold(text) if self.encoder.name in FOLDING else text

    def _known(self, key: int) -> NDArray[np.float32] | None:
        row = self._passages.get(key) if self._passages is not None else None
        return row if row is not None else self.rows.get(key)

    def _say(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """What one vector says: log ratios to the mean family and role, the chance of a line of work last.

        One at a time: a product of several rows may differ in the last bits.
        """
        import numpy as np

        scores = vector @ self._weights + self._offsets
        own, _, roles = np.split(scores, [self._background, self._background + 1])
        shifted = np.exp(scores[: self._background + 1] - scores[: self._background + 1].max())
        trade = 1.0 - shifted[-1] / shifted.sum() if vector.any() else 0.0
        parts = (own - own.mean(), roles - roles.mean() if len(roles) else roles, [trade])
        said: NDArray[np.float32] = np.concatenate(parts).astype(np.float32)
        return said


def discriminant(
    data: NDArray[np.float64],
    labels: NDArray[np.int64],
    amounts: NDArray[np.float64],
    classes: int,
    shrinkage: float,
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
    covariance += shrinkage * np.trace(covariance) / data.shape[1] * np.eye(data.shape[1])
    weights = np.linalg.solve(covariance, means.T)
    return weights, -0.5 * np.einsum("cd,dc->c", means, weights)


def _told_apart(knowledge: Knowledge) -> tuple[str, ...]:
    """The roles of which people told in their own words."""
    return tuple(dict.fromkeys(p.role for p in own_words(knowledge) if p.role))


def _folder(knowledge: Knowledge, encoder: Encoder) -> Path | None:
    """Where the discriminant lies; another build of the encoder has another space."""
    from matcher.encoders.artefacts import model_key

    build = model_key() if encoder.name == "bilingual" else ""
    return compiled_folder("meaning", knowledge, encoder.name, str(encoder.dimensions), build)
