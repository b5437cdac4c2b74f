"""Interests after Holland (RIASEC) and the short quiz that asks for them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kb.models.base import Described, Record, ShortText, Slug, SourceRef, Text

InterestCode = Annotated[str, Field(pattern=r"^[RIASEC]$")]
"""One letter of Holland's hexagon."""


class Interest(Described):
    """One of Holland's six interest types."""

    id: InterestCode
    """The letter."""
    description: Text
    """What people with this interest enjoy."""
    words_zh_hant: tuple[ShortText, ...] = Field(min_length=1)
    """Everyday words that show it, in Traditional Chinese."""
    words_en: tuple[ShortText, ...] = Field(min_length=1)
    """Everyday words that show it, in English."""


class QuizItem(Record):
    """One statement of the interest quiz, answered from 1 (not me) to 5 (just me)."""

    id: Slug
    """Stable identifier."""
    interest: InterestCode
    """The interest it asks about."""
    text: Text
    """The statement."""
    sources: tuple[SourceRef, ...] = Field(min_length=1)
    """Where it comes from."""
