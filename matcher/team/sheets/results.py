"""A computed performance sheet: each figure with its formula, the numbers put in and where they came from.

Numbers are exact decimals inside and plain numbers in JSON; each is rounded as shown, and what is shown goes
into the next formula, so that a reader with a pocket calculator gets the same.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, PlainSerializer

from matcher.team.sheets.sheet import Finding

Exact: TypeAlias = Annotated[Decimal, PlainSerializer(float, return_type=float, when_used="json")]
"""A decimal; a plain number in JSON, where rounded figures keep all their digits."""

Unit: TypeAlias = Literal["money", "count", "ratio", "points", "years", "percent"]
"""What a figure is measured in."""

Origin: TypeAlias = Literal["sheet", "team", "computed", "scheme", "default"]
"""From the person's row; from the team's row; from another formula or the ratings; a weight of the scheme;
what the formula takes when nobody says."""


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Put(_Result):
    """A number put into a formula."""

    name: str
    """The variable."""
    value: Exact
    """The number."""
    origin: Origin
    """Where it comes from."""


class Figure(_Result):
    """A figure worked out by a formula."""

    formula: str
    """Formula id."""
    result: str
    """The name of what is worked out."""
    unit: Unit
    """What it is measured in."""
    value: Exact | None
    """The figure, rounded; None when it could not be worked out."""
    given: bool = False
    """Whether the sheet itself gives the figure, so that nothing was worked out."""
    expression: str
    """The formula as written in the knowledge."""
    numbers: str = ""
    """The formula with numbers put in; empty when some are missing."""
    put_in: tuple[Put, ...] = ()
    """The numbers and where they come from."""
    ladder: str | None = None
    """The ladder of steps it goes by."""


class ItemScore(_Result):
    """One rated thing."""

    item: str
    """Its id within the part."""
    value: Exact | None
    """Points of 100; None when missing or not applicable."""
    how: Literal["rated", "computed", "missing", "not_applicable"]
    """Where the points come from."""
    marks: tuple[Exact, ...] = ()
    """The marks as given; several raters give several."""


class PartScore(_Result):
    """A part of a score."""

    part: str
    """Part id within the stage."""
    weight: Exact | None
    """Its share of the score; None where nobody gave one."""
    value: Exact | None
    """The mean of its items in points of 100; None when something is missing."""
    items: tuple[ItemScore, ...]
    """What it is made of."""
    numbers: str = ""
    """The mean with numbers put in."""


class Scored(_Result):
    """A team or a person with everything worked out."""

    id: str
    """`team`, or what the sheet calls the person."""
    name: str = ""
    """For the reader."""
    parts: tuple[PartScore, ...] = ()
    """The rated parts; none for a team."""
    figures: tuple[Figure, ...] = ()
    """The formulas, in the order of the stage."""
    findings: tuple[Finding, ...] = ()
    """What is wrong or worth knowing."""

    def value(self, result: str) -> Decimal | None:
        """A figure by the name of its result; None when there is none."""
        return next((figure.value for figure in self.figures if figure.result == result), None)


class ScoredSheet(_Result):
    """A whole sheet, worked out."""

    stage: str
    """Stage id."""
    period: str
    """As the lead wrote it."""
    currency: str
    """As the lead wrote it."""
    top: Exact
    """The best mark of a rating."""
    team: Scored | None
    """The team's figures."""
    people: tuple[Scored, ...]
    """One a person, in the order of the sheet."""
    formulas: tuple[str, ...]
    """Ids of the formulas in use, whose notes a reader should see."""
    ladders: tuple[str, ...]
    """Ids of the ladders in use."""
    findings: tuple[Finding, ...]
    """What is wrong with the sheet as a whole."""

    def all_findings(self) -> tuple[Finding, ...]:
        """Everything that is wrong or worth knowing, of the sheet, the team and each person."""
        team = self.team.findings if self.team else ()
        return (*self.findings, *team, *(found for person in self.people for found in person.findings))

    @property
    def problems(self) -> tuple[Finding, ...]:
        """The findings that keep a figure from being worked out."""
        return tuple(found for found in self.all_findings() if found.severity == "problem")


__all__ = [
    "Exact",
    "Figure",
    "ItemScore",
    "Origin",
    "PartScore",
    "Put",
    "Scored",
    "ScoredSheet",
    "Unit",
]
