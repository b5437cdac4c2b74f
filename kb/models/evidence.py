"""Counts of how often real postings and public classifications name a skill: facts, never texts."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kb.models.base import FamilyId, Record, ShortText, Slug, SourceRef

Count = Annotated[int, Field(ge=0)]


class SkillCount(Record):
    """How often one skill is named."""

    skill: Slug
    """The skill."""
    postings_zh: Count = 0
    """Chinese postings of the family that name it."""
    postings_en: Count = 0
    """English postings of the family that name it."""
    esco: Count = 0
    """ESCO occupations of the family whose skill list names it."""
    onet: Count = 0
    """O*NET occupations of the family whose tasks name it."""


class TermCount(Record):
    """How many postings of a family use one of our names or daily words."""

    term: ShortText
    """The name as it stands in the knowledge base, or the word as written in the matching data."""
    postings_zh: Count = 0
    """Chinese postings of the family that use it."""
    postings_en: Count = 0
    """English postings of the family that use it."""


class TermCounts(Record):
    """What was counted for one family."""

    family: FamilyId
    """The family, equal to the file name."""
    command: ShortText
    """The command that counted."""
    counted_on: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    """The day of counting."""
    postings_zh: Count
    """Chinese postings read."""
    postings_en: Count
    """English postings read."""
    esco: Count
    """ESCO occupations read."""
    onet: Count
    """O*NET occupations read."""
    skills: tuple[SkillCount, ...] = ()
    """One record a skill that was named at all, by id."""
    terms: tuple[TermCount, ...] = ()
    """One record a name that was used at all, sorted."""
    words: tuple[TermCount, ...] = ()
    """One record a daily word (`data/matching/daily_words.yaml`) that was used at all, sorted."""
    sources: tuple[SourceRef, ...] = Field(min_length=1)
    """The data counted."""
