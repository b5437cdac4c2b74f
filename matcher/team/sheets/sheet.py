"""A performance sheet as filled in: figures and ratings of a team and its people, exact to the cent.

A name stands on the sheet for the one who reads it and enters no figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict

from kb.models import TeamStage

TEAM = "team"
"""The id of the row that holds the team's own figures."""

WEIGHT = "_weight"
"""Ends the name under which the weight of a part stands in a formula."""

DEFAULT_TOP = Decimal(100)
"""The best mark of a rating, unless a sheet says otherwise."""

Severity = Literal["problem", "note"]
"""Whether a figure is missing because of it, or it is only worth knowing."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Finding(_Part):
    """Something to be said about a sheet; `matcher.team.sheets.wording` says it as a sentence."""

    code: str
    """What it is: a key of the sentences."""
    severity: Severity = "problem"
    """How bad."""
    subject: str = ""
    """Whom it is about: a person's id, `team`, or nobody."""
    formula: str = ""
    """The formula it is about."""
    values: dict[str, str] = {}
    """What the sentence is filled with: names of quantities by `name`, numbers and words as they are."""


class Subject(_Part):
    """A team or a person with what the sheet says of them."""

    id: str
    """`team`, or what the sheet calls the person."""
    name: str = ""
    """For the reader; never used."""
    figures: Mapping[str, Decimal] = {}
    """Quantities by the name they have in formulas."""
    ratings: Mapping[str, tuple[Decimal, ...]] = {}
    """Marks by `part.item`, or by `part` for the whole part; several where several people rated."""
    not_applicable: frozenset[str] = frozenset()
    """Items that do not apply and so leave the mean."""


class Sheet(_Part):
    """All that was filled in."""

    stage: TeamStage
    """The scheme it goes by."""
    period: str = ""
    """Which month or quarter, in the lead's words."""
    currency: str = ""
    """What money is counted in, in the lead's words."""
    top: Decimal = DEFAULT_TOP
    """The best mark of a rating."""
    team: Subject | None = None
    """The team's own figures."""
    people: tuple[Subject, ...] = ()
    """The people, in the order of the sheet."""
    findings: tuple[Finding, ...] = ()
    """What could not be read."""


__all__ = ["DEFAULT_TOP", "TEAM", "WEIGHT", "Finding", "Severity", "Sheet", "Subject"]
