"""Baselines: what simple methods reach on the same rows with the same roles, for scale.

Each ranks roles by the likeness of a text to what the knowledge base writes about the role, in the better of
the two languages it is written in. No lexicon, no cues, no counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb import Knowledge
from kb.chinese import fold
from kb.models import Role
from kb.models.base import Language
from matcher.evaluation.families import FamilyReport, Row, report
from matcher.evaluation.metrics import Figure, figure

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from matcher.encoders import Encoder

    Scores = NDArray[np.float64]

WRITTEN: tuple[Language, ...] = ("zh-Hant", "en")
"""The languages roles are written in."""


@dataclass(frozen=True)
class BaselineReport:
    """One method on one table."""

    method: str
    families: FamilyReport
    role_in_three: Figure | None
    """Where roles are labelled."""


def role_text(role: Role, language: Language) -> str:
    """What the knowledge base writes about a role in one language."""
    texts = (role.label, role.mission, *(duty.text for duty in role.duties))
    return "\n".join(text.get(language) for text in texts)


class TfIdfBaseline:
    """Cosine of character 1- to 3-gram TF-IDF."""

    name = "tf-idf"

    def __init__(self, knowledge: Knowledge) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self.roles = tuple(knowledge.roles)
        self._model = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), lowercase=False, sublinear_tf=True)
        texts = [fold(role_text(role, lang)) for lang in WRITTEN for role in knowledge.roles.values()]
        self._rows = self._model.fit_transform(texts)

    def scores(self, texts: Sequence[str]) -> Scores:
        """(texts, roles) likeness."""
        found: Scores = (self._model.transform([fold(text) for text in texts]) @ self._rows.T).toarray()
        return _better_language(found)


class EncoderBaseline:
    """Cosine of plain sentence vectors."""

    def __init__(self, knowledge: Knowledge, encoder: Encoder) -> None:
        self.name = encoder.name
        self.roles = tuple(knowledge.roles)
        self._encoder = encoder
        texts = [role_text(role, lang) for lang in WRITTEN for role in knowledge.roles.values()]
        self._rows = encoder.encode(texts)

    def scores(self, texts: Sequence[str]) -> Scores:
        """(texts, roles) likeness."""
        found: Scores = (self._encoder.encode(texts) @ self._rows.T).astype("float64")
        return _better_language(found)


Baseline = TfIdfBaseline | EncoderBaseline


def builtin_baselines(knowledge: Knowledge) -> tuple[Baseline, ...]:
    """Character TF-IDF, and MiniLM as sentence-transformers runs it.

    Raises:
        ModelMissingError: when MiniLM or sentence-transformers is not installed.
    """
    from matcher.encoders import load_encoder

    return (TfIdfBaseline(knowledge), EncoderBaseline(knowledge, load_encoder("minilm")))


def measure(
    baseline: Baseline,
    knowledge: Knowledge,
    name: str,
    rows: Sequence[Row],
    allowed: frozenset[str],
    accepted: Sequence[Sequence[str]] | None = None,
) -> BaselineReport:
    """The figures of one method on one table.

    Args:
        baseline: the method.
        knowledge: whose roles are ranked.
        name: what to call the table.
        rows: labelled texts.
        allowed: families that may be answered.
        accepted: the acceptable roles of each row, where roles are labelled.
    """
    ranked = _ranked(baseline, [row.text for row in rows])
    families = {role.id: role.family for role in knowledge.roles.values()}

    def rank(index: int, _: str) -> tuple[list[str], bool]:
        return list(dict.fromkeys(families[r] for r in ranked[index] if families[r] in allowed)), False

    in_three = None
    if accepted is not None:
        pairs = zip(ranked, accepted, strict=True)
        in_three = figure([float(any(role in right for role in order[:3])) for order, right in pairs])
    return BaselineReport(baseline.name, report(name, rows, rank), in_three)


def _ranked(baseline: Baseline, texts: Sequence[str]) -> list[list[str]]:
    import numpy as np

    if not texts:
        return []
    order = np.argsort(-baseline.scores(texts), axis=1, kind="stable")
    return [[baseline.roles[i] for i in row] for row in order.tolist()]


def _better_language(found: Scores) -> Scores:
    import numpy as np

    half = found.shape[1] // len(WRITTEN)
    better: Scores = np.maximum(found[:, :half], found[:, half:])
    return better


Tables = Mapping[str, tuple[Sequence[Row], frozenset[str], Sequence[Sequence[str]] | None]]
"""Name -> rows, families allowed, acceptable roles."""


def compare(
    knowledge: Knowledge, tables: Tables, progress: Callable[[str, int, int], None]
) -> tuple[BaselineReport, ...]:
    """Every baseline on every table."""
    found = []
    for baseline in builtin_baselines(knowledge):
        for done, (name, (rows, allowed, accepted)) in enumerate(tables.items(), 1):
            found.append(measure(baseline, knowledge, name, rows, allowed, accepted))
            progress(baseline.name, done, len(tables))
    return tuple(found)
