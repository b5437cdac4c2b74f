"""The desk: what one conversation keeps at hand. Loads knowledge and matcher when they are first needed."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.options import load_matcher
from tui.cli.session import load_knowledge
from tui.cli.views.describing import DescribingView
from tui.plain.talk import Talk

if TYPE_CHECKING:
    from kb import Knowledge
    from kb.models import Role
    from matcher import Matcher, Profile
    from matcher.results import MatchResult
    from matcher.suggest import NearestNames
    from tui.cli.session import Session


class Desk:
    """The conversation, the knowledge, the matcher and what is known of the person so far."""

    def __init__(self, session: Session, overlays: tuple[Path, ...], encoder: str | None) -> None:
        from matcher.profile import Profile

        self.talk = Talk(session)
        self._overlays = overlays
        self._encoder = encoder
        self.person: Profile = Profile()
        """What the person said; nothing about who they are."""
        self.result: MatchResult | None = None
        """The answer to it, once there is one."""

    @cached_property
    def knowledge(self) -> Knowledge:
        """The knowledge base.

        Raises:
            BrokenKnowledge: when it has errors.
        """
        return load_knowledge(self._overlays)

    @cached_property
    def matcher(self) -> Matcher:
        """The matcher, with what the person taught it; says that loading takes a moment."""
        from matcher.taught import TaughtError, read_taught

        self.talk.say("loading")
        matcher = load_matcher(self._encoder, self._overlays)
        try:
            return matcher.with_taught(read_taught())
        except TaughtError as error:
            self.talk.say("taught_broken", why=error)
            return matcher

    def teach_again(self) -> None:
        """Use what has been taught meanwhile."""
        from matcher.taught import read_taught

        self.__dict__["matcher"] = self.matcher.with_taught(read_taught())

    @cached_property
    def _near_names(self) -> NearestNames:
        from matcher.suggest import NearestNames

        return NearestNames(self.knowledge)

    @property
    def names(self) -> DescribingView:
        """Records as text, in the present language."""
        return DescribingView(self.talk.session, self.knowledge)

    def find_role(self) -> Role | None:
        """Ask for a role by any of its names; the nearest are offered when none is called so."""
        from kb import UnknownRecord

        while asked := self.talk.ask("which_role"):
            try:
                return self.knowledge.role(asked)
            except UnknownRecord:
                near = [n.id for n in self._near_names.nearest(asked, limit=30) if n.kind == "role"][:8]
            chosen = self.talk.choose(
                "no_such_role", [self.names.role_name(role) for role in near], "other_name", asked=asked
            )
            if chosen is not None:
                return self.knowledge.roles[near[chosen]]
        return None


__all__ = ["Desk"]
