"""Confidence: the calibrated chance that the family named is the right one.

A logistic model (Platt 1999) over some figures of the reading; its numbers are data, fitted by
`matcher.evaluation.calibrate`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from matcher.matching_data import matching_document
from matcher.outside import Manner

FILE = "matching/calibration.yaml"

FEATURES = (
    "margin",
    "strength",
    "trade",
    "named",
    "share",
    "length",
    "own_voice",
    "other_work",
    "listed",
)
"""The figures the model looks at, in order."""

LONG_LIST = 8
"""So many names, and little else, make a list of everything."""


@dataclass(frozen=True)
class Calibration:
    """A fitted logistic model."""

    intercept: float
    weights: Mapping[str, float]

    def confidence(self, features: Mapping[str, float]) -> float:
        """The chance, 0 to 1, with six digits."""
        total = self.intercept + sum(self.weights[name] * features[name] for name in FEATURES)
        return round(1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total)))), 6)


def confidence_features(
    family: str, affinities: Mapping[str, float], trade: float, names: int, clauses: int, manner: Manner
) -> dict[str, float]:
    """What confidence in one family rests on.

    Args:
        family: the family.
        affinities: how strongly the text speaks for each family.
        trade: share of clauses, by number, that speak of a line of work.
        names: how many names of the knowledge base were met.
        clauses: how many clauses were read; long postings and CVs stray more than people's own words.
        manner: how the text speaks.
    """
    own = affinities.get(family, 0.0)
    best_other = max((a for other, a in affinities.items() if other != family), default=0.0)
    total = sum(affinities.values())
    share = own / total if total else 0.0
    return {
        "margin": math.log((own + 1.0) / (best_other + 1.0)),
        "strength": math.log1p(own),
        "trade": trade,
        "named": math.log1p(names),
        "share": share,
        "length": math.log1p(clauses),
        "own_voice": float(manner.own_voice),
        "other_work": manner.other_work / (manner.other_work + names + 1.0),
        "listed": manner.covered**2 * math.log(max(LONG_LIST, names) / LONG_LIST),
    }


@cache
def builtin_calibration() -> Calibration:
    """The calibration that ships.

    Raises:
        BrokenKnowledge: when the file is damaged.
    """
    data = matching_document("calibration").data
    return Calibration(float(data["intercept"]), {name: float(data["weights"][name]) for name in FEATURES})
