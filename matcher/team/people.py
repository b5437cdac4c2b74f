"""People of a team as the rules see them: posts, months, rated skills, wishes; nothing about who they are.

Names, gender, age and the like are dropped by the readers and have no place in these records.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kb.told import told

Rater: TypeAlias = Literal["self", "lead", "evidence"]
"""Who says it: the person, the one who leads them, or a piece of work that shows it."""

Months: TypeAlias = Annotated[int, Field(ge=0, le=720)]
"""A number of months."""

PersonId: TypeAlias = Annotated[str, Field(min_length=1, max_length=120)]
"""Whatever the company calls a person in its lists; a personnel number does best."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class SkillRating(_Part):
    """A skill level that somebody vouches for."""

    skill: Annotated[str, Field(min_length=1)]
    """Skill id; readers turn any of its names into it."""
    level: Annotated[int, Field(ge=1, le=5)]
    """1 to 5."""
    by: Rater = "lead"
    """Who says so."""
    when: date | None = None
    """When it was said."""
    note: Annotated[str, Field(max_length=500)] = ""
    """What was seen: the piece of work, the occasion."""


class Rating(_Part):
    """A mark on a scale from 1 up."""

    value: Annotated[float, Field(ge=1)]
    """The mark."""
    of: Annotated[int, Field(ge=2, le=100)] = 5
    """The best mark of the scale."""

    @model_validator(mode="after")
    def _within(self) -> Rating:
        if self.value > self.of:
            raise ValueError(told("mark_too_high", mark=f"{self.value:g}", best=self.of))
        return self

    @property
    def third(self) -> int:
        """Which third of its scale the mark lies in: 1 low, 2 middle, 3 high."""
        return min(3, int((self.value - 1) / (self.of - 1) * 3) + 1)


class Person(_Part):
    """One person of a team, or an applicant from outside."""

    id: PersonId
    """How the lead calls them in lists."""
    title: Annotated[str, Field(max_length=200)] = ""
    """Their post as the company writes it."""
    role: str | None = None
    """The role the post was linked to; None when it was not."""
    post_months: Months | None = None
    """Months in the present post; None when nobody said."""
    company_months: Months | None = None
    """Months in the company; None when nobody said."""
    skills: tuple[SkillRating, ...] = ()
    """What they can, and who says so; a skill may be rated by several."""
    performance: Rating | None = None
    """How they did, where it was rated."""
    potential: Rating | None = None
    """What they could grow into, where it was rated."""
    wishes: tuple[str, ...] = ()
    """Role ids they would like; empty when nobody asked."""
    available: bool = True
    """Whether they can move now; a leave or a notice makes it false."""
    outside: bool = False
    """An applicant, not yet in the company."""

    def known(self) -> dict[str, tuple[int, Rater]]:
        """The level of each rated skill, and who vouches for it.

        Of several ratings by the same rater the last counts. What the lead or a piece of evidence says comes
        before what the person says; of those two the higher level counts, and at the same level the evidence.
        """
        known: dict[str, tuple[int, Rater]] = {}
        for (skill, by), rating in self._latest().items():
            before = known.get(skill)
            mine = (by != "self", rating.level, by == "evidence")
            if before is None or mine > (before[1] != "self", before[0], before[1] == "evidence"):
                known[skill] = (rating.level, by)
        return known

    def _latest(self) -> dict[tuple[str, Rater], SkillRating]:
        latest: dict[tuple[str, Rater], SkillRating] = {}
        for rating in self.skills:
            key = (rating.skill, rating.by)
            before = latest.get(key)
            if before is None or (rating.when or date.min) >= (before.when or date.min):
                latest[key] = rating
        return latest


class Roster(_Part):
    """The people of a team."""

    people: tuple[Person, ...]
    """Everybody, in the order of the source."""
    not_applicable: tuple[str, ...] = ()
    """Skill ids this company has no use for; requirements of them leave every denominator."""
    as_of: date | None = None
    """The day the months were counted; None when nobody said."""

    @model_validator(mode="after")
    def _once(self) -> Roster:
        seen: set[str] = set()
        for person in self.people:
            if person.id in seen:
                raise ValueError(told("stands_twice", name=person.id))
            seen.add(person.id)
        return self

    def person(self, asked: str) -> Person | None:
        """The person with an id, or None."""
        return next((person for person in self.people if person.id == asked), None)


__all__ = ["Months", "Person", "PersonId", "Rater", "Rating", "Roster", "SkillRating"]
