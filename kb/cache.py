"""The compiled knowledge cache: checked records as JSON, named by what they were read from.

Never pickled, never trusted when stale: the key holds path, size and time of every file and of the code that
read them. A cache that cannot be written is a slower start, not an error.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from kb.files import write_atomically
from kb.models.imported import IMPORTED
from kb.problems import BrokenKnowledge, Severity
from kb.records import Records

CACHE_VARIABLE = "SHOPLADDER_CACHE"
"""Names another cache folder, for tests and for machines whose home cannot be written."""


def cache_folder() -> Path:
    """Where derived files go; safe to delete at any time."""
    chosen = os.environ.get(CACHE_VARIABLE)
    if chosen:
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("shopladder", appauthor=False)


def load_cached(roots: Sequence[Path]) -> tuple[Records, str]:
    """The records of stacked folders and the digest that names them.

    Args:
        roots: the base folder first, then overlays.

    Returns:
        The records and the hash of their content, the same on every machine.

    Raises:
        BrokenKnowledge: with every problem, when any file has an error.
    """
    path = cache_folder() / "knowledge" / f"{fingerprint(roots)}.json"
    with contextlib.suppress(OSError, ValueError):
        digest, _, compiled = path.read_bytes().partition(b"\n")
        if digest != _digest(compiled):
            raise ValueError(f"{path} is damaged")
        return Records.model_validate_json(compiled, context=IMPORTED), digest.decode()
    from kb.checks import check
    from kb.loader import load_folders

    loaded = load_folders(roots)
    errors = [p for p in (*loaded.problems, *check(loaded)) if p.severity is Severity.ERROR]
    if errors:
        raise BrokenKnowledge(errors)
    compiled = loaded.records.model_dump_json(by_alias=True, exclude_defaults=True).encode()
    digest = _digest(compiled)
    with contextlib.suppress(OSError):
        write_atomically(path, digest + b"\n" + compiled)
        _forget_old(path.parent, keep=path)
    return loaded.records, digest.decode()


def _digest(compiled: bytes) -> bytes:
    return hashlib.sha256(compiled).hexdigest()[:32].encode()


def fingerprint(roots: Sequence[Path]) -> str:
    """A hash over path, size and modification time of every knowledge file and of this package's code."""
    state = hashlib.sha256()
    for root in (*roots, Path(__file__).parent):
        for name, size, modified in _entries(root.absolute()):
            state.update(f"{name}\0{size}\0{modified}\n".encode())
        state.update(b"\0layer\0")
    return state.hexdigest()[:32]


def _entries(root: Path) -> Iterator[tuple[str, int, int]]:
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(
            f for f in folders if f not in ("__pycache__", "gold", "samples", "schemas", "_data")
        )
        for name in sorted(files):
            if name.endswith((".yaml", ".py")):
                path = f"{folder}{os.sep}{name}"
                with contextlib.suppress(OSError):
                    status = os.lstat(path)
                    yield path, status.st_size, status.st_mtime_ns


def _forget_old(folder: Path, keep: Path, most: int = 8) -> None:
    """Drop the oldest compiled files beyond `most`."""
    files = sorted(folder.glob("*.json"), key=lambda p: p.stat().st_mtime, reverse=True)
    for path in files[most:]:
        if path != keep:
            path.unlink(missing_ok=True)
