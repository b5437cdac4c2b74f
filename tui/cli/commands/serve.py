"""`serve`: the app in a browser of this computer."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from kb.told import why
from tui.cli import output
from tui.cli.narration import ExitCode, narrate
from tui.cli.options import EncoderOption, OverlayOption
from tui.cli.session import current, load_knowledge

PORT = 8765
"""Taken when no other is asked for."""

MOST_SESSIONS = 100


def serve(
    *,
    port: Annotated[int, Parameter(help="port")] = PORT,
    most_sessions: Annotated[int, Parameter(help="most_sessions")] = 8,
    idle_minutes: Annotated[float, Parameter(help="idle_minutes")] = 30.0,
    encoder: EncoderOption = None,
    kb: OverlayOption = None,
) -> ExitCode:
    """Serve the app until interrupted."""
    session = current()
    if not 0 <= port <= 65_535:
        raise session.stop(ExitCode.USAGE, "serve.bad_port")
    if not 1 <= most_sessions <= MOST_SESSIONS or not 0 < idle_minutes <= 24 * 60:
        raise session.stop(ExitCode.USAGE, "serve.bad_limits", most=MOST_SESSIONS)
    try:
        from tui.serve.server import Serving
        from tui.serve.server import serve as run
    except ModuleNotFoundError as error:
        raise session.stop(ExitCode.MISSING, "serve.missing", name=error.name) from error
    load_knowledge(kb)

    def announce(address: str) -> None:
        narrate(session.say("serve.open"))
        output.write(address)
        narrate(session.say("serve.secret"))

    serving = Serving(
        session.messages,
        announce,
        port,
        most_sessions,
        idle_minutes,
        tuple(kb or ()),
        encoder,
        language_asked=session.language_asked,
    )
    try:
        run(serving)
    except OSError as error:
        raise session.stop(ExitCode.USAGE, "serve.port_taken", port=port, why=why(error)) from error
    narrate(session.say("serve.done"))
    return ExitCode.OK


__all__ = ["PORT", "serve"]
