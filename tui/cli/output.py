"""Everything written on stdout: text and JSON, in UTF-8, with colour only where somebody looks."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

ENCODINGS_WITH_ALL = ("utf-8", "utf8", "gb18030")
"""Encodings that can write every character; elsewhere bars are drawn in ASCII."""


def write(text: str) -> None:
    """Write text as it is, with a line end.

    Raises:
        BrokenPipeError: when the reader has gone away; the boundary ends quietly.
    """
    sys.stdout.write(text if text.endswith("\n") else text + "\n")
    sys.stdout.flush()


def write_json(value: Any) -> None:
    """Write one JSON object, readable by people: two blanks a step, Chinese as it is."""
    write(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False))


def prepare() -> None:
    """Make stdout and stderr write every character they can, and never fail on one they cannot."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty() or "PYTHONIOENCODING" in os.environ:
            reconfigure(errors="replace")
        else:
            reconfigure(encoding="utf-8", errors="replace")


def silence() -> None:
    """Point stdout at nothing after its reader has gone, so that leaving does not complain."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())


def has_colour() -> bool:
    """Whether stdout shows colour: a terminal that is not dumb, and nobody said `NO_COLOR`."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def has_blocks() -> bool:
    """Whether stdout can carry characters beyond ASCII."""
    return (sys.stdout.encoding or "ascii").lower().replace("_", "-") in ENCODINGS_WITH_ALL


def columns() -> int:
    """The width to write in: `COLUMNS`, else the terminal's, else 80; never under 40 or over 100."""
    import shutil

    return max(40, min(100, shutil.get_terminal_size((80, 24)).columns))


__all__ = ["columns", "has_blocks", "has_colour", "prepare", "silence", "write", "write_json"]
