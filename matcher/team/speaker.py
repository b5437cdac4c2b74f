"""Who says something about a person of a team."""

from __future__ import annotations

import getpass


def speaker(who: str | None = None) -> str:
    """Who says it: as named, else the user of this machine.

    Args:
        who: a name, or None.
    """
    if who and who.strip():
        return who.strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"


__all__ = ["speaker"]
