"""`team ready|vacancy|bench|difference`: questions about a team."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from tui.cli import output
from tui.cli.commands.team_source import (
    NOWHERE,
    VacanciesOption,
    Where,
    given_people,
    given_vacancies,
    judge_of,
    tell,
)
from tui.cli.narration import ExitCode
from tui.cli.options import JsonOption, OverlayOption, ReportOption, write_team_report
from tui.cli.session import current, load_knowledge

if TYPE_CHECKING:
    from matcher.team.people import Person, Roster


def ready(
    *people: Annotated[str, Parameter(help="team_person")],
    role: Annotated[list[str] | None, Parameter(name="--for", help="team_for_role", negative="")] = None,
    vacancies: VacanciesOption = None,
    where: Where = NOWHERE,
    report: ReportOption = None,
    json: JsonOption = False,
    kb: OverlayOption = None,
) -> ExitCode:
    """Say who is ready for what."""
    from matcher.team.report.people import TeamReports
    from tui.cli.views.team import TeamView, readiness_data

    session, knowledge = current(), load_knowledge(kb)
    source = given_people(where, knowledge)
    roles = [knowledge.role(asked).id for asked in role or ()]
    judge = judge_of(source, knowledge, given_vacancies(where, vacancies, (), knowledge))
    asked_for = [named(source.roster, person) for person in people] or source.roster.people
    found = judge.all(asked_for, roles)
    if report is not None:
        document = TeamReports(knowledge, session.messages).readiness(found, asked_for)
        write_team_report(report, document, readiness_data(found, asked_for, knowledge, session))
    if json:
        output.write_json({**source.data(), **readiness_data(found, asked_for, knowledge, session)})
        return source.exit_code
    tell(source, knowledge)
    view = TeamView(session, knowledge)
    output.write(view.readiness(found, asked_for, full=bool(people)))
    return source.exit_code


def vacancy(
    *roles: Annotated[str, Parameter(help="team_vacancy_roles")],
    vacancies: VacanciesOption = None,
    where: Where = NOWHERE,
    report: ReportOption = None,
    json: JsonOption = False,
    kb: OverlayOption = None,
) -> ExitCode:
    """Fill vacancies, from inside first."""
    from matcher.team.bench import breaks_by_person
    from matcher.team.report.people import TeamReports
    from matcher.team.succession import Succession
    from tui.cli.views.team import TeamView, plan_data

    session, knowledge = current(), load_knowledge(kb)
    source = given_people(where, knowledge)
    wanted = given_vacancies(where, vacancies, roles, knowledge)
    if wanted is None:
        raise session.stop(ExitCode.USAGE, "team.no_vacancies")
    judge = judge_of(source, knowledge, wanted)
    plan = Succession(judge, wanted, breaks_by_person(judge)).plan()
    if report is not None:
        document = TeamReports(knowledge, session.messages).plan(plan)
        write_team_report(report, document, plan_data(plan, knowledge, session))
    if json:
        output.write_json({**source.data(), **plan_data(plan, knowledge, session)})
        return source.exit_code
    tell(source, knowledge)
    output.write(TeamView(session, knowledge).plan(plan))
    return source.exit_code


def bench(
    *,
    role: Annotated[list[str] | None, Parameter(name="--for", help="team_bench_role", negative="")] = None,
    where: Where = NOWHERE,
    report: ReportOption = None,
    json: JsonOption = False,
    kb: OverlayOption = None,
) -> ExitCode:
    """Say what stands behind a team."""
    from matcher.team.bench import bench as look
    from matcher.team.report.people import TeamReports
    from tui.cli.views.team import TeamView, bench_data

    session, knowledge = current(), load_knowledge(kb)
    source = given_people(where, knowledge)
    judge = judge_of(source, knowledge, None)
    found = look(judge, [knowledge.role(asked).id for asked in role or ()])
    posts = {person.id: person.role for person in source.roster.people}
    if report is not None:
        document = TeamReports(knowledge, session.messages).bench(found, posts)
        write_team_report(report, document, bench_data(found, knowledge, session))
    if json:
        output.write_json({**source.data(), **bench_data(found, knowledge, session)})
        return source.exit_code
    tell(source, knowledge)
    output.write(TeamView(session, knowledge).bench(found, posts))
    return source.exit_code


def difference(
    from_role: Annotated[str, Parameter(help="team_from_role")],
    to_role: Annotated[str, Parameter(help="team_to_role")],
    /,
    *,
    person: Annotated[str | None, Parameter(name="--person", help="team_person")] = None,
    where: Where = NOWHERE,
    json: JsonOption = False,
    kb: OverlayOption = None,
) -> ExitCode:
    """Say what changes from one post to another."""
    from matcher.team.difference import difference as compare
    from tui.cli.views.team import TeamView, difference_data

    session, knowledge = current(), load_knowledge(kb)
    levels = None
    if person is not None:
        found_person = named(given_people(where, knowledge).roster, person)
        levels = {skill: level for skill, (level, _) in found_person.known().items()}
    found = compare(knowledge, knowledge.role(from_role).id, knowledge.role(to_role).id, levels)
    if json:
        output.write_json(difference_data(found, knowledge, session))
    else:
        output.write(TeamView(session, knowledge).difference(found))
    return ExitCode.OK


def named(roster: Roster, asked: str) -> Person:
    """Somebody of a roster.

    Raises:
        TeamError: when nobody has that id.
    """
    from matcher.team.problems import TeamError

    found = roster.person(asked)
    if found is None:
        raise TeamError("unknown_person", current().say("team.the_roster"), id=asked)
    return found


__all__ = ["bench", "difference", "named", "ready", "vacancy"]
