"""Labelled profiles: texts of invented people with the roles that fit them, to measure the matcher with.

Reads and checks the files under `data/gold`. Knows nothing of how a match is made, and the texts were written
without looking at the skill names that the matcher reads by.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, model_validator

from kb.knowledge import Knowledge
from kb.models.base import FamilyId, Language, Record, Slug
from kb.problems import BrokenKnowledge, Problem, did_you_mean
from kb.yaml_reader import Document, KeyPath, dotted, read_yaml

Style = Literal["plain", "messy", "mixed", "very_short", "very_long", "cv", "adversarial"]
"""How a text is written: tidy, sloppy, in two languages, a few words, at length, as a CV, or to deceive."""

KEY = "profiles"
"""The one key at the top of a file."""


class GoldProfile(Record):
    """One labelled text."""

    id: Slug
    """Stable identifier, unique over all files."""
    language: Language
    """What it is written in."""
    text: str = Field(min_length=1, pattern=r"\S")
    """What the person wrote."""
    roles: tuple[Slug, ...] = Field(max_length=3)
    """The roles that a careful adviser would accept, best first; empty when no role is an honest answer."""
    family: FamilyId | None
    """The family of the best role; null when there is none."""
    style: Style
    """How it is written."""
    trade: bool
    """Whether the text tells of work in an online shop; if not, the matcher ought to abstain."""
    twin: Slug | None = None
    """The same person in another language."""

    @model_validator(mode="after")
    def _labelled_as_it_says(self) -> GoldProfile:
        if self.trade != bool(self.roles):
            raise ValueError("a profile in the trade needs roles, one outside has none")
        if bool(self.roles) != (self.family is not None):
            raise ValueError("a profile with roles needs the family of the first, one without has none")
        if len(set(self.roles)) != len(self.roles):
            raise ValueError("a role stands twice")
        return self


def read_gold(path: Path) -> tuple[GoldProfile, ...]:
    """Read labelled profiles.

    Args:
        path: one YAML file, or a folder whose `*.yaml` are all read, in the order of their names.

    Returns:
        Every profile, in the order written.

    Raises:
        BrokenKnowledge: with every problem found, when there is any.
    """
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    profiles: list[GoldProfile] = []
    problems: list[Problem] = []
    places: dict[str, tuple[str, int | None]] = {}
    if not files:
        problems.append(_whole_file(path.name, "no-profiles", "The folder holds no '*.yaml' file."))
    for file in files:
        document, found = read_yaml(file, file.name)
        problems += found
        if document is None:
            continue
        rows = document.data.get(KEY)
        if not isinstance(rows, tuple) or set(document.data) != {KEY}:
            problems.append(_whole_file(file.name, "no-profiles", f"The file must hold one list, '{KEY}:'."))
            continue
        for index, row in enumerate(rows):
            profile = _profile(file.name, document, index, row, problems)
            if profile is None:
                continue
            line = document.marks.get((KEY, index))
            if profile.id in places:
                earlier, where = places[profile.id]
                problems.append(
                    _at(
                        file.name,
                        document,
                        (KEY, index, "id"),
                        "duplicate-id",
                        f"The profile '{profile.id}' was written before in {earlier}:{where}.",
                        "Give one of them another id.",
                    )
                )
                continue
            places[profile.id] = (file.name, line)
            profiles.append(profile)
    problems += _odd_twins(profiles, places)
    if problems:
        raise BrokenKnowledge(problems)
    return tuple(profiles)


def unknown_labels(profiles: Iterable[GoldProfile], knowledge: Knowledge) -> tuple[str, ...]:
    """Say, one sentence each, which labels the knowledge base does not know or files elsewhere.

    Args:
        profiles: labelled profiles.
        knowledge: the roles and families they must exist in.
    """
    sentences: list[str] = []
    for profile in profiles:
        for role in profile.roles:
            if role not in knowledge.roles:
                hint = did_you_mean(role, knowledge.roles)
                sentences.append(f"{profile.id}: there is no role '{role}'. {hint}".rstrip())
        first = knowledge.roles.get(profile.roles[0]) if profile.roles else None
        if profile.family is not None and profile.family not in knowledge.families:
            hint = did_you_mean(profile.family, knowledge.families)
            sentences.append(f"{profile.id}: there is no family '{profile.family}'. {hint}".rstrip())
        elif first is not None and first.family != profile.family:
            sentences.append(f"{profile.id}: '{first.id}' is in '{first.family}', not '{profile.family}'.")
    return tuple(sentences)


def _profile(
    name: str, document: Document, index: int, row: Any, problems: list[Problem]
) -> GoldProfile | None:
    """Check one row; note its problems."""
    try:
        return GoldProfile.model_validate(row)
    except ValidationError as error:
        for detail in error.errors():
            message = detail["msg"].removeprefix("Value error, ").rstrip(".")
            problems.append(
                _at(
                    name,
                    document,
                    (KEY, index, *detail["loc"]),
                    "bad-profile",
                    f"{message}.",
                    f"The keys are {', '.join(GoldProfile.model_fields)}.",
                )
            )
        return None


def _odd_twins(profiles: Sequence[GoldProfile], places: dict[str, tuple[str, int | None]]) -> list[Problem]:
    """Find twins that do not name each other, or that are labelled differently."""
    known = {profile.id: profile for profile in profiles}
    problems: list[Problem] = []
    for profile in profiles:
        if profile.twin is None:
            continue
        twin = known.get(profile.twin)
        if twin is None:
            message = f"There is no profile '{profile.twin}'."
        elif twin.twin != profile.id:
            message = f"'{twin.id}' does not name '{profile.id}' as its twin."
        elif twin.roles != profile.roles or twin.language == profile.language:
            message = f"'{twin.id}' has other roles or the same language."
        else:
            continue
        file, line = places[profile.id]
        problems.append(
            Problem(file, line, profile.id, "odd-twin", message, "Twins are one person in two languages.")
        )
    return problems


def _at(name: str, document: Document, path: KeyPath, code: str, message: str, remedy: str) -> Problem:
    """Name a problem at a key, with the nearest line that is known."""
    nearest = path
    while nearest and nearest not in document.marks:
        nearest = nearest[:-1]
    return Problem(name, document.marks.get(nearest), dotted(path), code, message, remedy)


def _whole_file(name: str, code: str, message: str) -> Problem:
    return Problem(name, None, "", code, message, f"Write '{KEY}:' and under it a list.")
