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


class Load(Record):
    """How much work of one kind a person can do; the figure is an estimate that a company sets itself."""

    measure: Literal["inquiries", "orders"]
    """What is counted, a month."""
    per_person: Annotated[int, Field(ge=1)]
    """How much of it one person can do in a month."""


class Seat(Record):
    """A post of a step that is filled for itself."""

    roles: tuple[Slug, ...] = Field(min_length=1)
    """Any one of these fills it."""


class HiringStep(Sourced):
    """One step of the order in which a new team fills its posts (article 4.2)."""

    order: Annotated[int, Field(ge=1)]
    """1 is hired first."""
    roles: tuple[Slug, ...] = Field(min_length=1)
    """The posts filled at this step."""
    seats: tuple[Seat, ...] = ()
    """The posts that are filled one by one; empty when any one of the roles fills the step."""
    why: Text
    """Why these posts come at this point."""
    covered_by: tuple[Slug, ...] = ()
    """Who does this work until the post is filled."""
    hand_down: Text | None = None
    """What is handed down, by whom, when the post is filled."""
    from_stage: Slug | None = None
    """The stage of a team from which the step is worth taking; null from the first day."""
    load: Load | None = None
    """How much work the people of this step can do, which says when one more of them is needed."""


class SplitRule(Sourced):
    """When one post becomes several."""

    role: Slug
    """The post that does all of it at first."""
    into: tuple[Slug, ...] = Field(min_length=2)
    """The posts it splits into."""
    when: Text
    """The sign that it is time."""
    load: Load | None = None
    """The work a person of this post does before it is time, where it can be counted."""
    least_people: Annotated[int, Field(ge=1)] = 1
    """The people of these posts that a split needs."""


VariableName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
"""A snake_case name that stands in an expression."""


class Variable(Record):
    """A quantity in a formula."""

    id: VariableName
    """The name in the expression."""
    label: Text
    """What it is."""
    unit: Literal["money", "count", "ratio", "points", "years", "percent"]
    """What it is measured in."""
    minimum: float | None = None
    """The least value allowed."""
    maximum: float | None = None
    """The greatest value allowed."""
    default: float | None = None
    """What is taken when nobody gives it; null where somebody must."""
    shared: bool = False
    """Whether one figure given for the team serves everybody in it."""
    sums: tuple[VariableName, ...] = ()
    """Results of other formulas of the stage that together make it up when nobody gives it."""


class Formula(Sourced):
    """A computed figure of a performance scheme."""

    result: Variable
    """What is computed."""
    expression: ShortText
    """Arithmetic over the variables: + - * /, brackets, and `stepped(measure, target)` for a ladder."""
    variables: tuple[Variable, ...] = Field(min_length=1)
    """The quantities it needs; `<part>` and `<part>_weight` are those of the stage's score."""
    scope: Literal["team", "person", "both"] = "both"
    """Whether it is worked out for the team, for each person or for both."""
    ladder: Slug | None = None
    """The ladder of steps that `stepped` goes by."""
    only_if: VariableName | None = None
    """A quantity; the formula is worked out only when it is more than nothing."""
    note: Text | None = None
    """What a user must know about it."""


class LadderStep(Record):
    """One step of a stepped reward."""

    up_to: Annotated[float, Field(gt=0)] | None
    """Where the step ends, as a multiple of the target; null for the last, which has no end."""
    rate: Annotated[float, Field(ge=0)]
    """What each unit inside the step earns: an amount for a count, a share for money."""


class RewardLadder(Sourced):
    """The steps of a reward: what lies inside a step earns the rate of that step."""

    steps: tuple[LadderStep, ...] = Field(min_length=1)
    """From the bottom up."""
    note: Text | None = None
    """What a user must know about it."""


class RatingItem(Record):
    """One thing that is rated."""

    id: Slug
    """Unique within its part."""
    label: Text
    """What is rated."""
    result: VariableName | None = None
    """A computed ratio that is its rating, as points of 100, when nobody rates it."""


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
