"""Sources: the works that records cite."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kb.models.base import Record, ShortText, Slug, Text


class Source(Record):
    """A work, data set or judgement that records may cite."""

    id: Slug
    """The part of a reference before `#` or `:`."""
    title: Text
    """What it is called."""
    kind: Literal["article", "classification", "standard", "counts", "judgement", "company"]
    """What sort of source it is."""
    licence: ShortText
    """Under what terms its facts are used."""
    note: Text | None = None
    """What a reader should know before trusting it."""
    url: ShortText | None = None
    """Where a reader finds it."""
    read_on: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None
    """When it was read, as YYYY-MM-DD."""
    anchors: tuple[ShortText, ...] = Field(default=())
    """The fact numbers or standard codes that may be cited; empty means any."""
