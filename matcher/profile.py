"""A person as the matcher sees one: what they wrote, can, like and have done; nothing about who they are.

Private facts (name, gender, age, school, photo) may stand in a profile file. They are kept apart, never
linked, never scored.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kb.explaining import explanations
from kb.files import write_atomically
from kb.told import told
from kb.writer import to_yaml
from kb.yaml_reader import read_yaml

PRIVATE_KEYS = ("name", "gender", "age", "birth_date", "school", "photo", "email", "phone", "address")
"""Keys that are read past: they never reach the matcher."""


class ProfileError(ValueError):
    """A profile file that cannot be used, with a sentence that says where and why."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ProfileSkill(_Part):
    """A skill somebody says they have."""

    skill: Annotated[str, Field(min_length=1)]
    """An id or any name of a skill or tool, in any of the three languages."""
    level: Annotated[int, Field(ge=1, le=5)] | None = None
    """1 to 5; the usual level when it is not said."""


class Profile(_Part):
    """What is known of a person."""

    id: str = ""
    """Whatever the file calls this person; echoed, never scored."""
    text: str = ""
    """Free text: what they can, like and have done, or a whole CV."""
    skills: tuple[ProfileSkill, ...] = ()
    """Skills picked or listed."""
    interests: tuple[str, ...] = ()
    """What they like doing, in words."""
    not_mine: tuple[str, ...] = ()
    """Skills, ids or any names, that the text was wrongly taken to show; what is listed still counts."""
    riasec: Mapping[str, Annotated[float, Field(ge=0, le=1)]] = {}
    """Interest by Holland letter, 0 to 1, from the quiz."""
    experience: tuple[str, ...] = ()
    """Job titles held."""
    current_role: str | None = None
    """Their present post, an id or any name, when they work in the trade."""

    def with_skill(self, skill: str, level: int | None = None) -> Profile:
        """The same person with a skill picked, in place of an earlier level of it.

        Args:
            skill: an id or any name.
            level: 1 to 5, or None for the usual one.
        """
        kept = tuple(s for s in self.skills if s.skill != skill)
        return self.model_copy(update={"skills": (*kept, ProfileSkill(skill=skill, level=level))})

    def without_skill(self, skill: str) -> Profile:
        """The same person without a picked skill."""
        return self.model_copy(update={"skills": tuple(s for s in self.skills if s.skill != skill)})

    def disowning(self, skill: str) -> Profile:
        """The same person, with what their text was taken to show of a skill left out.

        Args:
            skill: its id.
        """
        return self.model_copy(update={"not_mine": tuple(dict.fromkeys((*self.not_mine, skill)))})

    def owning(self, skill: str) -> Profile:
        """The same person, with what their text shows of a skill counted again.

        Args:
            skill: its id.
        """
        mine = tuple(other for other in self.not_mine if other != skill)
        return self.model_copy(update={"not_mine": mine})

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to go by."""
        return not (self.text.strip() or self.skills or self.interests or self.riasec or self.experience)


def profile_from_mapping(data: Mapping[str, Any], where: str) -> Profile:
    """A profile from plain data.

    Args:
        data: keys of `Profile`; private keys are dropped; a skill may be a bare name.
        where: how to call the place in messages.

    Raises:
        ProfileError: naming the key at fault.
    """
    known = {key: value for key, value in data.items() if key not in PRIVATE_KEYS}
    skills = known.get("skills", ())
    if isinstance(skills, list | tuple):
        known["skills"] = tuple({"skill": s} if isinstance(s, str) else s for s in skills)
    try:
        return Profile.model_validate(known)
    except ValidationError as error:
        first = next(explanations(error, known, Profile))
        raise ProfileError(told("in_file", where=where, what=first.sentence)) from None


def read_profile(path: Path) -> Profile:
    """Read one profile: YAML or JSON with the keys of `Profile`, or a CV as text, Markdown, PDF or DOCX.

    Raises:
        ProfileError: when the file is missing, unreadable or not a profile.
    """
    if path.suffix.lower() in (".yaml", ".yml", ".json"):
        document, problems = read_yaml(path, path.name)
        if document is None or problems:
            raise ProfileError(
                problems[0].told
                if problems
                else told("in_file", where=path.name, what=told("the_file_is_empty"))
            )
        return profile_from_mapping({"id": path.stem, **document.data}, path.name)
    from matcher.documents import read_document

    return Profile(id=path.stem, text=read_document(path))


def write_profile(profile: Profile, path: Path) -> None:
    """Write a profile as the YAML that `read_profile` reads, the text as a person would write it.

    Args:
        profile: what to keep.
        path: the file, ending in `.yaml` or `.yml`; written in full or not at all, for its owner's eyes.

    Raises:
        ProfileError: for another ending, which would be read as something else.
        OSError: when it cannot be written.
    """
    if path.suffix.lower() not in (".yaml", ".yml"):
        raise ProfileError(told("profile_ending", name=path.name))
    write_atomically(path, profile_yaml(profile).encode(), mode=0o600)


def profile_yaml(profile: Profile) -> str:
    """A profile as YAML; what is empty is left out."""
    data = {key: value for key, value in profile.model_dump(mode="json").items() if value}
    text = data.get("text", "")
    block = ""
    if _IN_BLOCK.fullmatch(text):
        del data["text"]
        block = "text: |-\n" + "".join(f"  {line}".rstrip(" ") + "\n" for line in text.split("\n"))
    for skill in data.get("skills", ()):
        if skill["level"] is None:
            del skill["level"]
    return block + (to_yaml(data) if data or not block else "")


_IN_BLOCK = re.compile(
    r"[^\W_][^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]*(?:\n[^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]*)*"
)
"""A text that comes back as it was from a block of YAML; others are written between quotation marks."""
