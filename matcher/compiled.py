"""Compiled tables: what takes a second to derive from the knowledge is derived once and kept in the cache.

The name of a table holds everything it depends on: the knowledge, this package's code, the folding in `kb`
and the matching data. So a table is never stale, only unused.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from kb import Knowledge
from kb.cache import cache_folder
from kb.locate import builtin_root

_PACKAGE = Path(__file__).resolve().parent


def compiled_folder(kind: str, knowledge: Knowledge, *extra: str) -> Path | None:
    """Where a table of a knowledge base lies or would lie.

    Args:
        kind: what table it is.
        knowledge: what it is derived from.
        extra: what else it depends on, such as an encoder's name.

    Returns:
        The folder, or None for knowledge made in memory, which has no name to keep it under.
    """
    if not knowledge.digest:
        return None
    key = hashlib.sha256("\0".join((_code(), knowledge.digest, *extra)).encode()).hexdigest()[:24]
    return cache_folder() / kind / key


@cache
def _code() -> str:
    """Hash of the code and the matching data that tables depend on."""
    state = hashlib.sha256()
    names = ("affinity", "cues", "lexicon", "meaning", "passages", "pull", "text")
    files = [
        *(_PACKAGE / f"{name}.py" for name in names),
        _PACKAGE.parent / "kb" / "chinese.py",
        *(builtin_root() / "matching" / f"{name}.yaml" for name in ("background", "cues")),
    ]
    for path in files:
        state.update(path.read_bytes())
    return state.hexdigest()
