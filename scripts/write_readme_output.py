"""Rewrite the console blocks of README.md with what their commands print now."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from kb.files import write_atomically

README = Path(__file__).resolve().parents[1] / "README.md"
BLOCK = re.compile(r"```console\n\$ (?P<command>shopladder [^\n]*)\n.*?```", re.DOTALL)


def with_output(block: re.Match[str]) -> str:
    """A block with the output of its command at 80 columns."""
    arguments = shlex.split(block["command"])[1:]
    done = subprocess.run(
        [sys.executable, "-m", "tui.cli", *arguments],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=os.environ | {"COLUMNS": "80", "NO_COLOR": "1"},
    )
    return f"```console\n$ {block['command']}\n{done.stdout.rstrip()}\n```"


if __name__ == "__main__":
    write_atomically(README, BLOCK.sub(with_output, README.read_text("utf-8")).encode())
