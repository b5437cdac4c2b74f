"""How often the right family comes first, on any table with a text and a label.

Where the shipped counts come from the rows being scored, cross-fitting takes each row's counts from the other
folds only, so that no row helps itself.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from matcher.evaluation.counting import as_records, count, read_postings
from matcher.evaluation.metrics import Figure, figure, hit, macro, reciprocal_rank
from matcher.matcher import Matcher
from matcher.profile import Profile

FOLDS = 5
"""Folds of cross-fitting."""

LABEL_ALIASES = {"store_manager": "store_management"}
"""Labels of the evaluation data that our families call otherwise."""


@dataclass(frozen=True)
class Row:
    """A labelled text."""

    text: str
    label: str


@dataclass(frozen=True)
class FamilyReport:
    """Figures of one table."""

    name: str
    rows: int
    top1: Figure
    top3: Figure
    mrr: Figure
    macro: float
    by_label: dict[str, tuple[float, int]]
    abstained: int

    def line(self) -> str:
        """One line for a terminal."""
        return (
            f"{self.name}: n {self.rows}  top-1 {self.top1}  macro {self.macro:.3f}  "
            f"top-3 {self.top3}  MRR {self.mrr}  abstained {self.abstained}"
        )


def read_rows(path: Path, text: str, label: str) -> list[Row]:
    """The labelled texts of a CSV file.

    Raises:
        KeyError: when a column is missing.
    """
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        missing = [name for name in (text, label) if name not in (reader.fieldnames or ())]
        if missing:
            raise KeyError(
                f"{path.name} has no column {', '.join(missing)}; it has {', '.join(reader.fieldnames or ())}"
            )
        return [Row(row[text] or "", LABEL_ALIASES.get(row[label], row[label])) for row in reader]


def ranked_families(matcher: Matcher, text: str, allowed: frozenset[str]) -> tuple[list[str], bool]:
    """Allowed families in the order of their best role, and whether the matcher would have abstained."""
    result, totals = matcher.rank_all(Profile(text=text))
    order: dict[str, None] = {}
    for role in sorted(totals, key=lambda r: (-totals[r], r)):
        family = matcher.knowledge.roles[role].family
        if family in allowed:
            order.setdefault(family)
    return list(order), result


def report(
    name: str, rows: Sequence[Row], rank: Callable[[int, str], tuple[list[str], bool]]
) -> FamilyReport:
    """Figures over rows, ranked by a function of row number and text."""
    ones, threes, reciprocal, labels = [], [], [], []
    abstained = 0
    for index, row in enumerate(rows):
        ranked, silent = rank(index, row.text)
        abstained += silent
        ones.append(hit(ranked, row.label, 1))
        threes.append(hit(ranked, row.label, 3))
        reciprocal.append(reciprocal_rank(ranked, row.label))
        labels.append(row.label)
    by_label = {
        label: (
            sum(o for o, x in zip(ones, labels, strict=True) if x == label) / labels.count(label),
            labels.count(label),
        )
        for label in sorted(set(labels))
    }
    return FamilyReport(
        name,
        len(rows),
        figure(ones),
        figure(threes),
        figure(reciprocal),
        macro(ones, labels),
        by_label,
        abstained,
    )


def cross_fitted(matcher: Matcher, folder: Path) -> Iterator[tuple[str, list[int], Matcher]]:
    """Matchers whose counts leave a fold out.

    Yields:
        (file stem, indices of the rows left out, a matcher counted on all other rows of both files).
    """
    knowledge = matcher.knowledge
    postings = read_postings(folder, knowledge)
    positions = {"zh": [i for i, p in enumerate(postings) if p.language == "zh"]}
    positions["en"] = [i for i, p in enumerate(postings) if p.language == "en"]
    for fold_number in range(FOLDS):
        kept = [p for i, p in enumerate(postings) if _fold(i) != fold_number]
        fitted = matcher.with_counts(as_records(count(kept), "2026-11-23"))
        for language, listed in positions.items():
            yield language, [n for n, i in enumerate(listed) if _fold(i) == fold_number], fitted


def _fold(index: int) -> int:
    """Folds by a fixed multiplicative hash: rows lie sorted by source, so neighbours must part."""
    return (index * 2654435761 >> 7) % FOLDS
