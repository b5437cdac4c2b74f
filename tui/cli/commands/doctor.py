"""`doctor`: what a person, or whoever helps them, needs to know about this installation."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from kb import BrokenKnowledge
from kb.told import why
from tui.cli import output
from tui.cli.commands.model import BUILD_MINUTES, artefacts, human_size
from tui.cli.commands.screens import KITTY_VARIABLE
from tui.cli.layout import pad, width, wrap
from tui.cli.narration import ExitCode, Stop
from tui.cli.options import JsonOption, OverlayOption
from tui.cli.session import Session, current, load_knowledge

State = Literal["ok", "warn", "bad"]

PACKAGES = (
    "textual",
    "cyclopts",
    "pydantic",
    "opencc",
    "scikit-learn",
    "onnxruntime",
    "sentence-transformers",
    "torch",
)
"""Packages whose version matters when something goes wrong."""

RULER_CELLS = 30
"""Width of each line of the ruler, without its edges."""

RULER_LINES = ("0123456789" * 3, "電子商務營運經理資料分析師美工", "→…“”●★①─│█" + "." * 20)
"""Narrow, wide and ambiguous characters, counted as 30 cells each."""


@dataclass(frozen=True)
class Finding:
    """One line of the check-up."""

    name: str
    """Key under `doctor:`."""
    state: State
    """How it stands."""
    text: str
    """What was found, for people."""


def doctor(*, json: JsonOption = False, kb: OverlayOption = None) -> ExitCode:
    """Check this installation."""
    session = current()
    checks: tuple[Callable[[], Finding], ...] = (
        _version,
        _platform,
        _packages,
        lambda: Finding("language", "ok", session.language),
        lambda: _encoding(session),
        lambda: _terminal(session),
        lambda: _colour(session),
        lambda: _kitty(session),
        lambda: _cache(session),
        lambda: _knowledge(session, kb),
        lambda: _model(session),
    )
    findings = [check() for check in checks]
    if json:
        output.write_json(
            {finding.name: {"state": finding.state, "text": finding.text} for finding in findings}
        )
    else:
        output.write(_report(session, findings))
    if any(finding.name in ("knowledge",) and finding.state == "bad" for finding in findings):
        return ExitCode.MISSING
    return ExitCode.PROBLEMS if any(finding.state == "bad" for finding in findings) else ExitCode.OK


def _report(session: Session, findings: list[Finding]) -> str:
    say = session.say
    names = max(width(say(f"doctor.{finding.name}")) for finding in findings)
    states = max(width(say(f"doctor.{state}")) for state in ("ok", "warn", "bad"))
    lines = [session.style.bold(say("doctor.title")), ""]
    for finding in findings:
        name = pad(say(f"doctor.{finding.name}"), names)
        state = pad(say(f"doctor.{finding.state}"), states)
        lines.append(wrap(finding.text, session.columns, f"  {state}  {name}  "))
    lines += ["", session.style.bold(say("doctor.ruler")), *(f"  |{line}|" for line in RULER_LINES)]
    lines += [
        wrap(say(f"doctor.{key}"), session.columns, "  ", "  ") for key in ("ruler_note", "ruler_ambiguous")
    ]
    count = sum(finding.state != "ok" for finding in findings)
    lines += ["", say("doctor.some", count=count) if count else say("doctor.all_fine")]
    return "\n".join(lines)


def _version() -> Finding:
    from tui.cli.application import program_version

    return Finding("version", "ok", program_version())


def _platform() -> Finding:
    return Finding(
        "platform", "ok", f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    )


def _packages() -> Finding:
    found = []
    missing = False
    for package in PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            found.append(f"{package} -")
            missing = True
    return Finding("packages", "bad" if missing else "ok", ", ".join(found))


def _encoding(session: Session) -> Finding:
    written = (sys.stdout.encoding or "ascii").lower()
    if output.has_blocks():
        return Finding("encoding", "ok", written)
    return Finding("encoding", "bad", f"{written}: {session.say('doctor.encoding_bad')}")


def _terminal(session: Session) -> Finding:
    term = os.environ.get("TERM_PROGRAM") or os.environ.get("TERM") or "-"
    if not sys.stdout.isatty():
        return Finding("terminal", "ok", session.say("doctor.terminal_none", term=term))
    columns, lines = shutil.get_terminal_size()
    if columns < 80:
        return Finding("terminal", "warn", session.say("doctor.terminal_narrow", term=term, columns=columns))
    return Finding(
        "terminal", "ok", session.say("doctor.terminal_size", term=term, columns=columns, lines=lines)
    )


def _colour(session: Session) -> Finding:
    if output.has_colour():
        return Finding("colour", "ok", session.say("doctor.colour_on"))
    why = "NO_COLOR" if os.environ.get("NO_COLOR") else "TERM=dumb" if sys.stdout.isatty() else "stdout"
    return Finding("colour", "ok", session.say("doctor.colour_off", why=why))


def _kitty(session: Session) -> Finding:
    value = os.environ.get(KITTY_VARIABLE)
    if value is None or value == "1":
        return Finding("kitty", "ok", session.say("doctor.kitty_ok"))
    return Finding("kitty", "warn", session.say("doctor.kitty_risky", value=value or "''"))


def _cache(session: Session) -> Finding:
    from kb.cache import cache_folder

    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        return Finding("cache", "warn", session.say("doctor.cache_bad", path=folder, why=why(error)))
    return Finding("cache", "ok", session.say("doctor.cache_ok", path=folder, size=human_size(_size(folder))))


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _knowledge(session: Session, overlays: list[Path] | None) -> Finding:
    try:
        knowledge = load_knowledge(overlays)
    except BrokenKnowledge as error:
        return Finding("knowledge", "bad", session.say("kb.broken", count=len(error.problems)))
    text = session.say(
        "doctor.knowledge_ok",
        roles=len(knowledge.roles),
        skills=len(knowledge.skills),
        digest=knowledge.digest[:12],
    )
    return Finding("knowledge", "ok", text)


def _model(session: Session) -> Finding:
    try:
        built = artefacts().info()
    except Stop as stop:
        return Finding("model", "bad", stop.message)
    if built is None:
        return Finding("model", "warn", session.say("doctor.model_none", minutes=BUILD_MINUTES))
    return Finding("model", "ok", session.say("doctor.model_ok", size=human_size(built.size)))


__all__ = ["Finding", "doctor"]
