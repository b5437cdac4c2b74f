"""What the app asks of the core, and the real thing behind it.

Everything here may be slow: call it in a thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from pathlib import Path

    from kb import Knowledge
    from matcher.results import MatchResult


class Matching(Protocol):
    """Somebody who matches a text to roles."""

    @property
    def encoder_name(self) -> str:
        """Which encoder serves."""

    def match(self, profile: str, top: int = 10) -> MatchResult:
        """The roles that fit a text, best first."""


class Engine(Protocol):
    """Loads what the screens show."""

    def knowledge(self) -> Knowledge:
        """The knowledge base.

        Raises:
            KnowledgeError: when it cannot be used.
        """

    def matcher(self, knowledge: Knowledge, encoder: str | None) -> Matching:
        """A matcher over it; `encoder` None means the best available."""


class BuiltinEngine:
    """The built-in knowledge with overlays, and the real matcher."""

    def __init__(self, overlays: tuple[Path, ...] = ()) -> None:
        self._overlays = overlays

    def knowledge(self) -> Knowledge:
        """The knowledge base, read or taken from its cache."""
        from kb import Knowledge

        return Knowledge.load(self._overlays)

    def matcher(self, knowledge: Knowledge, encoder: str | None) -> Matching:
        """The matcher; imports the encoder's libraries."""
        from matcher import Matcher

        return cast("Matching", Matcher.load(knowledge=knowledge, encoder=encoder))
