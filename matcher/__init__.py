"""Matching people to roles: evidence from their own words, honest scores, gaps and ways forward."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matcher.encoders import load_encoder
    from matcher.index import TextIndex
    from matcher.matcher import Matcher
    from matcher.profile import Profile, ProfileError

__all__ = ["Matcher", "Profile", "ProfileError", "TextIndex", "load_encoder"]

_HOMES = {
    "Matcher": "matcher.matcher",
    "Profile": "matcher.profile",
    "ProfileError": "matcher.profile",
    "TextIndex": "matcher.index",
    "load_encoder": "matcher.encoders",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for, so that importing the package stays cheap."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'matcher' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(home), name)
