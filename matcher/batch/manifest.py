"""What a run was made from, so that it can be told from another, resumed, and believed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from kb.locate import builtin_root
from matcher.matcher import Matcher

_BLOCK = 1 << 20


class Identity(BaseModel):
    """Everything the bytes of an output depend on."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    program: str
    """Version of the program."""
    code: str
    """Hash of the matcher's code and data."""
    input: str
    """Hash of the input."""
    knowledge: str
    """Hash of the knowledge base."""
    model: str
    """The encoder, and the build of its model."""
    options: Mapping[str, Any]
    """What was asked for."""
    shard_rows: int
    """Rows of a shard; a run is resumed with the shards it began with."""

    def difference(self, other: Identity) -> str:
        """What differs first: `input`, `knowledge`, `model`, `program`, `options`; empty when nothing."""
        for name in ("input", "knowledge", "model"):
            if getattr(self, name) != getattr(other, name):
                return name
        if (self.program, self.code) != (other.program, other.code):
            return "program"
        return "" if dict(self.options) == dict(other.options) else "options"


def identity(matcher: Matcher, input_hash: str, options: Mapping[str, Any], shard_rows: int) -> Identity:
    """The identity of a run that is about to start."""
    return Identity(
        program=program_version(),
        code=code_hash(),
        input=input_hash,
        knowledge=matcher.knowledge.digest,
        model=model_name(matcher),
        options=json.loads(json.dumps(options)),
        shard_rows=shard_rows,
    )


def program_version() -> str:
    """The installed version."""
    try:
        return version("shopladder")
    except PackageNotFoundError:
        return "0"


def model_name(matcher: Matcher) -> str:
    """The encoder that serves, with the build of its model where it has one."""
    if matcher.encoder_name != "bilingual":
        return matcher.encoder_name
    from matcher.encoders.artefacts import model_key

    return f"{matcher.encoder_name} {model_key()}"


def hash_of(path: Path) -> str:
    """SHA-256 of a file, or of the names and contents of a folder."""
    state = hashlib.sha256()
    if path.is_dir():
        for file in sorted(p for p in path.rglob("*") if p.is_file() and not p.is_symlink()):
            state.update(file.relative_to(path).as_posix().encode("utf-8", "surrogateescape") + b"\0")
            state.update(hash_of(file).encode())
        return state.hexdigest()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            state.update(block)
    return state.hexdigest()


@cache
def code_hash() -> str:
    """Hash of the matcher's own code and data, so that another build does not finish this one's work."""
    state = hashlib.sha256()
    package = Path(__file__).resolve().parents[1]
    data = builtin_root() / "matching"
    for root, pattern in ((package, "*.py"), (data, "*")):
        for file in sorted(root.rglob(pattern)):
            if file.is_file() and "__pycache__" not in file.parts:
                state.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes())
    return state.hexdigest()[:16]


__all__ = ["Identity", "code_hash", "hash_of", "identity", "model_name", "program_version"]
