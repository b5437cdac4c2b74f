"""Where the built-in knowledge lies: beside the packages in a checkout, inside `kb` in a wheel."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def builtin_root() -> Path:
    """The folder of the built-in knowledge (`data/`)."""
    packaged = _HERE / "_data"
    return packaged if packaged.is_dir() else _HERE.parent / "data"
