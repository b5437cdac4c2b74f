"""Ranking and calibration measures, with intervals.

All take plain lists, so that a reader can check them by hand.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

RESAMPLES = 400
"""Bootstrap resamples; enough for two digits of an interval."""


@dataclass(frozen=True)
class Figure:
    """A measure with its 95 % bootstrap interval."""

    value: float
    low: float
    high: float
    rows: int

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


def figure(values: Sequence[float], seed: int = 0) -> Figure:
    """The mean of per-row values and its percentile bootstrap interval (Efron 1979)."""
    return estimate(values, lambda drawn: sum(drawn) / len(drawn), seed)


def estimate(rows: Sequence[T], statistic: Callable[[Sequence[T]], float], seed: int = 0) -> Figure:
    """Any measure of rows and its percentile bootstrap interval.

    Args:
        rows: what to resample.
        statistic: the measure, of at least one row.
        seed: of the resampling.
    """
    if not rows:
        return Figure(math.nan, math.nan, math.nan, 0)
    generator = random.Random(seed)
    count = len(rows)
    found = sorted(statistic(generator.choices(rows, k=count)) for _ in range(RESAMPLES))
    low, high = found[int(0.025 * RESAMPLES)], found[min(RESAMPLES - 1, int(0.975 * RESAMPLES))]
    return Figure(statistic(rows), low, high, count)


def reciprocal_rank(ranked: Sequence[str], gold: str) -> float:
    """1 / rank of the gold label, 0 when it is not ranked."""
    return 1.0 / (ranked.index(gold) + 1) if gold in ranked else 0.0


def hit(ranked: Sequence[str], gold: str, within: int) -> float:
    """1 when the gold label is among the first few, else 0."""
    return 1.0 if gold in ranked[:within] else 0.0


def ndcg(ranked: Sequence[str], gains: dict[str, float], within: int = 10) -> float:
    """Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002)."""
    got = sum(gains.get(r, 0.0) / math.log2(i + 2) for i, r in enumerate(ranked[:within]))
    best = sum(g / math.log2(i + 2) for i, g in enumerate(sorted(gains.values(), reverse=True)[:within]))
    return got / best if best else 0.0


def calibration_error(confidences: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Expected calibration error over bins of equal count (Naeini and others 2015)."""
    ranked = sorted(zip(confidences, right, strict=True))
    count = len(ranked)
    total = 0.0
    for index in range(bins):
        part = ranked[index * count // bins : (index + 1) * count // bins]
        if part:
            gap = sum(c for c, _ in part) / len(part) - sum(r for _, r in part) / len(part)
            total += abs(gap) * len(part) / count
    return total


def reliability(
    confidences: Sequence[float], right: Sequence[bool], bins: int = 10
) -> list[tuple[float, float, int]]:
    """(mean confidence, share right, rows) for bins of equal count, lowest first."""
    ranked = sorted(zip(confidences, right, strict=True))
    count = len(ranked)
    table = []
    for index in range(bins):
        part = ranked[index * count // bins : (index + 1) * count // bins]
        if part:
            table.append(
                (sum(c for c, _ in part) / len(part), sum(r for _, r in part) / len(part), len(part))
            )
    return table


def macro(values: Sequence[float], labels: Sequence[str], pick: Callable[[str], bool] = bool) -> float:
    """The mean over labels of the mean value of each label's rows."""
    rows: dict[str, list[float]] = {}
    for value, label in zip(values, labels, strict=True):
        if pick(label):
            rows.setdefault(label, []).append(value)
    means = [sum(v) / len(v) for v in rows.values()]
    return sum(means) / len(means) if means else math.nan
