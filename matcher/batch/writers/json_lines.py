"""JSON Lines: the shards one after another, byte for byte."""

from __future__ import annotations

import shutil
from pathlib import Path

from matcher.batch.writers import Report


def write(report: Report, path: Path) -> None:
    """Write the file."""
    with path.open("wb") as whole:
        for shard in report.shards():
            with shard.open("rb") as part:
                shutil.copyfileobj(part, whole)


__all__ = ["write"]
