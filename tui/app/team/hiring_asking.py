"""What the page about hiring asks: how much work there is, and at which stage the team is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.screens.finder import FinderScreen, Found, Question
from tui.app.team.hiring_page import Work
from tui.app.wording import visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.app.base import LadderApp


def ask_work(app: LadderApp, what: str, work: Work, said: Callable[[Work], None]) -> None:
    """Ask for a number or a stage.

    Args:
        app: whose screen it is.
        what: `stage`, or which number.
        work: what was said before.
        said: called with that and the answer.
    """
    if app.knowledge is None:
        return
    if what == "stage":
        stages = [Found(s.id, s.title.get(app.language)) for s in app.knowledge.records.team_stages]
        stages.append(Found("", app.say("team.stage_by_headcount")))
        asked = Question(app.say("team.ask_stage"), "", app.say("ask.keys"), lambda _: stages)
    else:
        asked = Question(
            app.say(f"team.ask_{what}"),
            app.say("team.ask_number_hint"),
            app.say("team.ask_number_keys"),
            lambda typed: [] if typed.strip() else [Found("-", app.say("team.not_said"))],
            free=True,
        )

    def chosen(answer: str | None) -> None:
        if answer is None:
            return
        if what == "stage":
            said(Work(work.inquiries, work.orders, answer or None))
            return
        more = work.said(what, answer)
        if more is None:
            app.tell("not_a_number", text=visible(answer))
        else:
            said(more)

    app.push_screen(FinderScreen(asked), chosen)
