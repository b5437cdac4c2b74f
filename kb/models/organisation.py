"""Families and departments: the two ways in which roles are grouped."""

from __future__ import annotations

from typing import Literal

from kb.models.base import Described, FamilyId, Text


class Family(Described):
    """A line of work with its own ladder."""

    id: FamilyId
    """Stable identifier."""
    description: Text
    """What people in this family do."""


class Department(Described):
    """A department of the small store or of the full B2C company."""

    id: FamilyId
    """Stable identifier."""
    organisation: Literal["small_store", "full_company"]
    """Which organisation chart it stands in."""
    description: Text
    """What it answers for."""
