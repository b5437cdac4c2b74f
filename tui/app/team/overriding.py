"""A lead's own verdict: for which post, which verdict, and why."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from tui.app.screens.finder import FinderScreen, Found, Question
from tui.app.wording import visible

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

    from matcher.team.desk import TeamDesk
    from matcher.team.results import Override
    from tui.app.base import LadderApp

VERDICTS = ("ready", "pending", "not_yet")
"""What a lead can say."""

LONGEST = 500
"""Characters of a reason; a longer one is cut."""


def ask_verdict(
    app: LadderApp, desk: TeamDesk, person: str, role: str, said: Callable[[Override], None]
) -> None:
    """Ask for a verdict of one's own with a reason.

    Args:
        app: whose screen it is.
        desk: the team.
        person: who it is about.
        role: for which post; empty to ask for it.
        said: called with the verdict.
    """
    from matcher.team.wording import TeamWording

    found = desk.person(person)
    if found is None:
        return
    words = TeamWording(desk.knowledge, app.messages)

    def ask_which(role: str) -> None:
        names = {"person": words.person(person), "role": words.names.role(role)}
        computed = desk.judge.assess(found, role).verdict
        answers = [Found(one, words.verdict(one)) for one in VERDICTS]  # type: ignore[arg-type]
        title = app.say("team.ask_verdict", computed=words.verdict(computed), **names)
        asked = Question(title, "", app.say("ask.keys"), lambda typed: [] if typed else answers)

        def chosen(verdict: str | None) -> None:
            if verdict is not None:
                ask_why(role, verdict)

        app.push_screen(FinderScreen(asked), chosen)

    def ask_why(role: str, verdict: str) -> None:
        title = app.say("team.ask_reason", verdict=words.verdict(cast("Literal['ready']", verdict)))
        keys = app.say("team.ask_reason_keys")
        asked = Question(title, app.say("team.ask_reason_hint"), keys, lambda _: (), free=True)

        def written(reason: str | None) -> None:
            if reason is not None:
                said(_override(person, role, verdict, reason))

        app.push_screen(FinderScreen(asked), written)

    posts = [one.role for one in desk.standing(found) if one.role != found.role]
    if role:
        ask_which(role)
    elif posts:
        asked = Question(
            app.say("team.ask_post", person=words.person(person)),
            "",
            app.say("ask.keys"),
            lambda typed: [] if typed else [Found(post, words.names.role(post)) for post in posts],
        )
        app.push_screen(FinderScreen(asked), lambda post: ask_which(post) if post else None)
    else:
        app.tell("no_next_post", person=visible(words.person(person)))


def _override(person: str, role: str, verdict: str, reason: str) -> Override:
    from matcher.team.results import Override
    from matcher.team.speaker import speaker

    return Override(
        person=person,
        role=role,
        verdict=cast("Literal['ready']", verdict),
        reason=reason.strip()[:LONGEST],
        by=speaker(),
        when=datetime.now(UTC).replace(microsecond=0),
    )
