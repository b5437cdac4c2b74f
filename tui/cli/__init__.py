"""The command line. Never imports textual; commands are imported when they are called."""

from __future__ import annotations


def main() -> None:
    """Run the command line and leave with its exit code."""
    import gc
    import sys

    # A start makes half a million objects that all stay: looking for rubbish among them takes a tenth of it.
    gc.set_threshold(100_000, 20, 20)
    from tui.cli.boundary import run

    raise SystemExit(run(sys.argv[1:]))


__all__ = ["main"]
