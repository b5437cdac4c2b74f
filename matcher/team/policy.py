"""The policy: how far somebody may be from ready and still count as nearly ready.

Read from `data/matching/team_policy.yaml`, where each number has its reason, or from a company's own file.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kb.explaining import explanations
from kb.told import told
from kb.yaml_reader import read_yaml
from matcher.matching_data import matching_document
from matcher.team.problems import TeamError

Count = Annotated[int, Field(ge=0, le=100)]


class _Policy(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Pending(_Policy):
    """What may still be missing in somebody who is nearly ready."""

    most_demands: Count
    """Things still to show."""
    most_levels: Annotated[int, Field(ge=0, le=5)]
    """Levels short, in each of them."""
    most_months: Count
    """Months of a time gate still to serve; a tenure nobody knows counts as one month."""


class BenchPolicy(_Policy):
    """What a team cannot do without."""

    core_importance: Annotated[int, Field(ge=1, le=5)]
    """Requirements of at least this importance, besides must-haves."""


class Policy(_Policy):
    """All of it."""

    pending: Pending
    """Nearly ready."""
    bench: BenchPolicy
    """The bench."""


def builtin_policy() -> Policy:
    """The policy that ships."""
    return _checked(matching_document("team_policy").data, "matching/team_policy.yaml")


def read_policy(path: Path) -> Policy:
    """A company's own policy; what it leaves out is as in the built-in one.

    Raises:
        TeamError: when the file is not a policy.
        OSError: when it cannot be read.
    """
    document, problems = read_yaml(path, path.name)
    if document is None or problems:
        raise TeamError("file", path.name, why=problems[0].told if problems else told("the_file_is_empty"))
    merged: dict[str, Any] = {
        key: dict(value) for key, value in matching_document("team_policy").data.items()
    }
    for key, value in document.data.items():
        if isinstance(value, Mapping) and key in merged:
            merged[key].update(value)
        else:
            merged[key] = value
    return _checked(merged, path.name)


def _checked(data: Mapping[str, Any], where: str) -> Policy:
    try:
        return Policy.model_validate(data)
    except ValidationError as error:
        first = next(explanations(error, data, Policy))
        raise TeamError("refused", where, why=first.sentence) from None


__all__ = ["BenchPolicy", "Pending", "Policy", "builtin_policy", "read_policy"]
