"""What a whole cohort looks like: where people fit, what they lack, who got no answer, what to teach.

Counts answers as they pass and keeps no person but the ids of those who got no answer.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

MOST_ABSTAINED = 200
"""People without an answer who are named; the others are counted."""

FEW = 5
"""In a smaller cohort, what one person lacks counts as common."""

BANDS = 10
"""Bands of ten points into which scores are counted."""


@dataclass
class SkillNeed:
    """How much a cohort lacks one skill for its first roles."""

    people: int = 0
    """People whose first role asks for more of it than they showed."""
    must: int = 0
    """Of those, people for whom it is a must-have."""
    unlocks: int = 0
    """People whose only missing must-have it is: with it, their first role is open."""
    weight: float = 0.0
    """Shares of the first roles that are missing for want of it, summed over people."""


@dataclass
class Cohort:
    """Counts over answers."""

    people: int = 0
    """Answers."""
    abstained: int = 0
    """Answers without a role."""
    families: Counter[str] = field(default_factory=Counter)
    """Family of the first role."""
    roles: Counter[str] = field(default_factory=Counter)
    """First role."""
    scores: list[int] = field(default_factory=lambda: [0] * BANDS)
    """First scores by bands of ten points, lowest first."""
    sure: Counter[str] = field(default_factory=Counter)
    """Confidence in the first role, by step: `high` from 0.6, `fair` from 0.4, `low` below."""
    ready: int = 0
    """People who lack no must-have of their first role."""
    needs: dict[str, SkillNeed] = field(default_factory=dict)
    """By skill."""
    why: Counter[str] = field(default_factory=Counter)
    """Answers without a role, by reason."""
    without: list[tuple[int, str, str, str]] = field(default_factory=list)
    """(row, id, name, reason) of those, the first `MOST_ABSTAINED`."""

    def add(self, answer: dict[str, Any]) -> None:
        """Count an answer.

        Args:
            answer: a line of `matcher.batch.answers` as plain data.
        """
        self.people += 1
        if answer["abstained"] or not answer["matches"]:
            self.abstained += 1
            why = answer.get("why", "nothing_understood")
            self.why[why] += 1
            if len(self.without) < MOST_ABSTAINED:
                self.without.append((answer["row"], answer["id"], answer.get("name", ""), why))
            return
        first = answer["matches"][0]
        self.families[first["family"]] += 1
        self.roles[first["role"]] += 1
        self.scores[min(BANDS - 1, int(first["score"] * BANDS))] += 1
        self.sure[
            "high" if first["confidence"] >= 0.6 else "fair" if first["confidence"] >= 0.4 else "low"
        ] += 1
        musts = [gap["skill"] for gap in first["gaps"] if gap.get("must")]
        self.ready += not musts
        for gap in first["gaps"]:
            need = self.needs.setdefault(gap["skill"], SkillNeed())
            need.people += 1
            need.must += bool(gap.get("must"))
            need.unlocks += musts == [gap["skill"]]
            need.weight += gap["weight"]

    def common_gaps(self, most: int = 15) -> list[tuple[str, SkillNeed]]:
        """Skills that most people lack for their first role, most first."""
        shared = [item for item in self.needs.items() if item[1].people > 1 or self.people < FEW]
        return sorted(shared, key=lambda item: (-item[1].people, *_weight(item)))[:most]

    def training(self, most: int = 10) -> list[tuple[str, SkillNeed]]:
        """Skills whose teaching alone would open a first role to somebody, most people first."""
        opening = [item for item in self.needs.items() if item[1].unlocks]
        return sorted(opening, key=lambda item: (-item[1].unlocks, *_weight(item)))[:most]

    def as_data(self) -> dict[str, Any]:
        """The counts as plain data, for programs."""

        def told(items: list[tuple[str, SkillNeed]]) -> list[dict[str, Any]]:
            return [
                {
                    "skill": skill,
                    "people": need.people,
                    "must": need.must,
                    "unlocks": need.unlocks,
                    "weight": round(need.weight, 6),
                }
                for skill, need in items
            ]

        return {
            "people": self.people,
            "abstained": self.abstained,
            "ready": self.ready,
            "families": dict(ordered(self.families)),
            "roles": dict(ordered(self.roles)),
            "scores": list(self.scores),
            "confidence": {step: self.sure[step] for step in ("high", "fair", "low")},
            "common_gaps": told(self.common_gaps()),
            "training": told(self.training()),
            "abstained_by_reason": dict(ordered(self.why)),
            "abstained_people": [{"row": row, "id": key, "why": why} for row, key, _, why in self.without],
        }


def _weight(item: tuple[str, SkillNeed]) -> tuple[float, str]:
    """What orders skills that as many people lack."""
    return -round(item[1].weight, 6), item[0]


def ordered(counts: Counter[str]) -> list[tuple[str, int]]:
    """Counts, largest first, ties by name."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


__all__ = ["BANDS", "MOST_ABSTAINED", "Cohort", "SkillNeed", "ordered"]
