"""Mappings kept by name, so that the list that comes every term is mapped once."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from pathlib import Path

from kb.files import write_atomically
from kb.personal import personal_folder
from matcher.tables.rows import TableError

_NAME = re.compile(r"[\w][\w .-]{0,59}")


def templates_folder() -> Path:
    """Where mappings are kept: with the person's other files."""
    return personal_folder() / "tables"


def save_template(name: str, columns: MappingOf[str, Sequence[str]]) -> Path:
    """Keep a mapping.

    Args:
        name: letters, digits, blanks, dots and hyphens.
        columns: field to columns.

    Raises:
        TableError: when the name will not do.
        OSError: when the folder cannot be written.
    """
    path = _path(name)
    text = json.dumps({field: list(names) for field, names in columns.items()}, ensure_ascii=False, indent=2)
    write_atomically(path, (text + "\n").encode())
    return path


def load_template(name: str) -> dict[str, tuple[str, ...]]:
    """Read a mapping that was kept.

    Raises:
        TableError: when there is none of that name, or it is damaged.
    """
    path = _path(name)
    known = ", ".join(sorted(p.stem for p in templates_folder().glob("*.json"))) or "-"
    try:
        written = json.loads(path.read_bytes())
        return {str(field): tuple(map(str, names)) for field, names in written.items()}
    except FileNotFoundError:
        raise TableError("unknown_template", asked=name, known=known) from None
    except (OSError, ValueError, AttributeError, TypeError):
        raise TableError("damaged_template", asked=name, path=path) from None


def _path(name: str) -> Path:
    if not _NAME.fullmatch(name) or name.startswith("."):
        raise TableError("bad_template_name", asked=name)
    return templates_folder() / f"{name}.json"


__all__ = ["load_template", "save_template", "templates_folder"]
