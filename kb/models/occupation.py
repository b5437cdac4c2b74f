"""Occupations of public classifications, and the role of ours nearest to each: single names as facts."""

from __future__ import annotations

from pydantic import Field

from kb.models.base import Record, ShortText, Slug, SourceRef


class Occupation(Record):
    """An occupation of ESCO or O*NET, with the names it lists."""

    id: Slug
    """Stable identifier."""
    concept: SourceRef
    """The occupation in its classification."""
    label: ShortText
    """Its preferred English label there."""
    role: Slug
    """The role of ours nearest to it; our own judgement."""
    titles: tuple[ShortText, ...] = ()
    """Other job titles the classification lists."""
    skills: tuple[ShortText, ...] = ()
    """Labels of the skills the classification lists."""
    sources: tuple[SourceRef, ...] = Field(min_length=1)
    """Where the names come from."""
