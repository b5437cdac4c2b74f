"""What a placement offers and asks for, what a student can take, and what keeps the two apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kb.messages import SpokenError
from matcher.profile import Profile

Barrier = Literal["refused", "site", "language", "hours", "must", "least"]
"""Why a student cannot take a place, in the order in which one is named."""


class PlacesError(SpokenError, ValueError):
    """Places that cannot be shared out."""

    section = "places"


@dataclass(frozen=True)
class Place:
    """One placement with its seats."""

    id: str
    """As written."""
    name: str
    """What people call it."""
    role: str
    """Role id."""
    seats: int
    """How many students it takes, at least 0."""
    sites: frozenset[str] = frozenset()
    """Folded names of where it is; empty when it can be done from anywhere."""
    languages: frozenset[str] = frozenset()
    """Folded names of languages, all of which are needed."""
    hours: float = 0.0
    """Hours a week."""
    musts: Mapping[str, int] | None = None
    """Skill -> least level, without which nobody is taken."""
    least: float = 0.0
    """The least score it takes, 0 to 1."""


@dataclass(frozen=True)
class Student:
    """One student of a cohort."""

    row: int
    """Row in the table."""
    id: str
    """As written."""
    name: str
    """As written; never scored."""
    profile: Profile
    """What counts."""
    sites: frozenset[str] = frozenset()
    """Folded names of where they can work; empty when they did not say, which is anywhere."""
    languages: frozenset[str] | None = None
    """Folded names of languages they speak; None when they did not say."""
    hours: float | None = None
    """Hours a week they have; None when they did not say."""
    wishes: tuple[str, ...] = ()
    """Ids of places they wish for, best first."""
    refused: frozenset[str] = frozenset()
    """Ids of places they will not take."""


def barrier(
    student: Student, place: Place, score: float, levels: Mapping[str, int], least: float = 0.0
) -> Barrier | None:
    """What keeps a student from a place, or None.

    What a student did not say does not keep them out; what they said does.

    Args:
        student: the student.
        place: the place.
        score: how the student fits the place's role, 0 to 1.
        levels: skill -> level shown.
        least: the least score for any place.
    """
    if place.id in student.refused:
        return "refused"
    if place.sites and student.sites and not place.sites & student.sites:
        return "site"
    if student.languages is not None and not place.languages <= student.languages:
        return "language"
    if student.hours is not None and student.hours < place.hours:
        return "hours"
    if any(levels.get(skill, 0) < level for skill, level in (place.musts or {}).items()):
        return "must"
    return "least" if score < max(place.least, least) else None


__all__ = ["Barrier", "Place", "PlacesError", "Student", "barrier"]
