"""The desk: what one conversation keeps at hand. Loads knowledge and matcher when they are first needed."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tui.cli.options import load_matcher
from tui.cli.session import load_knowledge
from tui.cli.views.describing import DescribingView
from tui.plain.talk import Talk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kb import Knowledge
    from kb.models import Role, Skill
    from matcher import Matcher, Profile
    from matcher.results import MatchResult
    from tui.cli.session import Session


Named = TypeVar("Named", "Role", "Skill")

MOST_OFFERED = 8
"""Records offered for a name that several may have; more are hard to keep apart by ear."""


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

    @property
    def names(self) -> DescribingView:
        """Records as text, in the present language."""
        return DescribingView(self.talk.session, self.knowledge)

    def find_role(self) -> Role | None:
        """Ask for a role as the app's finder does: by any name, a part of one, its sound, a slip.

        What is the name of one role is that role; what may mean several is asked about.
        """
        knowledge, names = self.knowledge, self.names
        keys = ("which_role", "no_such_role")
        return self._find(keys, knowledge.role, knowledge.find_roles, lambda role: names.role_name(role.id))

    def find_skill(self) -> Skill | None:
        """Ask for a skill in the same way."""
        knowledge, names = self.knowledge, self.names
        keys = ("which_skill", "no_such_skill")
        return self._find(keys, knowledge.skill, knowledge.find_skills, lambda one: names.skill_name(one.id))

    def _find(
        self,
        keys: tuple[str, str],
        called: Callable[[str], Named],
        search: Callable[[str], Sequence[Named]],
        name: Callable[[Named], str],
    ) -> Named | None:
        from kb import UnknownRecord

        while asked := self.talk.ask(keys[0]):
            try:
                return called(asked)
            except UnknownRecord:
                found = search(asked)[:MOST_OFFERED]
            if not found:
                self.talk.say(keys[1], asked=asked)
                continue
            chosen = self.talk.choose(
                "which_of_these", [name(one) for one in found], "other_name", asked=asked
            )
            if chosen is not None:
                return found[chosen]
        return None


__all__ = ["Desk"]
