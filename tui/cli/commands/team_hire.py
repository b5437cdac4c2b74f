"""`team hire`: whom to hire next by the order of posts, the stage and the work there is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tui.cli import output
from tui.cli.layout import wrap_hint
from tui.cli.narration import ExitCode, narrate
from tui.cli.options import JsonOption, OverlayOption, ReportOption, write_team_report
from tui.cli.session import Session, current, load_knowledge

if TYPE_CHECKING:
    from kb import Knowledge

MOST_PEOPLE = 10_000
"""More people than this are no team that one order of posts is for."""


def hire(
    *,
    headcount: Annotated[int | None, Parameter(help="headcount")] = None,
    stage: Annotated[str | None, Parameter(help="hire_stage")] = None,
    inquiries: Annotated[int | None, Parameter(help="inquiries")] = None,
    orders: Annotated[int | None, Parameter(help="orders")] = None,
    posts: Annotated[list[str] | None, Parameter(help="posts", negative="")] = None,
    report: ReportOption = None,
    json: JsonOption = False,
    kb: OverlayOption = None,
) -> ExitCode:
    """Say whom to hire next."""
    from matcher.team.hiring import TeamNow, hiring_advice
    from matcher.team.report.hiring import hiring_report
    from matcher.team.report.writing import as_data
    from matcher.team.sheets.columns import stage_named
    from tui.cli.views.report_text import report_text

    session = current()
    for name, number in (("headcount", headcount), ("inquiries", inquiries), ("orders", orders)):
        most = MOST_PEOPLE if name == "headcount" else 10**9
        if number is not None and not 0 <= number <= most:
            raise session.stop(ExitCode.USAGE, "hire.bad_number", option=f"--{name}", most=f"{most:,}")
    knowledge = load_knowledge(kb)
    named = _posts(session, knowledge, posts or [])
    if headcount is None and not named:
        raise session.stop(ExitCode.USAGE, "hire.needs_team")
    if headcount is not None and sum(named.values()) > headcount:
        raise session.stop(ExitCode.USAGE, "hire.too_many", posts=sum(named.values()), people=headcount)
    team = TeamNow(
        headcount=headcount,
        stage=stage_named(knowledge, stage).id if stage else None,
        inquiries=inquiries,
        orders=orders,
        posts=named,
    )
    advice = hiring_advice(team, knowledge)
    document = hiring_report(advice, knowledge, session.messages)
    if report is not None:
        write_team_report(report, document, as_data(advice))
    if json:
        output.write_json(as_data(advice))
    else:
        output.write(report_text(document, session))
        if inquiries is None or orders is None:
            narrate(wrap_hint(session.say("hire.say_work"), session.columns))
    return ExitCode.OK


def _posts(session: Session, knowledge: Knowledge, written: Sequence[str]) -> dict[str, int]:
    """People by role, from `role=number`, `role` alone for one, or several with commas between."""
    from matcher.team.hiring import post_named

    posts: dict[str, int] = {}
    for part in (part.strip() for text in written for part in text.replace("，", ",").split(",")):
        if not part:
            continue
        name, _, count = (
            part.replace("＝", "=").rpartition("=") if "=" in part or "＝" in part else (part, "", "1")
        )
        if not count.strip().isdecimal() or not 1 <= int(count) <= MOST_PEOPLE:
            raise session.stop(ExitCode.USAGE, "hire.bad_post", text=part)
        role = post_named(knowledge, name.strip()).id
        posts[role] = posts.get(role, 0) + int(count)
    return posts


__all__ = ["MOST_PEOPLE", "hire"]
