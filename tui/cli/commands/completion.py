"""`completion`: a script that lets a shell complete commands and options."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from cyclopts import Parameter

from tui.cli import output
from tui.cli.narration import ExitCode
from tui.cli.session import Session, current

Shell = Literal["bash", "zsh", "fish", "powershell"]
"""The shells that can be served."""

_DESCRIBED = re.compile(r"(?P<before>\[| -d '|D = ')(?P<key>\w+|Display [^'\]]*\.)(?P<after>\]|')")
"""Where zsh, fish and PowerShell scripts describe an option: the key of its text, or English of cyclopts."""

_UNSAFE = str.maketrans({"'": "", "[": "(", "]": ")", "\\": "", "$": "", "`": "", '"': ""})
"""What would end a quoted description in one of the shells."""


def completion(shell: Annotated[Shell, Parameter(help="shell")]) -> ExitCode:
    """Print a completion script for one shell."""
    session = current()
    output.write(completion_script(shell, session))
    return ExitCode.OK


def completion_script(shell: Shell, session: Session) -> str:
    """The script for one shell, its descriptions in the reader's language."""
    from tui.cli.application import build

    def described(met: re.Match[str]) -> str:
        key = met["key"]
        if key.startswith("Display"):
            text = session.say("help.flag_version" if "version" in key else "help.flag_help")
        else:
            text = session.messages.find(f"option.{key}") or key
        return f"{met['before']}{text.translate(_UNSAFE)}{met['after']}"

    script = build(session).generate_completion(prog_name="shopladder", shell=shell)
    return script if shell == "bash" else _DESCRIBED.sub(described, script)


__all__ = ["Shell", "completion", "completion_script"]
