"""What was wrong with a command line, in the reader's language, with the nearest right word."""

from __future__ import annotations

from typing import Any, get_args

from cyclopts import CoercionError, CycloptsError, MissingArgumentError, UnknownOptionError
from cyclopts.exceptions import UnknownCommandError, UnusedCliTokensError

from kb.problems import did_you_mean
from tui.cli.narration import ExitCode, Stop
from tui.cli.session import Session


def explained(error: CycloptsError, session: Session) -> Stop:
    """A parsing error as a sentence and a remedy."""
    command = " ".join(("shopladder", *(error.command_chain or ())))
    see_help = session.say("errors.see_help", command=command)
    if isinstance(error, UnknownCommandError) and error.unused_tokens:
        asked = error.unused_tokens[0]
        known = [name for name in (error.app or ()) if not name.startswith("-")]
        return _usage(session, "errors.unknown_command", see_help, known, asked=asked)
    if isinstance(error, UnknownOptionError):
        asked = error.token.keyword or error.token.value
        known = [
            name for argument in error.argument_collection for name in argument.names if name.startswith("-")
        ]
        key = "errors.unknown_option" if asked.startswith("-") else "errors.extra_argument"
        return _usage(session, key, see_help, known if asked.startswith("-") else [], asked=asked)
    if isinstance(error, UnusedCliTokensError) and error.unused_tokens:
        return _usage(session, "errors.extra_argument", see_help, [], asked=error.unused_tokens[0])
    if isinstance(error, CoercionError) and error.token is not None:
        option = error.token.keyword or (error.argument.name if error.argument else "")
        remedy = session.say("errors.bad_value_remedy", wanted=_wanted(error.target_type, session))
        message = session.say("errors.bad_value", option=option, value=error.token.value)
        return Stop(ExitCode.USAGE, message, remedy)
    if isinstance(error, MissingArgumentError) and error.argument is not None:
        name = error.keyword or error.argument.name
        key = "errors.missing_value" if error.keyword else "errors.missing_argument"
        return _usage(session, key, see_help, [], option=name, argument=name.lstrip("-").upper())
    return Stop(ExitCode.USAGE, str(error).splitlines()[0], see_help)


def _usage(session: Session, key: str, see_help: str, known: list[str], **values: str) -> Stop:
    message = session.say(key, **values)
    nearest = did_you_mean(values.get("asked", ""), known).partition("'")[2].rpartition("'")[0]
    if nearest:
        message += session.say("errors.did_you_mean", suggestion=nearest)
    return Stop(ExitCode.USAGE, message, see_help)


def _wanted(target: Any, session: Session) -> str:
    if target is int:
        return session.say("errors.wanted_int")
    if target is float:
        return session.say("errors.wanted_float")
    choices = [str(choice) for choice in get_args(target)]
    if choices:
        return session.say("errors.wanted_choice", choices=", ".join(choices))
    return getattr(target, "__name__", str(target))


__all__ = ["explained"]
