"""Tracks: how one post leads to another, and what must be shown on the way."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kb.models.base import Record, Slug, SourceRef, Text
from kb.models.imported import Between
from kb.models.role import Ladder
from kb.models.skill import Level

Months = Annotated[int, Field(ge=0, le=120)]
"""A number of months."""

EdgeKind = Literal["vertical", "lateral", "cross_family"]
"""Up within a family; sideways on the same rung; into another family."""


class ShownSkill(Record):
    """A skill level that must be shown before the move."""

    skill: Slug
    """The skill."""
    level: Level
    """The level to show."""


class Tenure(Record):
    """How long one must have been there before the move; 0 means no gate."""

    post_months: Months = 0
    """Months in the present post."""
    company_months: Months = 0
    """Months in the company."""


class PromotionEdge(Record):
    """A move from one role to another."""

    from_role: Slug = Field(alias="from")
    """The role one leaves."""
    to_role: Slug = Field(alias="to")
    """The role one takes up."""
    kind: EdgeKind
    """What sort of move it is."""
    ladder: Ladder
    """The ladder one stands on afterwards."""
    internal_first: bool
    """Whether the post is offered inside before anyone outside is asked (article 4.11)."""
    tenure: Tenure = Tenure()
    """The time gate."""
    show: tuple[ShownSkill, ...] = Field(min_length=1)
    """What must be shown, the deciding skill first."""
    evidence: Annotated[tuple[Text, ...], Between(1)]
    """What to bring as proof."""
    sources: tuple[SourceRef, ...] = Field(min_length=1)
    """Where this move comes from."""

    @property
    def id(self) -> str:
        """`from--to`, the identifier of the edge."""
        return f"{self.from_role}--{self.to_role}"
