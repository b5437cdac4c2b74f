"""Roles: what a post is for, what it does, what it asks and what it is like."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kb.models.base import Described, FamilyId, Record, ShortText, Slug, SourceRef, Text
from kb.models.imported import Between, NotBlank
from kb.models.skill import Level

Rung = Annotated[int, Field(ge=1, le=6)]
"""Height on the ladder: 1 assistant, 2 specialist, 3 senior, 4 supervisor, 5 manager, 6 director."""

Ladder = Literal["specialist", "manager"]
"""Whether a post advances by mastery of the craft or by leading others."""

Importance = Annotated[int, Field(ge=1, le=5)]
"""How much the post depends on a skill: 1 helpful, 3 regular, 5 the post stands or falls with it."""


class Duty(Record):
    """One thing the post-holder answers for."""

    id: Slug
    """Unique within the role."""
    text: Text
    """The duty, starting with a verb."""
    skills: tuple[Slug, ...] = ()
    """The skills it draws on most."""
    sources: tuple[SourceRef, ...] = Field(min_length=1)
    """Where this duty comes from."""


class Requirement(Record):
    """A skill that a role asks for, how much and at what level."""

    skill: Slug
    """The skill."""
    importance: Importance
    """How much the post depends on it."""
    level: Level
    """The level expected of a person doing the post well."""
    must: bool = False
    """Without it nobody is put in the post."""
    evidence: tuple[SourceRef, ...] = Field(default=("editorial",), min_length=1)
    """What the importance rests on."""


class InterestProfile(Record):
    """Which interests the work feeds, as a Holland (RIASEC) code and as everyday words."""

    code: Annotated[str, NotBlank(r"^[RIASEC]{2,3}$")]
    """Two or three letters, strongest first."""
    zh_hant: Annotated[tuple[ShortText, ...], Between(1)] = Field(alias="zh-Hant")
    """Words a student would use, in Traditional Chinese."""
    en: Annotated[tuple[ShortText, ...], Between(1)]
    """Words a student would use, in English."""

    def __bool__(self) -> bool:
        return bool(self.code)

    def words(self) -> tuple[str, ...]:
        """All words, Chinese first."""
        return self.zh_hant + self.en


class EntryGate(Record):
    """What it takes to be let in from outside."""

    gate: Literal["trained_on_the_job", "some_experience", "experience_needed"]
    """Whether a beginner is taken."""
    note: Text
    """The gate in a sentence."""
    sources: tuple[SourceRef, ...] = Field(min_length=1)
    """Where this comes from."""


class Role(Described):
    """A post in an e-commerce team."""

    id: Slug
    """Equal to the file name."""
    family: FamilyId
    """The family, equal to the folder name."""
    rung: Rung
    """Height on its ladder."""
    ladder: Ladder
    """Which of the two ladders it stands on."""
    mission: Text
    """What the post is for, in one sentence."""
    duties: Annotated[tuple[Duty, ...], Between(5, 12)]
    """What the post-holder answers for."""
    skills: Annotated[tuple[Requirement, ...], Between(6, 15)]
    """What the post asks for, most important first."""
    tools: tuple[Slug, ...] = ()
    """Tools in daily use."""
    interests: InterestProfile
    """Which interests the work feeds."""
    entry: EntryGate
    """What it takes to be let in from outside."""
    conditions: Text
    """Working hours, place and strain."""
    small_store: FamilyId | None
    """Department in the small store, or null when a small store has no such post."""
    full_company: FamilyId | None
    """Department in the full B2C company."""
    hiring_step: Slug | None
    """The step of the hiring order at which the post first appears."""
    day: Text
    """A day in the role (editorial)."""
    likes: Annotated[tuple[Text, ...], Between(1)]
    """What people like about it (editorial)."""
    dislikes: Annotated[tuple[Text, ...], Between(1)]
    """What people dislike about it (editorial)."""
    crosswalk: tuple[SourceRef, ...] = ()
    """The nearest ESCO occupation, O*NET occupation or Chinese standard."""
    former_ids: tuple[Slug, ...] = ()
    """Earlier ids that still resolve."""
