"""Team knowledge: hiring order, stages and their performance schemes, the leader, entry routes and advice."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kb.models.base import Record, ShortText, Slug, SourceRef, Text


class Sourced(Record):
    """A piece of team knowledge with its sources."""

    id: Slug
    """Stable identifier."""
    title: Text
    """What it is called."""
    sources: tuple[SourceRef, ...] = Field(min_length=1)
    """Where it comes from."""


class HiringStep(Sourced):
    """One step of the order in which a new team fills its posts (article 4.2)."""

    order: Annotated[int, Field(ge=1)]
    """1 is hired first."""
    roles: tuple[Slug, ...] = Field(min_length=1)
    """The posts filled at this step."""
    why: Text
    """Why these posts come at this point."""
    covered_by: tuple[Slug, ...] = ()
    """Who does this work until the post is filled."""
    hand_down: Text | None = None
    """What is handed down, by whom, when the post is filled."""


class SplitRule(Sourced):
    """When one post becomes several."""

    role: Slug
    """The post that does all of it at first."""
    into: tuple[Slug, ...] = Field(min_length=2)
    """The posts it splits into."""
    when: Text
    """The sign that it is time."""


class Variable(Record):
    """A quantity in a formula."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    """The name in the expression."""
    label: Text
    """What it is."""
    unit: Literal["money", "count", "ratio", "points", "years", "percent"]
    """What it is measured in."""
    minimum: float | None = None
    """The least value allowed."""
    maximum: float | None = None
    """The greatest value allowed."""


class Formula(Sourced):
    """A computed figure of a performance scheme."""

    result: Variable
    """What is computed."""
    expression: ShortText
    """Arithmetic over the variables: + - * / and brackets."""
    variables: tuple[Variable, ...] = Field(min_length=1)
    """The quantities it needs."""
    note: Text | None = None
    """What a user must know about it."""


class RatingItem(Record):
    """One thing that is rated."""

    id: Slug
    """Unique within its part."""
    label: Text
    """What is rated."""


class SchemePart(Record):
    """A weighted part of a score."""

    id: Slug
    """Unique within the scheme."""
    label: Text
    """What it is called."""
    weight: Annotated[float, Field(gt=0, le=1)] | None
    """Its share of the score; null where the source gives none."""
    rated_by: Literal["result", "supervisor", "peers"]
    """Who rates it."""
    items: tuple[RatingItem, ...] = Field(min_length=1)
    """What it is made of."""


class Measure(Record):
    """A quantity a stage is steered by."""

    id: Slug
    """Unique within the stage."""
    label: Text
    """What it is called."""
    part: Literal["core", "linked", "assessed", "reward"]
    """What it is used for."""


class TeamStage(Sourced):
    """A stage of a team's growth and how performance is managed in it (article 2.2 to 2.11)."""

    order: Annotated[int, Field(ge=1)]
    """1 is the start-up."""
    description: Text
    """How one recognises the stage and how it is managed."""
    headcount_min: Annotated[int, Field(ge=1)]
    """The usual least number of people."""
    headcount_max: Annotated[int, Field(ge=1)] | None
    """The usual greatest number, or null."""
    elements: tuple[Text, ...] = ()
    """What a plan in this stage must name."""
    tools: tuple[ShortText, ...] = ()
    """Tools the source names."""
    parts: tuple[SchemePart, ...] = ()
    """The weighted score, where there is one."""
    measures: tuple[Measure, ...] = ()
    """What is measured."""
    formulas: tuple[Slug, ...] = ()
    """The formulas in use."""


class Principle(Sourced):
    """A rule for leading a team or for filling posts."""

    topic: Literal["performance", "organisation", "promotion", "hiring", "leadership"]
    """What it is about."""
    statement: Text
    """The rule."""
    reasons: tuple[Text, ...] = ()
    """Why."""


class LeaderProfile(Sourced):
    """What the person at the head must know (article 5.1)."""

    statement: Text
    """Why the leader comes first."""
    knows: tuple[Text, ...] = Field(min_length=1)
    """Fields the leader must know."""
    skills: tuple[Slug, ...] = Field(min_length=1)
    """The same as skills."""


class EntryStage(Record):
    """One stage of an entry route."""

    id: Slug
    """Unique within the route."""
    text: Text
    """What happens and what to expect."""


class EntryRoute(Sourced):
    """A way into the trade, with its warnings."""

    summary: Text
    """The route in a sentence."""
    roles: tuple[Slug, ...] = Field(min_length=1)
    """The posts it leads to."""
    stages: tuple[EntryStage, ...] = Field(min_length=1)
    """What one goes through."""
    warnings: tuple[Text, ...] = ()
    """What the route's friends do not say."""
    skills: tuple[Slug, ...] = ()
    """What helps."""


class Advice(Sourced):
    """A piece of advice for people choosing a post or joining a team."""

    audience: Literal["student", "team_lead", "everyone"]
    """For whom."""
    text: Text
    """The advice."""
