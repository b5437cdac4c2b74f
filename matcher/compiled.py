"""Compiled tables: what takes a second to derive from the knowledge is derived once and kept in the cache.

The name of a table holds everything it depends on: the knowledge, the code that makes it, the folding in `kb`
and the matching data read. So a table is never stale, only unused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kb import Knowledge
from kb.cache import cache_folder
from kb.locate import builtin_root

_PACKAGE = Path(__file__).resolve().parent

_MADE_BY: Mapping[str, tuple[str, ...]] = {
    "affinity": ("affinity", "passages", "text"),
    "lexicon": ("lexicon", "text"),
    "meaning": ("meaning", "passages"),
    "pull": ("affinity", "lexicon", "passages", "pull", "text", "daily_words"),
}
"""Kind of table to the modules whose code it depends on."""

_READ_BY: Mapping[str, tuple[str, ...]] = {
    "affinity": ("background", "own_words"),
    "meaning": ("background", "own_words"),
    "pull": ("daily_words",),
}
"""Kind of table to the files of `data/matching` it is made from."""


def compiled_folder(kind: str, knowledge: Knowledge, *extra: str) -> Path | None:
    """Where a table of a knowledge base lies or would lie.

    Args:
        kind: what table it is, a key of `_MADE_BY`.
        knowledge: what it is derived from.
        extra: what else it depends on, such as an encoder's name.

    Returns:
        The folder, or None for knowledge made in memory, which has no name to keep it under.
    """
    if not knowledge.digest:
        return None
    key = hashlib.sha256("\0".join((_code(kind), knowledge.digest, *extra)).encode()).hexdigest()[:24]
    return cache_folder() / kind / key


@cache
def _code(kind: str) -> str:
    """Hash of the code and the matching data that a kind of table depends on."""
    state = hashlib.sha256()
    files = [
        *(_PACKAGE / f"{name}.py" for name in _MADE_BY[kind]),
        _PACKAGE.parent / "kb" / "chinese.py",
        *(builtin_root() / "matching" / f"{name}.yaml" for name in _READ_BY.get(kind, ())),
    ]
    for path in files:
        state.update(path.read_bytes())
    return state.hexdigest()
