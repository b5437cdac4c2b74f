"""Write `docs/cli.md`: the help of every command, as the program prints it at 80 columns in English."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from kb.files import write_atomically

REFERENCE = Path(__file__).resolve().parents[1] / "docs" / "cli.md"

HEADER = """# Command line

Written by `python scripts/write_cli_reference.py` from the program's own help; do not edit.

Exit codes: 0 done, 1 done with rejects or problems, 2 called wrongly, 3 model or knowledge missing,
4 input unreadable, 130 interrupted. stdout is data, stderr is narration.
"""


def commands() -> Iterator[str]:
    """Every command as it is typed, in the order of the help."""
    from tui.cli.application import GROUPS, ORDER

    for name in ORDER:
        yield name
        yield from (f"{name} {command.name}" for command in GROUPS.get(name, ()))


def help_of(command: str) -> str:
    """What `shopladder COMMAND --help` prints."""
    from tui.cli.boundary import run

    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        run([*command.split(), "--help", "--lang", "en"])
    return printed.getvalue().strip()


def reference() -> str:
    """The whole page."""
    os.environ.update(COLUMNS="80", NO_COLOR="1")
    parts = [HEADER, f"```text\n{help_of('')}\n```\n"]
    parts += [f"## shopladder {command}\n\n```text\n{help_of(command)}\n```\n" for command in commands()]
    return "\n".join(parts)


if __name__ == "__main__":
    write_atomically(REFERENCE, reference().encode())
    print(f"wrote {REFERENCE.name}", file=sys.stderr)
