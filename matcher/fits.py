"""Fits: how roles fit a person, in records light enough to make millions of.

The same words as `matcher.results`, which are what everybody else gets: typed, checked and frozen for good.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from matcher.cues import Stance
from matcher.lexicon import TargetKind
from matcher.results import AbstainReason, Gap, Match, Reason, ReasonKind, Understood


class Part(NamedTuple):
    """One part of a score; see `Reason`."""

    kind: ReasonKind
    contribution: float
    quotes: tuple[str, ...] = ()
    about: str = ""
    via: str = ""
    have: int | None = None
    need: int | None = None


class Lack(NamedTuple):
    """A skill asked for beyond what was shown; see `Gap`."""

    skill: str
    importance: int
    have: int
    need: int
    must: bool
    weight: float
    unlocks: tuple[str, ...] = ()


class Met(NamedTuple):
    """Words that were understood; see `Understood`."""

    quote: str
    kind: TargetKind
    ids: tuple[str, ...]
    stance: Stance
    level: int | None = None


class Fit(NamedTuple):
    """A role and how it fits; see `Match`."""

    role: str
    family: str
    score: float
    confidence: float
    parts: tuple[Part, ...]
    lacks: tuple[Lack, ...]


class Fits(NamedTuple):
    """The answer to one profile; see `MatchResult`."""

    roles: tuple[Fit, ...]
    """Best first; empty when there is no honest answer."""
    why: AbstainReason | None = None
    suggestions: tuple[str, ...] = ()


def as_match(fit: Fit) -> Match:
    """A fit as everybody gets it."""
    return Match(
        role=fit.role,
        family=fit.family,
        score=fit.score,
        confidence=fit.confidence,
        reasons=tuple(Reason(**part._asdict()) for part in fit.parts),
        gaps=tuple(map(_as_gap, fit.lacks)),
    )


@lru_cache(maxsize=1_024)
def _as_gap(lack: Lack) -> Gap:
    """A gap; many people share one, and a frozen record can be shared."""
    return Gap(**lack._asdict())


def as_understood(met: Met) -> Understood:
    """Words as everybody gets them."""
    return Understood(**met._asdict())


__all__ = ["Fit", "Fits", "Lack", "Met", "Part", "as_match", "as_understood"]
