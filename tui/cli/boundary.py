"""The one error boundary: arguments in, exit code out, and no traceback ever reaches a user.

`SHOPLADDER_DEBUG=1` shows the traceback as well.
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Sequence
from itertools import pairwise

from kb.chinese import to_simplified
from kb.messages import LANGUAGE_VARIABLE, Messages, UnknownLanguage, choose_language
from kb.problems import BrokenKnowledge, KnowledgeError, UnknownRecord
from kb.told import in_language, why
from tui.cli import output
from tui.cli.layout import wrap
from tui.cli.narration import ExitCode, Stop, error_lines, narrate
from tui.cli.session import Session, start

DEBUG_VARIABLE = "SHOPLADDER_DEBUG"
"""Set to anything, shows tracebacks."""


TAKES_FILE = ("--profile", "--text", "--output")
"""Options after which `-` is their value and not a request of its own."""


def run(arguments: Sequence[str]) -> int:
    """Run one command line.

    Args:
        arguments: what follows the program's name.

    Returns:
        The exit code.
    """
    output.prepare()
    try:
        asked, rest = take_language(arguments)
        try:
            named = bool(asked or os.environ.get(LANGUAGE_VARIABLE))
            session = start(Messages.load(choose_language(asked)), language_asked=named)
        except UnknownLanguage as error:
            session = start(Messages.load(choose_language(environment=_without_choice())))
            raise session.stop(ExitCode.USAGE, "errors.unknown_language", asked=error.asked) from None
        return _run(rest, session)
    except Stop as stop:
        return _tell(stop, session)
    except BrokenKnowledge as error:
        narrate(error_lines("error", str(error)))
        return ExitCode.MISSING


def take_language(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """Take `--lang` out of the arguments, wherever it stands before `--`, and read `-` as `--stdin`.

    After `--text` the word is somebody's own and stays.
    """
    asked: str | None = None
    rest: list[str] = []
    index = 0
    while index < len(arguments):
        argument = arguments[index]
        if argument == "--":
            rest += arguments[index:]
            break
        if argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
        elif argument == "--lang" and (not rest or rest[-1] != "--text"):
            index += 1
            asked = arguments[index] if index < len(arguments) else "?"
        elif argument == "-" and (not rest or rest[-1] not in TAKES_FILE):
            rest.append("--stdin")
        else:
            rest.append(argument)
        index += 1
    return asked, rest


def _without_choice() -> dict[str, str]:
    """The environment without the language variable, which may be what is wrong."""
    return {name: value for name, value in os.environ.items() if name != LANGUAGE_VARIABLE}


BEGINNINGS = (
    ("tui", "tui"),
    ("match", 'match --text "{text}"'),
    ("role", "role list"),
    ("path", "path visual-designer"),
    ("batch", "batch students.xlsx -o matches.xlsx"),
    ("team", "team vacancy --samples"),
    ("help", "--help"),
)
"""What somebody who types nothing but the name may want, with its command; `start.<first>` says what."""


def _say_where_to_start(session: Session) -> None:
    """Fewer lines than any terminal has: the whole help would run off the top of most."""
    text = session.say("example.text")
    lines = [wrap(session.say("start.title"), session.columns), ""]
    for key, command in BEGINNINGS:
        said = wrap(session.say(f"start.{key}"), session.columns)
        lines += [said, f"  shopladder {command.format(text=text)}"]
    output.write("\n".join(lines))


def _run(arguments: list[str], session: Session) -> int:
    if not arguments:
        _say_where_to_start(session)
        return ExitCode.OK
    from cyclopts import CycloptsError

    from tui.cli.application import build
    from tui.cli.usage import explained

    try:
        result = build(session)(arguments)
        return int(result) if isinstance(result, int) else ExitCode.OK
    except CycloptsError as error:
        if DEBUG_VARIABLE in os.environ:
            _show_traceback()
        return _tell(explained(error, session), session)
    except Stop as stop:
        return _tell(stop, session)
    except KeyboardInterrupt:
        narrate("\n" + session.say("errors.interrupted"))
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        output.silence()
        return ExitCode.OK
    except Exception as error:  # The boundary: a user gets a sentence, whatever happened.
        if DEBUG_VARIABLE in os.environ:
            _show_traceback()
        return _tell(_stopped(error, session, arguments), session)


def _overlays(arguments: list[str]) -> list[str]:
    """The folders that `--kb` named."""
    given = [a.removeprefix("--kb=") for a in arguments if a.startswith("--kb=")]
    return given + [value for option, value in pairwise(arguments) if option == "--kb"]


def _stopped(error: Exception, session: Session, arguments: list[str]) -> Stop:
    """An exception as a sentence with a remedy and an exit code."""
    if isinstance(error, UnknownRecord):
        return unknown_record(error, session)
    if isinstance(error, BrokenKnowledge):
        stop = session.stop(ExitCode.MISSING, "kb.broken", count=len(error.problems))
        laid_on = "".join(f" --kb {shlex.quote(folder)}" for folder in _overlays(arguments))
        return Stop(
            stop.code, f"{stop.message}\n  {error.problems[0].said(session.messages)}", stop.remedy + laid_on
        )
    if isinstance(error, KnowledgeError):
        return Stop(ExitCode.MISSING, str(in_language(error, session.messages)))
    if type(error).__name__ == "UnknownEncoderError":
        return Stop(ExitCode.USAGE, str(in_language(error, session.messages)))
    if type(error).__name__ == "ModelMissingError":
        return Stop(ExitCode.MISSING, str(in_language(error, session.messages)))
    if type(error).__name__ == "TaughtError":
        return session.stop(ExitCode.USAGE, "taught.broken", why=error)
    if type(error).__name__ == "TableError":
        return _table_stop(error, session)
    if type(error).__name__ == "TeamError":
        return _team_stop(error, session)
    if type(error).__name__ in ("ProfileError", "DocumentError"):
        return session.stop(ExitCode.UNREADABLE, "errors.bad_profile", why=error)
    if isinstance(error, OSError) and error.filename is not None:
        return session.stop(ExitCode.UNREADABLE, "errors.unreadable", path=error.filename, why=why(error))
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return session.stop(ExitCode.PROBLEMS, "errors.unexpected", what=what.splitlines()[0])


def _table_stop(error: Exception, session: Session) -> Stop:
    """A table that cannot be read, or an option that does not fit it."""
    from matcher.tables import TableError

    assert isinstance(error, TableError)
    return Stop(ExitCode.USAGE if error.is_wish else ExitCode.UNREADABLE, error.said(session.messages))


def _team_stop(error: Exception, session: Session) -> Stop:
    """A roster, a store or a question about a team that cannot be used."""
    from matcher.team.problems import TeamError

    assert isinstance(error, TeamError)
    code = ExitCode.USAGE if error.is_wish else ExitCode.UNREADABLE
    return Stop(code, error.said(session.messages))


def unknown_record(error: UnknownRecord, session: Session) -> Stop:
    """A name that nothing answers to, with the nearest one that something does."""
    key = f"errors.unknown_{error.kind}"
    known = session.messages.find(key) is not None
    message = session.say(key if known else "errors.unknown_record", asked=error.asked, kind=error.kind)
    nearest = error.suggestion.partition("'")[2].rpartition("'")[0]
    if error.found:
        named = [
            session.say("errors.meant", name=one.label.get(session.language), id=one.id)
            for one in error.found
        ]
        message += session.say("errors.did_you_mean_these", names=session.say("words.comma").join(named))
    elif nearest:
        nearest = to_simplified(nearest) if session.language == "zh-Hans" else nearest
        message += session.say("errors.did_you_mean", suggestion=nearest)
    has_remedy = session.messages.find(f"{key}_remedy") is not None
    return Stop(ExitCode.USAGE, message, session.say(f"{key}_remedy") if has_remedy else "")


def _tell(stop: Stop, session: Session) -> int:
    narrate(error_lines(session.say("errors.error"), stop.message, stop.remedy))
    return stop.code


def _show_traceback() -> None:
    import traceback

    traceback.print_exc(file=sys.stderr)


__all__ = ["run", "take_language", "unknown_record"]
