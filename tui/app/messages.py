"""Messages between workers, widgets and screens.

A worker computes and posts; a handler changes what is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from pathlib import Path

    from kb import Knowledge
    from kb.search import NameIndex
    from matcher.batch.answers import Answer
    from matcher.batch.engine import Prepared
    from matcher.batch.execute import Done
    from matcher.batch.mending import Reject
    from matcher.batch.options import BatchOptions
    from matcher.plan import Plan
    from matcher.profile import Profile
    from matcher.results import Match, MatchResult
    from matcher.suggest import NamedRecord
    from matcher.tables import Row
    from matcher.team.desk import TeamDesk
    from matcher.team.results import Override
    from matcher.team.sheets.results import ScoredSheet
    from tui.app.engine import Matching


class Painted(Message):
    """A screen stands on the terminal for the first time; now there is time to load things."""


@dataclass
class KnowledgeReady(Message):
    """The knowledge base has been read."""

    knowledge: Knowledge
    """All of it."""
    index: NameIndex
    """Its roles by every name."""
    skills: NameIndex
    """Its skills by every name."""


@dataclass
class KnowledgeFailed(Message):
    """The knowledge base cannot be used."""

    problem: str
    """What is wrong with it, in one sentence."""


@dataclass
class MatcherReady(Message):
    """A matcher can serve from now on; a better one may follow."""

    matcher: Matching
    """The matcher."""
    last: bool
    """Whether no better one is on its way."""


@dataclass
class MatcherFailed(Message):
    """A matcher could not be loaded."""

    problem: str
    """What is wrong, in one sentence."""


@dataclass
class Matched(Message):
    """A person has been matched."""

    person: Profile
    """What was known of them."""
    result: MatchResult
    """The answer to it."""
    pinned: Match | None = None
    """How the role fits that they asked about, whatever its rank."""


@dataclass
class Meant(Message):
    """What words may mean has been looked up."""

    words: str
    """The words."""
    records: tuple[NamedRecord, ...]
    """The nearest skills, tools and roles."""


@dataclass
class TeamReady(Message):
    """A team lies on the table, or lies there with other vacancies."""

    desk: TeamDesk
    """The team, with its answers worked out."""


@dataclass
class VerdictKept(Message):
    """A lead's own verdict was put beside the computed one."""

    desk: TeamDesk
    """The team with it, its answers worked out."""
    said: Override
    """The verdict."""


@dataclass
class TeamFailed(Message):
    """A roster or a sheet cannot be used."""

    why: str
    """What is wrong, in a sentence."""
    path: Path | None
    """The file."""


@dataclass
class SheetReady(Message):
    """A performance sheet has been worked out."""

    sheet: ScoredSheet
    """All of it."""
    path: Path | None
    """The file; None for a sample."""


@dataclass
class BatchOpened(Message):
    """A list of people has been opened and understood."""

    prepared: Prepared
    """The list."""
    options: BatchOptions
    """How it was opened."""
    first: tuple[Row, ...]
    """Its first rows."""


@dataclass
class BatchProgress(Message):
    """A run has come so far."""

    done: int
    """Rows done."""
    total: int
    """Rows there are."""


@dataclass
class BatchSeen(Message):
    """Some people of a run have been answered."""

    answers: tuple[Answer, ...]
    """Their answers, in the order of the list."""


@dataclass
class BatchEnded(Message):
    """A run has come to its end."""

    done: Done
    """What became of the rows."""
    rejects: tuple[Reject, ...]
    """The rows that came back."""


@dataclass
class BatchFailed(Message):
    """A list cannot be opened, or a run cannot go on."""

    why: str
    """Why, in a sentence."""


@dataclass
class Moved(Message):
    """Somebody went somewhere worth coming back to."""

    place: str
    """Id of the place."""
    where: str
    """Where in it, in the screen's own terms."""


@dataclass
class RoleOpened(Message):
    """Somebody wants to read about a role."""

    role: str
    """Its id."""


@dataclass
class SkillOpened(Message):
    """Somebody wants to read about a skill."""

    skill: str
    """Its id."""


@dataclass
class PathWanted(Message):
    """Somebody wants to see the way to a role."""

    role: str
    """Its id."""


@dataclass
class PathsFound(Message):
    """Ways to a role have been worked out."""

    target: str
    """Id of the role."""
    start: str
    """What was asked as a start."""
    plans: tuple[Plan, ...]
    """One a way, easiest first."""


@dataclass
class WordsOffered(Message):
    """Somebody took up a suggestion of what to write."""

    words: str
    """The words to add."""
