"""Options that several commands share, and how their values become profiles and matchers."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from cyclopts import Parameter

from kb.told import why
from tui.cli.narration import ExitCode, narrate
from tui.cli.session import current, load_knowledge

if TYPE_CHECKING:
    from matcher import Matcher, Profile
    from matcher.team.report.document import Report

TextOption: TypeAlias = Annotated[str | None, Parameter(help="text", allow_leading_hyphen=True)]
ProfileOption: TypeAlias = Annotated[Path | None, Parameter(help="profile")]
JsonOption: TypeAlias = Annotated[bool, Parameter(name="--json", help="json", negative="")]
EncoderOption: TypeAlias = Annotated[str | None, Parameter(help="encoder")]
ReportOption: TypeAlias = Annotated[Path | None, Parameter(name="--report", help="report_output")]
OverlayOption: TypeAlias = Annotated[list[Path] | None, Parameter(name="--kb", help="kb", negative="")]

STDIN = "-"
"""Written in place of a file, means standard input."""


def given_profile(text: str | None, profile: Path | None) -> Profile | None:
    """The profile that `--text` or `--profile` describes, or None when neither is there.

    Raises:
        Stop: when both are.
        ProfileError: when the file cannot be used.
    """
    from matcher.profile import Profile, read_profile

    if text is not None and profile is not None:
        raise current().stop(ExitCode.USAGE, "match.several_inputs")
    if text is not None:
        return Profile(text=printable(text))
    if profile is None:
        return None
    if str(profile) == STDIN:
        return Profile(text=read_stdin())
    if not profile.is_file():
        key = "errors.is_folder" if profile.is_dir() else "errors.no_file"
        raise current().stop(ExitCode.UNREADABLE, key, path=profile)
    return read_profile(profile)


def read_stdin() -> str:
    """All of standard input as text.

    Raises:
        Stop: when it is not text.
    """
    from matcher.encodings import decode

    raw = sys.stdin.buffer.read()
    if not raw:
        return ""
    try:
        return decode(raw).text
    except ValueError as error:
        raise current().stop(ExitCode.UNREADABLE, "match.not_text", why=error) from None


def printable(argument: str) -> str:
    """An argument whose bytes were not UTF-8, with marks where they could not be read."""
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def load_matcher(encoder: str | None, overlays: Sequence[Path] | None) -> Matcher:
    """The matcher with the encoder asked for.

    Raises:
        Stop: when the encoder is not known or the engine cannot be loaded.
    """
    session = current()
    knowledge = load_knowledge(overlays)
    try:
        from matcher import Matcher
    except ImportError as error:
        raise session.stop(ExitCode.MISSING, "errors.no_matcher", why=error) from error
    try:
        return Matcher.load(knowledge=knowledge, encoder=encoder)
    except ValueError as error:
        if encoder is None:
            raise
        raise session.stop(ExitCode.USAGE, "errors.bad_encoder", why=error) from error


def write_team_report(path: Path, report: Report, data: Mapping[str, Any]) -> None:
    """Write a report about a team to the file that `--report` names, and say where it is.

    Args:
        path: the file; its ending says the kind.
        report: what a page or workbook shows.
        data: what JSON holds.

    Raises:
        Stop: when its ending is no kind of report or the place cannot be written.
    """
    from matcher.team.report.writing import ReportKindError, write_report

    session = current()
    try:
        write_report(path, report, data)
    except ReportKindError:
        raise session.stop(ExitCode.USAGE, "report.unwritable_kind", file=path.name) from None
    except OSError as error:
        reason = why(error)
        raise session.stop(ExitCode.USAGE, "errors.unwritable", path=path, why=reason) from error
    narrate(session.say("report.written", path=path))


__all__ = [
    "STDIN",
    "EncoderOption",
    "JsonOption",
    "OverlayOption",
    "ProfileOption",
    "ReportOption",
    "TextOption",
    "given_profile",
    "load_matcher",
    "printable",
    "read_stdin",
    "write_team_report",
]
