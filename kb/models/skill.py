"""Skills, the groups they stand in, and the tools that give them away."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kb.models.base import Described, FamilyId, Record, ShortText, Slug, SourceRef, Text
from kb.models.imported import Between

Level = Annotated[int, Field(ge=1, le=5)]
"""A skill level: 1 has seen it, 2 does it with help, 3 does it alone, 4 improves it, 5 sets the standard."""

SkillKind = Literal["craft", "knowledge", "tool", "platform", "language", "general"]
"""What sort of ability a skill is; `general` ones serve every trade and so say little about which."""

FiveTexts = Annotated[tuple[ShortText, ...], Between(5, 5)]


class Levels(Record):
    """What one can observe of a person at each of the five levels, lowest first."""

    zh_hant: FiveTexts = Field(alias="zh-Hant")
    """Five Traditional Chinese sentences."""
    en: FiveTexts
    """Five English sentences."""

    def __bool__(self) -> bool:
        return bool(self.en)

    def at(self, level: int) -> Text:
        """The description of one level, 1 to 5; blank when an imported skill states none."""
        if not self.en:
            return Text.blank()
        return Text(zh_hant=self.zh_hant[level - 1], en=self.en[level - 1])


class SkillGroup(Described):
    """A branch of the skill tree."""

    id: FamilyId
    """Equal to the file name."""
    description: Text
    """What the group holds."""


class Skill(Described):
    """Something a person can do, and how one can tell how well."""

    id: Slug
    """Stable identifier."""
    group: FamilyId
    """The group it stands in, filled from the file."""
    kind: SkillKind
    """What sort of ability it is."""
    broader: Slug | None = None
    """The wider skill that this one is a part of."""
    levels: Levels
    """Five observable levels."""
    practice: Text
    """A small task that a student without a job can do this week."""
    related: tuple[Slug, ...] = ()
    """Skills that carry over in part."""
    crosswalk: tuple[SourceRef, ...] = ()
    """The same or nearest concept in ESCO (`esco:`, `esco-skill:`) or O*NET (`onet:`)."""
    former_ids: tuple[Slug, ...] = ()
    """Earlier ids that still resolve."""


class Tool(Described):
    """A program, device or service whose name in a text is evidence of skills."""

    id: Slug
    """Stable identifier."""
    shows: tuple[Slug, ...] = Field(min_length=1)
    """Skills that using the tool gives evidence of."""
