"""The command line. Never imports textual; commands are imported when they are called."""

from __future__ import annotations


def main() -> None:
    """Run the command line and leave with its exit code."""
    import sys

    from tui.cli.boundary import run

    raise SystemExit(run(sys.argv[1:]))


__all__ = ["main"]
