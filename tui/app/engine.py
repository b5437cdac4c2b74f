"""What the app asks of the core, and the real thing behind it.

Everything here may be slow: call it in a thread.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from pathlib import Path

    from kb import Knowledge
    from matcher.paths import PersonalPath
    from matcher.profile import Profile
    from matcher.results import Match, MatchResult, Standing
    from matcher.suggest import NamedRecord
    from matcher.taught import Taught
    from matcher.team.desk import TeamDesk


WARM_UP = ("我會拍照 and I can write", "qxzv")
"""A text that is answered, in both scripts, and one that is not: each path has tables of its own. A base in
one language may know none of these words, so a skill of its own is asked for too."""


class Matching(Protocol):
    """Somebody who matches a text to roles."""

    @property
    def encoder_name(self) -> str:
        """Which encoder serves."""

    def match(self, profile: Profile | str, top: int = 10) -> MatchResult:
        """The roles that fit somebody, best first."""

    def match_role(self, profile: Profile | str, role: str) -> Match:
        """How one role fits somebody, whatever its rank."""

    def standing(self, profile: Profile | str) -> Standing:
        """What somebody can, as it was read, and the posts they hold or held."""

    def nearest(self, words: str, limit: int = 8) -> tuple[NamedRecord, ...]:
        """The skills, tools and roles that words may mean, nearest first."""

    def with_taught(self, taught: Taught) -> Matching:
        """The same matcher with other words taught."""

    def paths(
        self, profile: Profile | str | None, target: str, start: str | None = None, limit: int = 3
    ) -> tuple[PersonalPath, ...]:
        """The best ways to a role, from a post or from what a person can."""


class Engine(Protocol):
    """Loads what the screens show."""

    def knowledge(self) -> Knowledge:
        """The knowledge base.

        Raises:
            KnowledgeError: when it cannot be used.
        """

    def matcher(self, knowledge: Knowledge, encoder: str | None) -> Matching:
        """A matcher over it; `encoder` None means the best available."""

    def desk(self, knowledge: Knowledge, path: Path | None) -> TeamDesk:
        """A team on the table, from a file; without one from the store or the sample.

        Raises:
            TeamError: when it cannot be used.
            TableError: when a table cannot be read.
        """


class BuiltinEngine:
    """The built-in knowledge with overlays, and the real matcher."""

    def __init__(self, overlays: tuple[Path, ...] = ()) -> None:
        self._overlays = overlays

    def knowledge(self) -> Knowledge:
        """The knowledge base, read or taken from its cache."""
        from kb import Knowledge

        return Knowledge.load(self._overlays)

    def matcher(self, knowledge: Knowledge, encoder: str | None) -> Matching:
        """The matcher; imports the encoder's libraries and warms up: the first key is no slower."""
        from matcher import Matcher

        matcher = Matcher.load(knowledge=knowledge, encoder=encoder)
        known = next(iter(knowledge.skills.values()), None)
        for text in (*WARM_UP, *((known.label.zh_hant, known.label.en) if known else ())):
            matcher.match(text, top=1)
        # Knowledge and tables stay for good. Looking through them for garbage again and again would hold up
        # every tenth key for a fifth of a second.
        gc.collect()
        gc.freeze()
        return cast("Matching", matcher)

    def desk(self, knowledge: Knowledge, path: Path | None) -> TeamDesk:
        """A team on the table."""
        from matcher.team.desk import open_desk

        return open_desk(knowledge, path)
