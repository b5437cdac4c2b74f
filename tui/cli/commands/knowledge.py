"""`kb check|schema|new`: keeping the knowledge right."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from kb.locate import builtin_root
from kb.told import in_language, why
from tui.cli import output
from tui.cli.narration import ExitCode, Stop, narrate
from tui.cli.options import JsonOption, OverlayOption
from tui.cli.session import current, stacked


def check(*, json: JsonOption = False, kb: OverlayOption = None) -> ExitCode:
    """Check the knowledge and print every problem."""
    from kb.checks import check as every_problem
    from kb.coverage import coverage
    from kb.loader import load_folders
    from kb.problems import Severity

    session = current()
    loaded = load_folders(stacked(kb))
    found = [*loaded.problems, *every_problem(loaded)]
    found.sort(key=lambda problem: (problem.file, problem.line or 0, problem.key, problem.code))
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    counts = coverage(loaded.records).as_data()
    if json:
        problems = [
            {
                "file": problem.file,
                "line": problem.line,
                "key": problem.key,
                "code": problem.code,
                "severity": str(problem.severity),
                "message": in_language(problem.message, session.messages),
                "remedy": in_language(problem.remedy, session.messages),
            }
            for problem in found
        ]
        output.write_json({"problems": problems, "errors": errors, "warnings": len(found) - errors, **counts})
    else:
        for problem in found:
            output.write(problem.said(session.messages))
        if found:
            narrate(session.say("kb.found", errors=errors, warnings=len(found) - errors))
        else:
            output.write(session.say("kb.fine"))
        for key in ("kb.counts", "kb.coverage"):
            say = narrate if found else output.write
            say(session.say(key, **counts))
    return ExitCode.PROBLEMS if errors else ExitCode.OK


def schema(*, write: Annotated[bool, Parameter(help="write", negative="")] = False) -> ExitCode:
    """Print the JSON Schemas, or write them where editors find them."""
    from kb.schema import schemas, write_schemas

    session = current()
    if write:
        folder = builtin_root() / "schemas"
        written = write_schemas(folder)
        narrate(session.say("kb.schema_written", count=len(written), folder=folder))
        return ExitCode.OK
    output.write_json(schemas())
    narrate(session.say("kb.schema_needs_write"))
    return ExitCode.OK


def new(
    kind: Annotated[Literal["role", "skill"], Parameter(help="kind")],
    record: Annotated[str, Parameter(help="id")],
    place: Annotated[str, Parameter(help="place")],
    /,
    *,
    folder: Annotated[Path | None, Parameter(name="--output", help="output_folder")] = None,
) -> ExitCode:
    """Print an empty template, or put it where a knowledge folder wants it."""
    from kb.templates import BadIdError, new_role, new_skill, role_file, skill_file

    session = current()
    path = folder / (role_file(record, place) if kind == "role" else skill_file(place)) if folder else None
    existing = path.read_text("utf-8") if path is not None and path.is_file() else None
    if existing is not None and kind == "role":
        raise session.stop(ExitCode.USAGE, "kb.exists", path=path)
    try:
        text = new_role(record, place) if kind == "role" else new_skill(record, place, existing)
    except BadIdError as error:
        raise Stop(ExitCode.USAGE, str(in_language(error, session.messages))) from error
    if path is None:
        output.write(text)
        return ExitCode.OK
    from kb.files import write_atomically

    try:
        write_atomically(path, text.encode())
    except OSError as error:
        reason = why(error)
        raise session.stop(ExitCode.USAGE, "errors.unwritable", path=path, why=reason) from error
    narrate(session.say("kb.new_written", path=path))
    return ExitCode.OK


__all__ = ["check", "new", "schema"]
