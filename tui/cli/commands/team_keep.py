"""`team import|export|person|rate|override`: the store of a team, and what is held about each."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from cyclopts import Parameter

from kb.files import write_atomically
from kb.told import why
from matcher.team.people import Rater
from matcher.team.speaker import speaker
from tui.cli import output
from tui.cli.commands.team_source import (
    NOWHERE,
    DayOption,
    StoreOption,
    Where,
    code_maker,
    given_day,
    hashed,
    kept_titles,
    open_store,
    read_people,
    tell,
)
from tui.cli.narration import ExitCode, narrate
from tui.cli.options import JsonOption, OverlayOption
from tui.cli.session import current, load_knowledge

if TYPE_CHECKING:
    from matcher.team.store import Store

ByOption: TypeAlias = Annotated[str | None, Parameter(name="--who", help="team_said_by")]


def import_(
    file: Annotated[Path, Parameter(help="team_roster")],
    /,
    *,
    where: Where = NOWHERE,
    as_of: DayOption = None,
    who: ByOption = None,
    json: JsonOption = False,
    kb: OverlayOption = None,
) -> ExitCode:
    """Read a roster into the store."""
    from matcher.team.policy import builtin_policy
    from matcher.team.titles import said_titles

    session, knowledge, day = current(), load_knowledge(kb), given_day(as_of)
    source = read_people(file, where, builtin_policy(), knowledge, kept_titles(where.store), day)
    roster = hashed(source.roster, code_maker()) if where.hash_names else source.roster
    roster_day = source.roster.as_of if as_of is None and source.roster.as_of is not None else day
    said = {title: knowledge.role(role).id for title, role in said_titles(where.title or ()).items()}
    # Opened last: a roster that cannot be read must not leave an empty store behind.
    with open_store(where.store) as store:
        done = store.put(roster, speaker(who), roster_day, said)
    if json:
        output.write_json({**source.data(), "stored": vars(done)})
        return source.exit_code
    tell(source, knowledge)
    output.write(session.say("team.stored", people=len(roster.people), **vars(done)))
    return source.exit_code


def export(
    path: Annotated[Path | None, Parameter(name="--output", help="output")] = None,
    *,
    store: StoreOption = None,
    hash_names: Annotated[bool, Parameter(name="--hash-names", help="team_hash_names", negative="")] = False,
) -> ExitCode:
    """Write the people of the store as YAML."""
    from matcher.team.roster_file import roster_as_yaml

    session = current()
    with existing_store(store) as opened:
        roster, titles = opened.roster(), opened.titles()
    text = roster_as_yaml(hashed(roster, code_maker()) if hash_names else roster, titles)
    if path is None:
        output.write(text)
        return ExitCode.OK
    try:
        write_atomically(path, text.encode(), mode=0o600)
    except OSError as error:
        raise session.stop(ExitCode.UNREADABLE, "errors.unwritable", path=path, why=why(error)) from None
    narrate(session.say("team.exported", people=len(roster.people), path=path))
    return ExitCode.OK


def person(
    asked: Annotated[str, Parameter(help="team_person")],
    /,
    *,
    export: Annotated[bool, Parameter(name="--export", help="team_person_export", negative="")] = False,
    delete: Annotated[bool, Parameter(name="--delete", help="team_person_delete", negative="")] = False,
    yes: Annotated[bool, Parameter(name="--yes", help="team_yes", negative="")] = False,
    store: StoreOption = None,
    json: JsonOption = False,
    kb: OverlayOption = None,
) -> ExitCode:
    """Show everything held about one person, or delete them for good."""
    from tui.cli.views.team_person import PersonView

    session = current()
    with existing_store(store) as opened:
        held = opened.held(asked)
        if not delete:
            if export or json:
                output.write_json(held)
            else:
                output.write(PersonView(session, load_knowledge(kb)).held(held))
            return ExitCode.OK
        if not yes:
            raise session.stop(ExitCode.USAGE, "team.delete_needs_yes", person=asked)
        gone = opened.delete(asked)
    if json:
        output.write_json({"id": asked, "deleted": vars(gone)})
    else:
        output.write(session.say("team.deleted", person=asked, **vars(gone)))
    return ExitCode.OK


def rate(
    asked: Annotated[str, Parameter(help="team_person")],
    skill: Annotated[str, Parameter(help="skill")],
    level: Annotated[int, Parameter(help="team_level")],
    /,
    *,
    by: Annotated[Rater, Parameter(name="--by", help="team_rated_by")] = "lead",
    note: Annotated[str, Parameter(name="--note", help="team_rating_note")] = "",
    who: ByOption = None,
    store: StoreOption = None,
    kb: OverlayOption = None,
) -> ExitCode:
    """Add a rating of a skill."""
    from matcher.team.people import SkillRating

    session, knowledge = current(), load_knowledge(kb)
    found = knowledge.skill(skill)
    if not 1 <= level <= 5:
        raise session.stop(ExitCode.USAGE, "team.bad_level", asked=level)
    rating = SkillRating(skill=found.id, level=level, by=by, when=given_day(None), note=note[:500])
    with existing_store(store) as opened:
        opened.rate(asked, rating, speaker(who))
    name = found.label.get(session.language)
    rater = session.say(f"team.by.{by}")
    output.write(session.say("team.rated", person=asked, skill=name, level=level, by=rater))
    return ExitCode.OK


def override(
    asked: Annotated[str, Parameter(help="team_person")],
    role: Annotated[str, Parameter(help="role")],
    verdict: Annotated[Literal["ready", "pending", "not_yet"], Parameter(help="team_verdict")],
    /,
    *,
    reason: Annotated[str, Parameter(name="--reason", help="team_reason")],
    who: ByOption = None,
    store: StoreOption = None,
    kb: OverlayOption = None,
) -> ExitCode:
    """Put a verdict of one's own beside the computed one."""
    from matcher.team.results import Override

    session = current()
    found = load_knowledge(kb).role(role)
    if not reason.strip():
        raise session.stop(ExitCode.USAGE, "team.no_reason")
    said = Override(
        person=asked,
        role=found.id,
        verdict=verdict,
        reason=reason.strip(),
        by=speaker(who),
        when=datetime.now(UTC).replace(microsecond=0),
    )
    with existing_store(store) as opened:
        opened.override(said)
    values: dict[str, Any] = {"person": asked, "role": found.label.get(session.language), "by": said.by}
    output.write(session.say("team.override_kept", verdict=session.say(f"team.verdict.{verdict}"), **values))
    return ExitCode.OK


def existing_store(path: Path | None) -> Store:
    """The store named or the usual one, which must be there.

    Raises:
        Stop: when it is not.
    """
    from matcher.team.store_file import default_store

    chosen = path or default_store()
    if not chosen.exists():
        raise current().stop(ExitCode.USAGE, "team.no_roster")
    return open_store(chosen)


__all__ = ["existing_store", "export", "import_", "override", "person", "rate"]
