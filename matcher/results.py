"""What a match says: typed results that explain themselves and turn into JSON as they are.

Contributions of a match's reasons sum to its score. Wording is left to whoever shows them.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from matcher.cues import Stance

ReasonKind = Literal["skill", "similar_skill", "meaning", "title", "interest", "entry"]
"""Why points were given."""

AbstainReason = Literal["empty", "nothing_understood", "out_of_trade", "from_a_buyer"]
"""Why no answer was given."""


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Reason(_Result):
    """One part of a score."""

    kind: ReasonKind
    """Which component it belongs to."""
    contribution: float
    """Its share of the score; all shares of a match sum to its score."""
    quotes: tuple[str, ...] = ()
    """The person's own words behind it."""
    about: str = ""
    """The record it met: a skill id, role id, duty `role/duty`, interest letter."""
    via: str = ""
    """For a similar skill, the skill the person has; for a tool, the tool."""
    have: int | None = None
    """The person's level; for `entry`, the rung they seem to stand on, 1 to 6."""
    need: int | None = None
    """The level the role asks for; for `entry`, the rung it is on."""


class Gap(_Result):
    """A skill the role asks for beyond what the person showed."""

    skill: str
    """The skill."""
    importance: int
    """How much the role depends on it, 1 to 5."""
    have: int
    """The person's level, 0 when nothing was shown."""
    need: int
    """The level asked for."""
    must: bool
    """Whether nobody is put in the post without it."""
    weight: float
    """Importance times shortfall as a share of the whole role, 0 to 1."""
    unlocks: tuple[str, ...] = ()
    """Other roles, best first, that this skill brings closer."""


class Match(_Result):
    """A role and how it fits."""

    role: str
    """Role id."""
    family: str
    """Family id."""
    score: float
    """0 to 1."""
    confidence: float
    """Calibrated chance that this is the person's line of work, 0 to 1."""
    reasons: tuple[Reason, ...]
    """What the score is made of, largest first."""
    gaps: tuple[Gap, ...]
    """What is missing, heaviest first."""

    @property
    def missing_musts(self) -> tuple[str, ...]:
        """Must-have skills not yet at level."""
        return tuple(gap.skill for gap in self.gaps if gap.must)


class Understood(_Result):
    """Words that were understood, and as what."""

    quote: str
    """The person's own words."""
    kind: Literal["skill", "tool", "role", "interest", "family", "meaning"]
    """What kind of record they name."""
    ids: tuple[str, ...]
    """The records."""
    stance: Stance
    """Whether they can, like, wish or lack it."""
    level: int | None = None
    """The level their words speak of."""


class MatchResult(_Result):
    """The answer to one profile."""

    id: str
    """The profile's own id."""
    matches: tuple[Match, ...]
    """Roles, best first; empty when abstained."""
    understood: tuple[Understood, ...]
    """What was understood."""
    not_understood: tuple[str, ...]
    """What was not."""
    abstained: bool
    """Whether there is no honest answer."""
    why: AbstainReason | None = None
    """Why there is none."""
    suggestions: tuple[str, ...] = ()
    """Skill ids worth asking about, when too little was said."""
    encoder: str = ""
    """Which encoder served."""
    knowledge: str = ""
    """Digest of the knowledge base."""


class ReadSkill(_Result):
    """A skill that somebody's words were taken to show."""

    skill: str
    """The skill."""
    level: int
    """The best level shown, 1 to 5."""
    words: tuple[str, ...]
    """The person's own words behind it."""


class Standing(_Result):
    """Where somebody stands, as far as it is known."""

    skills: tuple[ReadSkill, ...] = ()
    """What they can."""
    posts: tuple[str, ...] = ()
    """Role ids of the posts they say they hold or held."""
