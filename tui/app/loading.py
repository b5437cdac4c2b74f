"""What the app loads behind its first picture, in which order, and what is said when that fails.

Threads load and post messages; handlers change the state that screens watch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work

from tui.app.base import LadderApp
from tui.app.messages import KnowledgeFailed, KnowledgeReady, MatcherFailed, MatcherReady, Painted
from tui.app.wording import visible

if TYPE_CHECKING:
    from pathlib import Path

    from kb import Knowledge
    from matcher.taught import Taught
    from matcher.team.desk import TeamDesk
    from tui.app.engine import Engine

NO_KNOWLEDGE = 3
"""Exit code when the knowledge cannot be read, as on the command line."""

FIRST_ENCODER = "ngram"
"""Serves at once, while a better one loads."""


class LoadingApp(LadderApp):
    """Loads the knowledge when the first picture stands, then the matchers."""

    def __init__(self, engine: Engine, encoder: str | None) -> None:
        super().__init__()
        self._engine = engine
        self.encoder = encoder
        self._loading = False
        self.failure = ""
        """Why the app had to end, in one sentence; empty when it did not."""

    @on(Painted)
    def _painted(self) -> None:
        if not self._loading:
            self._loading = True
            self._load()

    @work(thread=True, group="load", exit_on_error=False)
    def _load(self) -> None:
        """Read the knowledge, then a matcher that serves at once, then the best one."""
        from kb import KnowledgeError
        from kb.search import NameIndex, findable_roles, findable_skills

        try:
            knowledge = self._engine.knowledge()
            roles, skills = NameIndex(findable_roles(knowledge)), NameIndex(findable_skills(knowledge))
            self.post_message(KnowledgeReady(knowledge, roles, skills))
        except (KnowledgeError, OSError) as error:
            self.post_message(KnowledgeFailed(self.explain(error)))
            return
        except Exception as error:
            self.post_message(KnowledgeFailed(self.explain_any(error)))
            return
        roles.warm()
        skills.warm()
        self._try_encoders(knowledge)

    @work(thread=True, group="load", exclusive=True, exit_on_error=False)
    def load_matchers(self, knowledge: Knowledge) -> None:
        """Load the matchers again, as after another encoder was chosen."""
        self._try_encoders(knowledge)

    def _try_encoders(self, knowledge: Knowledge) -> None:
        """A matcher that serves at once, then the best one; or the one that was asked for."""
        encoders = (self.encoder,) if self.encoder else (FIRST_ENCODER, None)
        for encoder in encoders:
            try:
                matcher = self._engine.matcher(knowledge, encoder).with_taught(self._taught())
            except Exception as error:
                # Whatever an encoder's libraries raise, the app goes on with the matcher it has.
                self.post_message(MatcherFailed(self.explain_any(error)))
            else:
                self.post_message(MatcherReady(matcher, last=encoder is encoders[-1]))

    def _taught(self) -> Taught:
        """What the person taught; nothing where that cannot be read, which they are told."""
        from matcher.taught import TaughtError, read_taught

        try:
            return read_taught()
        except (TaughtError, OSError) as error:
            self.call_from_thread(self.tell, "taught_broken", why=visible(self.explain(error)))
            return ()

    def open_desk(self, path: Path | None) -> TeamDesk:
        """A team on the table, with the present knowledge."""
        assert self.knowledge is not None, "a team needs knowledge"
        return self._engine.desk(self.knowledge, path)

    @on(KnowledgeFailed)
    def _knowledge_failed(self, event: KnowledgeFailed) -> None:
        self.failure = self.say("broken", problem=" ".join(event.problem.split()))
        self.exit(return_code=NO_KNOWLEDGE)

    @on(MatcherReady)
    def _matcher_ready(self, event: MatcherReady) -> None:
        self.waiting = not event.last
        self.matcher = event.matcher

    @on(MatcherFailed)
    def _matcher_failed(self, event: MatcherFailed) -> None:
        self.waiting = False
        key = "matcher_failed" if self.matcher is None else "better_failed"
        self.notify(self.say(key, why=event.problem), severity="warning", markup=False, timeout=8)
