"""Codes in place of ids: the same person gets the same code on this machine, and nobody can guess it back.

A bare hash of a name can be found by trying names; so a secret key, kept beside the store, goes into it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from pathlib import Path

from kb.files import write_atomically

KEY_BYTES = 32
CODE_LETTERS = 12


def codes_key(folder: Path) -> bytes:
    """The secret of this machine, made when there is none.

    Args:
        folder: where it is kept, readable by its owner alone.
    """
    path = folder / "codes.key"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        own = folder / f".codes.key.{os.getpid()}"
        write_atomically(own, secrets.token_bytes(KEY_BYTES), mode=0o600)
        # A link appears whole or not at all, and never takes the place of a key that is in use.
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(own)
        own.unlink()
    return path.read_bytes()


def code(person: str, key: bytes) -> str:
    """The code of a person."""
    return "p-" + hashlib.blake2b(person.encode(), key=key, digest_size=CODE_LETTERS // 2).hexdigest()


__all__ = ["code", "codes_key"]
