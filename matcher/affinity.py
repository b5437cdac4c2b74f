"""Affinity: how strongly a stretch of text speaks the language of each family and of each role.

A multinomial naive Bayes model (Manning, Raghavan and Schütze 2008, section 13.2) over character 1- to
4-grams of Chinese and stemmed English words and pairs, learnt from the knowledge base's own passages and from
a background of commonplaces. Linear, so each clause's share can be named; compiled to arrays once a knowledge
base, since a cold start cannot afford to learn.
"""

from __future__ import annotations

import contextlib
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb import Knowledge
from kb.chinese import fold
from kb.files import write_atomically
from matcher.compiled import compiled_folder
from matcher.passages import BACKGROUND, Passage, passages
from matcher.text import TOKEN, stem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

SMOOTHING = 0.05
"""Additive smoothing; small, because the passages are many and short."""

SHARPNESS = 3.0
"""Scales log ratios of L2-normalised clauses to the size of class scores."""

MIN_PASSAGES = 2
"""A feature of one passage alone says more about its writer than about the trade."""

_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_LONGEST_GRAM = 4


@lru_cache(maxsize=1)
def features(folded: str) -> tuple[str, ...]:
    """The features of a folded text: Chinese 1- to 4-grams, English stems and pairs of stems.

    Remembers the last one: two look at a clause, one after the other.
    """
    found: list[str] = []
    for run in _HAN_RUN.findall(folded):
        for length in range(1, _LONGEST_GRAM + 1):
            found += [run[i : i + length] for i in range(len(run) - length + 1)]
    words = [stem(match.group()) for match in TOKEN.finditer(folded)]
    found += [f"w:{word}" for word in words]
    found += [f"w:{a} {b}" for a, b in pairwise(words)]
    return tuple(found)


@dataclass(frozen=True)
class ClauseScores:
    """What each clause of a text says."""

    families: Floats
    """(clauses, families) log ratio to the mean family, before any cut."""
    roles: Floats
    """(clauses, roles) log ratio to the mean role of the same family."""
    trade: Floats
    """(clauses,) chance that a clause is about a line of work rather than a commonplace."""


class Affinity:
    """The compiled model of one knowledge base."""

    def __init__(
        self,
        families: Sequence[str],
        roles: Sequence[str],
        vocabulary: Mapping[str, int],
        arrays: Mapping[str, Any],
    ) -> None:
        self.families = tuple(families)
        self.roles = tuple(roles)
        self._vocabulary = vocabulary
        import numpy as np

        # Mapped files are taken as plain arrays, which are read with half the ado.
        self._idf: Floats = np.asarray(arrays["idf"])
        self._family_weights: Floats = np.asarray(arrays["families"])
        self._role_weights: Floats = np.asarray(arrays["roles"])

    @classmethod
    def of(cls, knowledge: Knowledge) -> Affinity:
        """The model of a knowledge base, compiled now unless the cache has it."""
        folder = compiled_folder("affinity", knowledge)
        if folder is not None:
            with contextlib.suppress(OSError, ValueError, KeyError, EOFError):
                return cls._read(folder)
        names, vocabulary, arrays = _learn(knowledge)
        if folder is not None:
            with contextlib.suppress(OSError):
                _write(folder, names, vocabulary, arrays)
        return cls(names["families"], names["roles"], vocabulary, arrays)

    @classmethod
    def _read(cls, folder: Path) -> Affinity:
        import numpy as np

        names = json.loads((folder / "names.json").read_bytes())
        words = (folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
        arrays = {
            key: np.load(folder / f"{key}.npy", mmap_mode="r", allow_pickle=False)
            for key in ("idf", "families", "roles")
        }
        if len(words) != len(arrays["idf"]) or len(words) != len(arrays["families"]):
            raise ValueError("the compiled affinity is damaged")
        return cls(names["families"], names["roles"], {w: i for i, w in enumerate(words)}, arrays)

    def score(self, clauses: Sequence[str]) -> ClauseScores:
        """Score folded clauses.

        Args:
            clauses: folded texts, each scored alone.

        Returns:
            Arrays with one row a clause.
        """
        import numpy as np

        background = len(self.families)
        family = np.zeros((len(clauses), background + 1), np.float32)
        role = np.zeros((len(clauses), len(self.roles)), np.float32)
        for row, clause in enumerate(clauses):
            counts = Counter(features(clause))
            known = [
                (self._vocabulary[f], 1.0 + math.log(n)) for f, n in counts.items() if f in self._vocabulary
            ]
            if not known:
                continue
            columns = np.fromiter((c for c, _ in known), np.int64, len(known))
            values = np.fromiter((v for _, v in known), np.float32, len(known)) * self._idf[columns]
            values /= float(np.sqrt(values @ values))
            family[row] = values @ self._family_weights[columns]
            role[row] = values @ self._role_weights[columns].astype(np.float32)
        shifted = np.exp(family - family.max(axis=1, keepdims=True))
        commonplace = shifted[:, background] / shifted.sum(axis=1)
        known_rows = np.any(family != 0.0, axis=1)
        trade = np.where(known_rows, 1.0 - commonplace, 0.0).astype(np.float32)
        own = family[:, :background]
        return ClauseScores(families=own - own.mean(axis=1, keepdims=True), roles=role, trade=trade)


def _learn(knowledge: Knowledge) -> tuple[dict[str, list[str]], dict[str, int], dict[str, Any]]:
    """Learn both levels from the passages: (names, vocabulary, arrays)."""
    import numpy as np

    listed = list(passages(knowledge))
    extracted = [features(fold(p.text)) for p in listed]
    seen = Counter(f for found in extracted for f in set(found))
    vocabulary = {f: i for i, f in enumerate(sorted(f for f, n in seen.items() if n >= MIN_PASSAGES))}
    matrix, idf = _tf_idf(extracted, vocabulary)
    families = list(knowledge.families)
    roles = [role.id for role in knowledge.roles.values()]
    family_log = _log_probabilities(matrix, listed, [*families, BACKGROUND], lambda p: p.family)
    family_log = (family_log - family_log.mean(axis=0)) * SHARPNESS
    role_rows = [i for i, p in enumerate(listed) if p.role is not None]
    role_log = _log_probabilities(matrix[role_rows], [listed[i] for i in role_rows], roles, lambda p: p.role)
    for family in families:
        own = [i for i, r in enumerate(roles) if knowledge.roles[r].family == family]
        if own:
            role_log[own] -= role_log[own].mean(axis=0)
    arrays = {
        "idf": idf.astype(np.float32),
        "families": np.ascontiguousarray(family_log.T.astype(np.float32)),
        "roles": np.ascontiguousarray((role_log * SHARPNESS).T.astype(np.float16)),
    }
    return {"families": families, "roles": roles}, vocabulary, arrays


def _tf_idf(
    extracted: Iterable[Sequence[str]], vocabulary: Mapping[str, int]
) -> tuple[Any, NDArray[np.float64]]:
    """Sublinear TF-IDF rows of unit length, and the idf."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfTransformer

    rows, columns, values = [], [], []
    count = 0
    for row, found in enumerate(extracted):
        count = row + 1
        for feature, times in Counter(found).items():
            column = vocabulary.get(feature)
            if column is not None:
                rows.append(row)
                columns.append(column)
                values.append(1.0 + math.log(times))
    matrix = csr_matrix((values, (rows, columns)), shape=(count, len(vocabulary)))
    transformer = TfidfTransformer().fit(matrix)
    return transformer.transform(matrix), np.asarray(transformer.idf_)


def _log_probabilities(
    matrix: Any, listed: Sequence[Passage], classes: Sequence[str], key: Any
) -> NDArray[np.float64]:
    """Log probability of each feature in each class, (classes, features); classes may be empty."""
    import numpy as np
    from sklearn.naive_bayes import MultinomialNB

    index = {name: i for i, name in enumerate(classes)}
    labels = np.array([index[key(p)] for p in listed])
    weights = np.array([p.weight for p in listed])
    model = MultinomialNB(alpha=SMOOTHING, fit_prior=False).fit(matrix, labels, sample_weight=weights)
    found = np.full((len(classes), matrix.shape[1]), -math.log(matrix.shape[1]))
    found[model.classes_] = model.feature_log_prob_
    return found


def _write(
    folder: Path, names: Mapping[str, list[str]], vocabulary: Mapping[str, int], arrays: Mapping[str, Any]
) -> None:
    import io

    import numpy as np

    for key, array in arrays.items():
        stream = io.BytesIO()
        np.save(stream, array, allow_pickle=False)
        write_atomically(folder / f"{key}.npy", stream.getvalue())
    write_atomically(folder / "vocabulary.txt", "\n".join(vocabulary).encode())
    write_atomically(folder / "names.json", json.dumps(names).encode())
