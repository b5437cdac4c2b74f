"""A session's side of the matcher process: an engine for the app that holds no model of its own."""

from __future__ import annotations

import json
from multiprocessing.connection import Client, Connection
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from matcher.paths import PersonalPath, paths_of
from matcher.results import Match, MatchResult, Standing
from matcher.suggest import NamedRecord
from matcher.taught import Taught

if TYPE_CHECKING:
    from kb import Knowledge
    from matcher.profile import Profile
    from matcher.team.desk import TeamDesk
    from tui.app.engine import Matching


class MatcherGone(RuntimeError):
    """The matcher process does not answer any more, or could not do what it was asked."""


class Line:
    """One connection to the matcher process; answers come in the order of the questions."""

    def __init__(self, address: str, key: bytes) -> None:
        self._connection: Connection = Client(address, authkey=key)
        self._lock = Lock()

    def ask(self, **request: object) -> Any:
        """Ask one thing and wait.

        Raises:
            MatcherGone: when there is no answer, or it says what went wrong.
        """
        with self._lock:
            try:
                self._connection.send_bytes(json.dumps(request).encode())
                reply = json.loads(self._connection.recv_bytes())
            except (EOFError, OSError) as error:
                raise MatcherGone(f"the matcher process is gone ({type(error).__name__})") from None
        if "error" in reply:
            raise MatcherGone(reply["error"])
        return reply["ok"]


class ServedMatcher:
    """A matcher that asks the process."""

    def __init__(
        self, line: Line, knowledge: Knowledge, encoder: str | None, name: str, taught: Taught = ()
    ) -> None:
        self._line = line
        self._knowledge = knowledge
        self._encoder = encoder
        self.encoder_name = name
        self._taught = taught

    def match(self, profile: Profile | str, top: int = 10) -> MatchResult:
        """The roles that fit, best first."""
        return MatchResult.model_validate(self._ask("match", profile=_plain(profile), top=top))

    def match_role(self, profile: Profile | str, role: str) -> Match:
        """How one role fits, whatever its rank."""
        return Match.model_validate(self._ask("match_role", profile=_plain(profile), role=role))

    def standing(self, profile: Profile | str) -> Standing:
        """What somebody can, and the posts they hold or held."""
        return Standing.model_validate(self._ask("standing", profile=_plain(profile)))

    def paths(
        self, profile: Profile | str | None, target: str, start: str | None = None, limit: int = 3
    ) -> tuple[PersonalPath, ...]:
        """The best ways to a role; the ways are worked out here, what the person can over there."""
        person = profile or ""
        begin = start or _plain(person).get("current_role")
        return paths_of(self._knowledge, self.standing(person), target, begin, limit)

    def nearest(self, words: str, limit: int = 8) -> tuple[NamedRecord, ...]:
        """The skills, tools and roles that words may mean."""
        return tuple(
            NamedRecord(kind, record) for kind, record in self._ask("nearest", words=words, limit=limit)
        )

    def with_taught(self, taught: Taught) -> ServedMatcher:
        """The same with other words taught."""
        return ServedMatcher(self._line, self._knowledge, self._encoder, self.encoder_name, taught)

    def _ask(self, what: str, **request: object) -> Any:
        taught = [(word.words, word.kind, word.id) for word in self._taught]
        return self._line.ask(ask=what, encoder=self._encoder, taught=taught, **request)


def _plain(profile: Profile | str) -> dict[str, Any]:
    return {"text": profile} if isinstance(profile, str) else profile.model_dump(mode="json")


class ServedEngine:
    """Reads the knowledge here, which is small, and matches there, where the models are."""

    def __init__(self, address: str, key: bytes, overlays: tuple[Path, ...] = ()) -> None:
        self._address = address
        self._key = key
        self._overlays = overlays

    def knowledge(self) -> Knowledge:
        """The knowledge base, read or taken from its cache."""
        from kb import Knowledge

        return Knowledge.load(self._overlays)

    def matcher(self, knowledge: Knowledge, encoder: str | None) -> Matching:
        """A matcher over it, on a line of its own, so that loading one holds up no other."""
        line = Line(self._address, self._key)
        name = str(line.ask(ask="load", encoder=encoder))
        return ServedMatcher(line, knowledge, encoder, name)

    def desk(self, knowledge: Knowledge, path: Path | None) -> TeamDesk:
        """A team on the table; rosters are read here, where the app runs."""
        from matcher.team.desk import open_desk

        return open_desk(knowledge, path)


__all__ = ["Line", "MatcherGone", "ServedEngine", "ServedMatcher"]
